/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Prints what C's function-like macros give, one case a line: NAME ARGUMENT... = RESULT.
 * Integers are decimal, memory is hexadecimal, pointers are offsets into their buffer.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <net/ethernet.h>
#include <netinet/icmp6.h>
#include <netinet/if_ether.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/ip6.h>
#include <netinet/ip_icmp.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <linux/errqueue.h>
#include <linux/filter.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sctp.h>
#include <linux/tipc.h>
#include <linux/tls.h>
#include <linux/vm_sockets.h>

static unsigned state = 1;

/* The same numbers on every run. */
static unsigned next(void) {
  state = state * 1664525u + 1013904223u;
  return state ^ state >> 15;
}

static void fill(void *memory, size_t n) {
  for (size_t i = 0; i < n; i++) {
    ((unsigned char *)memory)[i] = next() >> 3;
  }
}

static void hex(const void *memory, size_t n) {
  putchar(' ');
  for (size_t i = 0; i < n; i++) {
    printf("%02x", ((const unsigned char *)memory)[i]);
  }
}

#define INT(macro, x) printf(#macro " %d = %d\n", (int)(x), (int)(macro(x)))
#define TRUTH(macro, x) printf(#macro " %d = %d\n", (int)(x), !!(macro(x)))

static void integers(void) {
  for (int i = 0; i < 600; i++) {
    int x = i < 300 ? i : (int)next();
    unsigned u = x;
    TRUTH(IN_CLASSA, u);
    TRUTH(IN_CLASSB, u);
    TRUTH(IN_CLASSC, u);
    TRUTH(IN_CLASSD, u);
    TRUTH(IN_MULTICAST, u);
    TRUTH(IN_EXPERIMENTAL, u);
    TRUTH(IN_BADCLASS, u);
    INT(htons, u);
    INT(ntohs, u);
    INT(htonl, u);
    INT(ntohl, u);
    TRUTH(WIFEXITED, x);
    TRUTH(WIFSIGNALED, x);
    TRUTH(WIFSTOPPED, x);
    TRUTH(WIFCONTINUED, x);
    TRUTH(WCOREDUMP, x);
    INT(WEXITSTATUS, x);
    INT(WTERMSIG, x);
    INT(WSTOPSIG, x);
    INT(IPTOS_ECN, x);
    INT(IPTOS_DSCP, x);
    INT(IPTOS_CLASS, x);
    INT(IPTOS_TOS, x);
    INT(IPTOS_PREC, x);
    INT(IPOPT_COPIED, x);
    INT(IPOPT_CLASS, x);
    INT(IPOPT_NUMBER, x);
    INT(IP6OPT_TYPE, x);
    TRUTH(ICMP_INFOTYPE, x);
    TRUTH(ETHER_IS_VALID_LEN, x);
    INT(VM_SOCKETS_VERSION_EPOCH, u);
    INT(VM_SOCKETS_VERSION_MAJOR, u);
    INT(VM_SOCKETS_VERSION_MINOR, u);
    INT(BPF_CLASS, x);
    INT(BPF_SIZE, x);
    INT(BPF_MODE, x);
    INT(BPF_OP, x);
    INT(BPF_SRC, x);
    INT(BPF_RVAL, x);
    INT(BPF_MISCOP, x);
    INT(TLS_VERSION_MINOR, x);
    INT(TLS_VERSION_MAJOR, x);
    INT(SCTP_PR_POLICY, x);
    TRUTH(SCTP_PR_TTL_ENABLED, x);
    TRUTH(SCTP_PR_RTX_ENABLED, x);
    TRUTH(SCTP_PR_PRIO_ENABLED, x);
    INT(tipc_zone, u);
    INT(tipc_cluster, u);
    INT(tipc_node, u);
    int flags = x;
    SCTP_PR_SET_POLICY(flags, SCTP_PR_SCTP_RTX);
    printf("SCTP_PR_SET_POLICY %d %d = %d\n", x, SCTP_PR_SCTP_RTX, flags);
    printf("tipc_addr %d %d %d = %d\n", x & 255, i, i * 3, (int)tipc_addr(x & 255, i, i * 3));
  }
  for (int x = 0; x < 300; x++) {
    INT(NLMSG_ALIGN, x);
    INT(NLMSG_LENGTH, x);
    INT(NLMSG_SPACE, x);
    INT(NLA_ALIGN, x);
    INT(NL_MMAP_MSG_ALIGN, x);
    INT(RTA_ALIGN, x);
    INT(RTA_LENGTH, x);
    INT(RTA_SPACE, x);
    INT(RTNH_ALIGN, x);
    INT(RTNH_LENGTH, x);
    INT(RTNH_SPACE, x);
    INT(RTM_FAM, x);
    INT(TPACKET_ALIGN, x);
    INT(CMSG_ALIGN, (size_t)x);
    INT(CMSG_LEN, (size_t)x);
    INT(CMSG_SPACE, (size_t)x);
    INT(IP_MSFILTER_SIZE, x);
    INT(GROUP_FILTER_SIZE, x);
#ifdef W_EXITCODE
    printf("W_EXITCODE %d %d = %d\n", x, x % 65, W_EXITCODE(x, x % 65));
    INT(W_STOPCODE, x);
#endif
  }
  for (int x = 1; x < 31; x++) {
    INT(IFLA_STATS_FILTER_BIT, x);
  }
  printf("SCTP_PR_INDEX %d = %d\n", SCTP_PR_SCTP_NONE, SCTP_PR_INDEX(NONE));
  printf("SCTP_PR_INDEX %d = %d\n", SCTP_PR_SCTP_TTL, SCTP_PR_INDEX(TTL));
  printf("SCTP_PR_INDEX %d = %d\n", SCTP_PR_SCTP_RTX, SCTP_PR_INDEX(RTX));
  printf("SCTP_PR_INDEX %d = %d\n", SCTP_PR_SCTP_PRIO, SCTP_PR_INDEX(PRIO));
}

