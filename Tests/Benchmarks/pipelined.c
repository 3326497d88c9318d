// pipelined PORT CONNECTIONS SECONDS DEPTH PATH
// Closed-loop load in which each connection always sends DEPTH requests at once and waits for all their answers.
// Prints answers per second. All answers must be of one length, which the first one tells.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER = 1 << 18 };
static char buffer[BUFFER], requests[BUFFER];
static int length;

static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec / 1e9; }

static void fail(const char *what) { perror(what); exit(1); }

static int connected(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  if (connect(fd, (void *)&address, sizeof address)) fail("connect");
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

static void send_all(int fd) { if (write(fd, requests, length) != length) fail("write"); }

int main(int count, char **words) {
  if (count < 6) { fprintf(stderr, "pipelined PORT CONNECTIONS SECONDS DEPTH PATH\n"); return 2; }
  int port = atoi(words[1]), connections = atoi(words[2]), depth = atoi(words[4]);
  double seconds = atof(words[3]);
  char one[1024];
  snprintf(one, sizeof one, "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", words[5], port);
  int first = connected(port);
  if (write(first, one, strlen(one)) < 0) fail("write");
  usleep(100000);
  long answer = read(first, buffer, BUFFER);
  if (answer <= 0 || strncmp(buffer, "HTTP/1.1 200", 12)) { fprintf(stderr, "no 200 answer\n"); return 1; }
  for (int i = 0; i < depth; i++) length += sprintf(requests + length, "%s", one);

  int ep = epoll_create1(0);
  long *missing = calloc(connections + 1024, sizeof *missing), answers = 0;
  for (int i = 0; i < connections; i++) {
    int fd = connected(port);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(ep, EPOLL_CTL_ADD, fd, &event);
    missing[fd] = answer * depth;
    send_all(fd);
  }
  double begun = now();
  while (now() - begun < seconds) {
    struct epoll_event events[256];
    int ready = epoll_wait(ep, events, 256, 100);
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      long got = read(fd, buffer, BUFFER);
      if (got <= 0) fail("read");
      if ((missing[fd] -= got) > 0) continue;
      answers += depth;
      missing[fd] = answer * depth;
      send_all(fd);
    }
  }
  printf("%.0f\n", answers / (now() - begun));
  return 0;
}
