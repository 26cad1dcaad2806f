/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.Ifaddrs.*;
import static berkeley.sockets.c.LinuxNetlink.*;
import static berkeley.sockets.c.LinuxRtnetlink.*;
import static berkeley.sockets.c.NetIf.*;
import static berkeley.sockets.c.Pointers.deref;
import static berkeley.sockets.c.Pointers.string;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Workspace.ok;
import static java.lang.foreign.MemorySegment.NULL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The kernel's own list of links and addresses is the one that getifaddrs gives. */
class RouteDumpTest {
  private static MemorySegment request(Workspace w, int type, int family) {
    MemorySegment request = w.arena.allocate(NLMSG_LENGTH((int) rtgenmsg.sizeof()), 4);
    nlmsghdr.nlmsg_len(request, (int) request.byteSize());
    nlmsghdr.nlmsg_type(request, type);
    nlmsghdr.nlmsg_flags(request, (NLM_F_REQUEST | NLM_F_DUMP));
    nlmsghdr.nlmsg_seq(request, 1);
    rtgenmsg.rtgen_family(NLMSG_DATA(request), (byte) family);
    return request;
  }

  @Test
  void linksAreThoseOfGetifaddrsAndIfNameindex() {
    try (Workspace w = new Workspace()) {
      int fd = w.owned(socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE));
      MemorySegment request = request(w, RTM_GETLINK, AF_UNSPEC);
      ok(send(fd, request, request.byteSize(), 0));
      TreeMap<Integer, String> links = new TreeMap<>();
      MemorySegment buffer = w.arena.allocate(1 << 16, 4);
      for (boolean more = true; more; ) {
        int len = (int) ok(recv(fd, buffer, buffer.byteSize(), 0));
        for (MemorySegment nh = buffer; more && NLMSG_OK(nh, len); nh = NLMSG_NEXT(nh, len)) {
          more = nlmsghdr.nlmsg_type(nh) != NLMSG_DONE;
          assertNotEquals(NLMSG_ERROR, nlmsghdr.nlmsg_type(nh));
          if (nlmsghdr.nlmsg_type(nh) == RTM_NEWLINK) {
            MemorySegment link = NLMSG_DATA(nh);
            int room = IFLA_PAYLOAD(nh);
            for (MemorySegment rta = IFLA_RTA(link); RTA_OK(rta, room); rta = RTA_NEXT(rta, room)) {
              if (rtattr.rta_type(rta) == IFLA_IFNAME) {
                links.put(ifinfomsg.ifi_index(link), RTA_DATA(rta).getString(0));
              }
            }
          }
        }
      }
      assertEquals("lo", links.get(if_nametoindex("lo")));

      TreeMap<Integer, String> named = new TreeMap<>();
      MemorySegment all = if_nameindex();
      for (long i = 0; if_nameindex_index(all, i) != 0; i++) {
        MemorySegment one = berkeley.sockets.bindings.headers.net_if_h.if_nameindex.asSlice(all, i);
        named.put(
            if_nameindex_index(all, i),
            string(berkeley.sockets.bindings.headers.net_if_h.if_nameindex.if_name(one)));
      }
      if_freenameindex(all);
      assertEquals(links, named);

      TreeSet<String> names = new TreeSet<>();
      MemorySegment cell = w.arena.allocate(ValueLayout.ADDRESS);
      ok(getifaddrs(cell));
      for (MemorySegment p = deref(cell); !p.equals(NULL); p = ifaddrs.ifa_next(p)) {
        names.add(string(ifaddrs.ifa_name(p)));
      }
      freeifaddrs(deref(cell));
      assertEquals(new TreeSet<>(links.values()), names);
      MemorySegment buf = w.arena.allocate(IF_NAMESIZE);
      links.forEach((index, name) -> assertEquals(name, if_indextoname(index, buf)));
      assertTrue(if_indextoname(Integer.MAX_VALUE, buf) == null);
      assertEquals(berkeley.sockets.c.Errno.ENXIO, berkeley.sockets.c.Errno.errno());
    }
  }

  private static int if_nameindex_index(MemorySegment all, long i) {
    return berkeley.sockets.bindings.headers.net_if_h.if_nameindex.if_index(
        berkeley.sockets.bindings.headers.net_if_h.if_nameindex.asSlice(all, i));
  }
}