#define IN6(macro) printf(#macro), hex(&a, 16), printf(" = %d\n", !!macro(&a))

static void addresses(void) {
  static const char *texts[] = {
      "::",         "::1",        "::2",          "::ffff:1.2.3.4", "::1.2.3.4", "::0.0.0.1",
      "fe80::1",    "febf::1",    "fec0::1",      "feff::1",        "fe7f::1",   "ff00::1",
      "ff01::1",    "ff02::fb",   "ff05::2",      "ff08::1",        "ff0e::1",   "ff12::1",
      "ff15::1",    "ff1e::1",    "ff3e:40::1",   "2001:db8::1",    "fc00::1",   "1::",
      "0:1::1",     "0:0:1::1",   "::1:ffff:0:1", "::fffe:1.2.3.4", "::1:0:0",   "ff0f::1",
  };
  struct in6_addr previous = in6addr_any;
  for (unsigned i = 0; i < 200; i++) {
    struct in6_addr a;
    if (i < sizeof texts / sizeof *texts) {
      inet_pton(AF_INET6, texts[i], &a);
    } else {
      fill(&a, sizeof a);
      if (i % 2) {
        a.s6_addr[0] = 0xff;
      }
    }
    IN6(IN6_IS_ADDR_UNSPECIFIED);
    IN6(IN6_IS_ADDR_LOOPBACK);
    IN6(IN6_IS_ADDR_LINKLOCAL);
    IN6(IN6_IS_ADDR_SITELOCAL);
    IN6(IN6_IS_ADDR_V4MAPPED);
    IN6(IN6_IS_ADDR_V4COMPAT);
    IN6(IN6_IS_ADDR_MULTICAST);
    IN6(IN6_IS_ADDR_MC_NODELOCAL);
    IN6(IN6_IS_ADDR_MC_LINKLOCAL);
    IN6(IN6_IS_ADDR_MC_SITELOCAL);
    IN6(IN6_IS_ADDR_MC_ORGLOCAL);
    IN6(IN6_IS_ADDR_MC_GLOBAL);
    for (int same = 0; same < 2; same++) {
      const struct in6_addr *b = same ? &a : &previous;
      printf("IN6_ARE_ADDR_EQUAL");
      hex(&a, 16);
      hex(b, 16);
      printf(" = %d\n", !!IN6_ARE_ADDR_EQUAL(&a, b));
    }
    previous = a;
  }
  printf("in6addr_any ="), hex(&in6addr_any, 16), puts("");
  printf("in6addr_loopback ="), hex(&in6addr_loopback, 16), puts("");
}

static int offset(const void *base, const void *pointer) {
  return pointer ? (int)((const char *)pointer - (const char *)base) : -1;
}

