// What Swift's Glibc module leaves out of Linux: epoll, eventfd, signalfd, timerfd, pidfd.
// Do not define _GNU_SOURCE here: it changes types that the Glibc module has already seen.
#ifndef C_DEWAR_LINUX_H
#define C_DEWAR_LINUX_H

#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

// Declared by glibc only under _GNU_SOURCE.
int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);
int pipe2(int descriptors[2], int flags);
long syscall(long number, ...);

static inline int dewar_pidfd_open(pid_t pid, unsigned int flags) { return (int)syscall(SYS_pidfd_open, pid, flags); }

#endif
