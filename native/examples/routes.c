/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// routes: the kernel's main IPv4 routing table, asked for over a netlink socket
// usage: routes
#include <arpa/inet.h>
#include <errno.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void print_route(struct nlmsghdr *header) {
  struct rtmsg *route = NLMSG_DATA(header);
  if (route->rtm_table != RT_TABLE_MAIN) return;
  char to[INET_ADDRSTRLEN] = "0.0.0.0", via[INET_ADDRSTRLEN] = "", device[IF_NAMESIZE] = "?";
  int size = RTM_PAYLOAD(header);
  for (struct rtattr *a = RTM_RTA(route); RTA_OK(a, size); a = RTA_NEXT(a, size)) {
    switch (a->rta_type) {
      case RTA_DST:
        inet_ntop(AF_INET, RTA_DATA(a), to, sizeof to);
        break;
      case RTA_GATEWAY:
        inet_ntop(AF_INET, RTA_DATA(a), via, sizeof via);
        break;
      case RTA_OIF:
        if_indextoname(*(int *)RTA_DATA(a), device);
        break;
    }
  }
  printf("%s/%d%s%s dev %s\n", to, route->rtm_dst_len, *via ? " via " : "", via, device);
}

int main(int argc, char **argv) {
  (void)argv;
  if (argc != 1) {
    fprintf(stderr, "usage: routes\n");
    return 2;
  }
  int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
  if (fd == -1) die("socket");
  struct {
    struct nlmsghdr header;
    struct rtmsg body;
  } request = {.header = {.nlmsg_len = sizeof request,
                          .nlmsg_type = RTM_GETROUTE,
                          .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
                          .nlmsg_seq = 1},
               .body = {.rtm_family = AF_INET}};
  struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
  if (sendto(fd, &request, sizeof request, 0, (struct sockaddr *)&kernel, sizeof kernel) == -1) die("sendto");

  _Alignas(struct nlmsghdr) char buffer[16384];
  for (;;) {
    ssize_t n = recv(fd, buffer, sizeof buffer, 0);
    if (n == -1) die("recv");
    int size = n;
    for (struct nlmsghdr *h = (struct nlmsghdr *)buffer; NLMSG_OK(h, size); h = NLMSG_NEXT(h, size)) {
      switch (h->nlmsg_type) {
        case NLMSG_DONE:
          close(fd);
          return 0;
        case NLMSG_ERROR:
          errno = -((struct nlmsgerr *)NLMSG_DATA(h))->error;
          die("netlink");
          break;
        case RTM_NEWROUTE:
          print_route(h);
          break;
      }
    }
  }
}