static void control(void) {
  static const size_t lengths[] = {0,  1,  15, 16, 17, 20, 23, 24, 25, 31,       32,
                                   33, 40, 47, 48, 63, 64, 65, 72, 80, SIZE_MAX, SIZE_MAX - 7};
  static union {
    struct cmsghdr header;
    char bytes[256];
  } buffer;
  struct msghdr message = {.msg_control = &buffer};
  for (size_t room = 0; room <= 80; room++) {
    message.msg_controllen = room;
    printf("CMSG_FIRSTHDR %zu = %d\n", room, offset(&buffer, CMSG_FIRSTHDR(&message)));
    for (size_t i = 0; room >= 16 && i < sizeof lengths / sizeof *lengths; i++) {
      buffer.header.cmsg_len = lengths[i];
      printf("CMSG_NXTHDR %zu %lld = %d\n", room, (long long)lengths[i],
             offset(&buffer, CMSG_NXTHDR(&message, &buffer.header)));
    }
  }
  printf("CMSG_DATA = %d\n", offset(&buffer, CMSG_DATA(&buffer.header)));
}

static void netlink(void) {
  static const int numbers[] = {0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 18, 20, 24, 31, 32, 40, 64};
  enum { COUNT = sizeof numbers / sizeof *numbers };
  static union {
    struct nlmsghdr message;
    struct rtattr attribute;
    struct rtnexthop hop;
    char bytes[256];
  } b;
  for (int i = 0; i < COUNT; i++) {
    for (int j = -1; j < COUNT; j++) {
      int header = numbers[i], room = j < 0 ? -1 : numbers[j], len = room;
      memset(&b, 0, sizeof b);
      b.message.nlmsg_len = header;
      int ok = NLMSG_OK(&b.message, len);
      printf("NLMSG_OK %d %d = %d\n", header, room, ok);
      printf("NLMSG_PAYLOAD %d %d = %d\n", header, room, (int)NLMSG_PAYLOAD(&b.message, room));
      if (ok) {
        int at = offset(&b, NLMSG_NEXT(&b.message, len));
        printf("NLMSG_NEXT %d %d = %d %d\n", header, room, len > 0 ? at : 0, len > 0 ? len : 0);
      }
      memset(&b, 0, sizeof b);
      b.attribute.rta_len = header;
      len = room;
      ok = RTA_OK(&b.attribute, len);
      printf("RTA_OK %d %d = %d\n", header, room, ok);
      printf("RTA_PAYLOAD %d = %d\n", header, (int)RTA_PAYLOAD(&b.attribute));
      if (ok) {
        int at = offset(&b, RTA_NEXT(&b.attribute, len));
        printf("RTA_NEXT %d %d = %d %d\n", header, room, len > 0 ? at : 0, len > 0 ? len : 0);
      }
      memset(&b, 0, sizeof b);
      b.hop.rtnh_len = header;
      printf("RTNH_OK %d %d = %d\n", header, room, RTNH_OK(&b.hop, room));
    }
    printf("RTNH_NEXT %d = %d\n", numbers[i], offset(&b, RTNH_NEXT(&b.hop)));
    b.message.nlmsg_len = numbers[i];
    printf("RTM_PAYLOAD %d = %d\n", numbers[i], (int)RTM_PAYLOAD(&b.message));
    printf("IFLA_PAYLOAD %d = %d\n", numbers[i], (int)IFLA_PAYLOAD(&b.message));
    printf("IFA_PAYLOAD %d = %d\n", numbers[i], (int)IFA_PAYLOAD(&b.message));
  }
  printf("NLMSG_DATA = %d\n", offset(&b, NLMSG_DATA(&b)));
  printf("RTA_DATA = %d\n", offset(&b, RTA_DATA(&b)));
  printf("RTNH_DATA = %d\n", offset(&b, RTNH_DATA(&b)));
  printf("RTM_RTA = %d\n", offset(&b, RTM_RTA(&b)));
  printf("IFLA_RTA = %d\n", offset(&b, IFLA_RTA(&b)));
  printf("IFA_RTA = %d\n", offset(&b, IFA_RTA(&b)));
  printf("SO_EE_OFFENDER = %d\n", offset(&b, SO_EE_OFFENDER((struct sock_extended_err *)&b)));
}

