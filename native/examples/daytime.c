/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// daytime: the date, on a port found by service name ("daytime" where none is given)
// usage: daytime server HOST [SERVICE] | daytime client HOST [SERVICE]
#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

// A service's port in network byte order: a number, or a name from /etc/services.
static int port_of(const char *service) {
  char *end;
  long number = strtol(service, &end, 10);
  if (*end == 0) return htons(number);
  struct servent *entry = getservbyname(service, "tcp");
  if (entry == NULL) {
    fprintf(stderr, "%s/tcp: unknown service\n", service);
    exit(1);
  }
  printf("%s is port %d\n", entry->s_name, ntohs(entry->s_port));
  return entry->s_port;
}

static struct addrinfo *resolve(const char *host, const char *service) {
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
  struct addrinfo *found;
  char port[16];
  snprintf(port, sizeof port, "%d", ntohs(port_of(service)));
  int error = getaddrinfo(host, port, &hints, &found);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", host, gai_strerror(error));
    exit(1);
  }
  return found;
}

static void serve(struct addrinfo *at) {
  int listener = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
  if (listener == -1) die("socket");
  int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, at->ai_addr, at->ai_addrlen) == -1) die("bind");
  if (listen(listener, SOMAXCONN) == -1) die("listen");
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  char port[NI_MAXSERV];
  getsockname(listener, (struct sockaddr *)&address, &length);
  getnameinfo((struct sockaddr *)&address, length, NULL, 0, port, sizeof port, NI_NUMERICSERV);
  printf("listening on port %s\n", port);
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) die("accept");
    char text[64];
    time_t now = time(NULL);
    strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC\r\n", gmtime(&now));
    if (send(fd, text, strlen(text), MSG_NOSIGNAL) == -1) perror("send");
    close(fd);
  }
}

static void ask(struct addrinfo *at) {
  int fd = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
  if (fd == -1) die("socket");
  if (connect(fd, at->ai_addr, at->ai_addrlen) == -1) die("connect");
  char text[128];
  ssize_t n;
  while ((n = recv(fd, text, sizeof text, 0)) > 0) printf("%.*s", (int)n, text);
  if (n == -1) die("recv");
  close(fd);
}

int main(int argc, char **argv) {
  int server = (argc == 3 || argc == 4) && strcmp(argv[1], "server") == 0;
  int client = (argc == 3 || argc == 4) && strcmp(argv[1], "client") == 0;
  if (!server && !client) {
    fprintf(stderr, "usage: daytime server HOST [SERVICE] | daytime client HOST [SERVICE]\n");
    return 2;
  }
  setlinebuf(stdout);
  struct addrinfo *at = resolve(argv[2], argc == 4 ? argv[3] : "daytime");
  if (server) serve(at);
  ask(at);
  return 0;
}
