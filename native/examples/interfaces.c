/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// interfaces: every network interface with its flags, MTU and addresses
// usage: interfaces [NAME]
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static int mtu(int fd, const char *name) {
  struct ifreq request = {0};
  strncpy(request.ifr_name, name, IF_NAMESIZE - 1);
  return ioctl(fd, SIOCGIFMTU, &request) == -1 ? -1 : request.ifr_mtu;
}

static void print_link(struct ifaddrs *i, int fd) {
  unsigned int f = i->ifa_flags;
  printf("%s: index %u mtu %d%s%s%s%s\n", i->ifa_name, if_nametoindex(i->ifa_name), mtu(fd, i->ifa_name),
         f & IFF_UP ? " UP" : "", f & IFF_LOOPBACK ? " LOOPBACK" : "", f & IFF_BROADCAST ? " BROADCAST" : "",
         f & IFF_MULTICAST ? " MULTICAST" : "");
  struct sockaddr_ll *link = (struct sockaddr_ll *)i->ifa_addr;
  printf("  link ");
  for (int j = 0; j < link->sll_halen; j++) printf(j == 0 ? "%02x" : ":%02x", link->sll_addr[j]);
  printf("\n");
}

static void print_address(struct ifaddrs *i, const char *family, socklen_t length) {
  char address[NI_MAXHOST], mask[NI_MAXHOST] = "?";
  getnameinfo(i->ifa_addr, length, address, sizeof address, NULL, 0, NI_NUMERICHOST);
  if (i->ifa_netmask != NULL) {
    getnameinfo(i->ifa_netmask, length, mask, sizeof mask, NULL, 0, NI_NUMERICHOST);
  }
  printf("  %s %s mask %s on %s\n", family, address, mask, i->ifa_name);
}

int main(int argc, char **argv) {
  if (argc > 2) {
    fprintf(stderr, "usage: interfaces [NAME]\n");
    return 2;
  }
  struct ifaddrs *list;
  if (getifaddrs(&list) == -1) {
    perror("getifaddrs");
    return 1;
  }
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  int found = 0;
  for (struct ifaddrs *i = list; i != NULL; i = i->ifa_next) {
    if (i->ifa_addr == NULL || (argc == 2 && strcmp(i->ifa_name, argv[1]) != 0)) continue;
    found = 1;
    switch (i->ifa_addr->sa_family) {
      case AF_PACKET:
        print_link(i, fd);
        break;
      case AF_INET:
        print_address(i, "inet", sizeof(struct sockaddr_in));
        break;
      case AF_INET6:
        print_address(i, "inet6", sizeof(struct sockaddr_in6));
        break;
      default:
        break;
    }
  }
  freeifaddrs(list);
  close(fd);
  if (!found) fprintf(stderr, "interfaces: no such interface\n");
  return found ? 0 : 1;
}