static void sets(void) {
  fd_set set;
  FD_ZERO(&set);
  printf("FD_ZERO ="), hex(&set, sizeof set), puts("");
  for (int i = 0; i < 300; i++) {
    int fd = next() % FD_SETSIZE;
    if (i % 3) {
      FD_SET(fd, &set);
    } else {
      FD_CLR(fd, &set);
    }
    printf("%s %d =", i % 3 ? "FD_SET" : "FD_CLR", fd), hex(&set, sizeof set), puts("");
    printf("FD_ISSET %d = %d\n", fd / 2, !!FD_ISSET(fd / 2, &set));
  }
  struct icmp6_filter filter;
  ICMP6_FILTER_SETBLOCKALL(&filter);
  printf("ICMP6_FILTER_SETBLOCKALL ="), hex(&filter, sizeof filter), puts("");
  ICMP6_FILTER_SETPASSALL(&filter);
  printf("ICMP6_FILTER_SETPASSALL ="), hex(&filter, sizeof filter), puts("");
  for (int i = 0; i < 200; i++) {
    int type = next() >> 8 & 255;
    if (i % 3) {
      ICMP6_FILTER_SETBLOCK(type, &filter);
    } else {
      ICMP6_FILTER_SETPASS(type, &filter);
    }
    printf("ICMP6_FILTER_%s %d =", i % 3 ? "SETBLOCK" : "SETPASS", type);
    hex(&filter, sizeof filter), puts("");
    printf("ICMP6_FILTER_WILLPASS %d = %d\n", i, ICMP6_FILTER_WILLPASS(i, &filter));
    printf("ICMP6_FILTER_WILLBLOCK %d = %d\n", i, ICMP6_FILTER_WILLBLOCK(i, &filter));
  }
}

#define BIT(type, field)                                             \
  do {                                                               \
    printf(#field), hex(&type, sizeof type);                         \
    printf(" = %d\n", type.field);                                   \
    unsigned value = next() >> 7;                                    \
    printf("set_" #field " %u", value & 15), hex(&type, sizeof type); \
    type.field = value & 15;                                         \
    printf(" ="), hex(&type, sizeof type), puts("");                 \
  } while (0)

static void bits(void) {
  for (int i = 0; i < 50; i++) {
    struct tcphdr tcp;
    fill(&tcp, sizeof tcp);
    BIT(tcp, doff);
    BIT(tcp, th_off);
    BIT(tcp, th_x2);
    BIT(tcp, fin);
    BIT(tcp, syn);
    BIT(tcp, rst);
    BIT(tcp, psh);
    BIT(tcp, ack);
    BIT(tcp, urg);
    struct iphdr ip;
    fill(&ip, sizeof ip);
    BIT(ip, ihl);
    BIT(ip, version);
    struct ip bsd;
    fill(&bsd, sizeof bsd);
    BIT(bsd, ip_hl);
    BIT(bsd, ip_v);
    struct ip_timestamp stamp;
    fill(&stamp, sizeof stamp);
    BIT(stamp, ipt_flg);
    BIT(stamp, ipt_oflw);
    struct in_addr group;
    fill(&group, sizeof group);
    unsigned char mapped[ETH_ALEN];
    ETHER_MAP_IP_MULTICAST(&group, mapped);
    printf("ETHER_MAP_IP_MULTICAST"), hex(&group, sizeof group);
    printf(" ="), hex(mapped, sizeof mapped), puts("");
    struct tipc_aead_key key;
    fill(&key, sizeof key);
    printf("tipc_aead_key_size"), hex(&key, sizeof key);
    printf(" = %d\n", tipc_aead_key_size(&key));
    struct tcp_info info;
    fill(&info, sizeof info);
    printf("tcpi_snd_wscale"), hex(&info, sizeof info), printf(" = %d\n", info.tcpi_snd_wscale);
    printf("tcpi_rcv_wscale"), hex(&info, sizeof info), printf(" = %d\n", info.tcpi_rcv_wscale);
    struct icmp icmp;
    fill(&icmp, sizeof icmp);
    printf("ICMP_ADVLEN"), hex(&icmp, sizeof icmp), printf(" = %d\n", (int)ICMP_ADVLEN(&icmp));
    unsigned code = next() & 0xffff, k = next(), jt = next() & 255, jf = next() & 255;
    struct sock_filter statement = BPF_STMT(code, k), jump = BPF_JUMP(code, k, jt, jf);
    printf("BPF_STMT %d %d =", code, (int)k), hex(&statement, sizeof statement), puts("");
    printf("BPF_JUMP %d %d %d %d =", code, (int)k, jt, jf), hex(&jump, sizeof jump), puts("");
  }
  for (int n = 0; n < 108; n++) {
    struct sockaddr_un un = {.sun_family = AF_UNIX};
    memset(un.sun_path, 'x', n);
    un.sun_path[n < 107 ? n : 107] = 0;
    printf("SUN_LEN %d = %d\n", n < 107 ? n : 107, (int)SUN_LEN(&un));
  }
}

int main(void) {
  integers();
  addresses();
  control();
  netlink();
  sets();
  bits();
  return 0;
}
