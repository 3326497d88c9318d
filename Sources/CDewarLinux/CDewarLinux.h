// What Swift's Glibc module leaves out of Linux: epoll, eventfd, signalfd, pidfd.
// Do not define _GNU_SOURCE here: it changes types that the Glibc module has already seen.
#ifndef C_DEWAR_LINUX_H
#define C_DEWAR_LINUX_H

#include <signal.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef F_SETPIPE_SZ
#define F_SETPIPE_SZ 1031
#endif

// Declared by glibc only under _GNU_SOURCE.
int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);
int pipe2(int descriptors[2], int flags);
long syscall(long number, ...);
pid_t vfork(void);
ssize_t process_vm_readv(
    pid_t process, const struct iovec *here, unsigned long here_count, const struct iovec *there, unsigned long there_count,
    unsigned long flags);

// prctl is variadic, which Swift cannot call.
static inline int dewar_set_thread_name(const char *name) { return prctl(PR_SET_NAME, name, 0, 0, 0); }
// read, send and epoll_wait without being points of cancellation, for which glibc does two atomic operations a call.
static inline ssize_t dewar_receive(int socket, void *memory, size_t count) {
    return syscall(SYS_recvfrom, socket, memory, count, 0, 0, 0);
}
static inline ssize_t dewar_send(int socket, const void *memory, size_t count, int flags)
{
    return syscall(SYS_sendto, socket, memory, count, flags, 0, 0);
}
static inline int dewar_epoll_wait(int epoll, struct epoll_event *events, int count, int milliseconds)
{
    return (int)syscall(SYS_epoll_pwait, epoll, events, count, milliseconds, 0, 8);
}
static inline int dewar_thread(void) { return (int)syscall(SYS_gettid); }
// Sends a signal to one thread of this program; safe in a signal handler.
static inline void dewar_signal_thread(int thread, int number)
{
    int before = errno;
    syscall(SYS_tgkill, getpid(), thread, number);
    errno = before;
}
static inline int dewar_pidfd_open(pid_t pid, unsigned int flags) { return (int)syscall(SYS_pidfd_open, pid, flags); }

// The frame of the function that calls this one; its caller's frame where the compiler puts this one into it.
static inline const void *dewar_frame_of_caller(void) { return __builtin_frame_address(1); }

// The queue that @MainActor's jobs go to, as run loops serve it (Core Foundation does so): a descriptor that can be read while
// jobs wait, and the call that runs them, on the main thread only. Weak, since a program may be without libdispatch.
extern int _dispatch_get_main_queue_handle_4CF(void) __attribute__((weak));
extern void _dispatch_main_queue_callback_4CF(void *unused) __attribute__((weak));
static inline int dewar_main_queue_descriptor(void)
{
    int there = _dispatch_get_main_queue_handle_4CF && _dispatch_main_queue_callback_4CF;
    return there && dewar_thread() == getpid() ? _dispatch_get_main_queue_handle_4CF() : -1;
}
static inline void dewar_run_main_queue(void) { _dispatch_main_queue_callback_4CF(0); }

// Starts a program. `descriptors[i]` becomes its descriptor i (-1: /dev/null), all others are closed to it. The kernel sends it
// `at_end` when the calling thread ends. Returns its pid, or -errno. Between vfork and execve only calls that are safe there.
static inline pid_t dewar_spawn(
    const char *path, char *const arguments[], char *const environment[], const char *directory, const int *descriptors, int count,
    int own_group, int at_end)
{
    pid_t parent = getpid();
    volatile int error = 0;
    sigset_t every, before, none;
    sigfillset(&every);
    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &every, &before);
    pid_t child = vfork();
    if (child == 0) {
        int moved[count + 1];
        prctl(PR_SET_PDEATHSIG, at_end);
        if (getppid() != parent) _exit(127);
        if (own_group) setpgid(0, 0);
        if (directory && chdir(directory) != 0) goto failed;
        for (int i = 0; i < count; i++) {
            int from = descriptors[i];
            moved[i] = from < 0 ? open("/dev/null", O_RDWR | O_CLOEXEC) : from;
            if ((moved[i] = fcntl(moved[i], F_DUPFD_CLOEXEC, 64 + count)) < 0) goto failed;
        }
        for (int i = 0; i < count; i++)
            if (dup2(moved[i], i) < 0) goto failed;
        syscall(SYS_close_range, count, ~0u, 4 /* CLOSE_RANGE_CLOEXEC */);
        // execve would do this for signals that have handlers, but they are let through before it.
        for (int number = SIGHUP; number <= SIGTERM; number++) {
            struct sigaction action;
            if (sigaction(number, 0, &action) == 0 && action.sa_handler != SIG_IGN) signal(number, SIG_DFL);
        }
        signal(SIGPIPE, SIG_DFL);
        sigprocmask(SIG_SETMASK, &none, 0);
        execve(path, arguments, environment);
    failed:
        error = errno;
        _exit(127);
    }
    if (child < 0) error = errno;
    pthread_sigmask(SIG_SETMASK, &before, 0);
    if (error == 0) return child;
    if (child > 0) waitpid(child, 0, 0);
    return -error;
}

#endif
