/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every public function says what a porter has to know about it. */
@Tag("static")
class DocumentationTest {
  private static final Pattern FUNCTION =
      Pattern.compile(
          "( {2}/\\*\\*(?:(?!\\*/).)*?\\*/)?\\s+public static ([\\w<>\\[\\]]+) (\\w+)\\(",
          Pattern.DOTALL);

  /** Functions of the mirror that POSIX.1-2024 does not have. */
  private static final Set<String> NOT_POSIX =
      Set.of(
          ("sendmmsg recvmmsg inet_aton splice tee vmsplice preadv pwritev preadv2 pwritev2"
                  + " epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2"
                  + " getifaddrs freeifaddrs sendfile eventfd eventfd_read eventfd_write"
                  + " timerfd_create timerfd_settime timerfd_gettime signalfd strerrorname"
                  + " gethostbyname gethostbyname2 gethostbyaddr h_errno hstrerror h_addr"
                  + " inet6_opt_init inet6_opt_append inet6_opt_finish inet6_opt_set_val"
                  + " inet6_opt_next inet6_opt_find inet6_opt_get_val inet6_rth_space"
                  + " inet6_rth_init inet6_rth_add inet6_rth_reverse inet6_rth_segments"
                  + " inet6_rth_getaddr isfdtype usleep ether_ntoa ether_ntoa_r ether_aton"
                  + " ether_aton_r ether_ntohost ether_hostton ether_line"
                  + " tipc_aead_key_size tipc_addr tipc_zone tipc_cluster tipc_node"
                  + " posix_spawn_file_actions_addchdir_np posix_spawn_file_actions_addclosefrom_np"
                  + " epoll_events events data TEMP_FAILURE_RETRY"
                  + " doff th_off fin syn rst psh ack urg tcpi_snd_wscale tcpi_rcv_wscale"
                  + " ihl version ip_hl ip_v ipt_flg ipt_oflw th_x2")
              .split(" "));

  @Test
  void everyFunctionIsDocumented() throws Exception {
    List<String> wrong = new ArrayList<>();
    int functions = 0;
    for (SymbolLists.Header header : SymbolLists.headers()) {
      String source = Files.readString(SymbolLists.source(header.javaClass()));
      Matcher m = FUNCTION.matcher(source);
      while (m.find()) {
        functions++;
        String name = m.group(3);
        String problem = problem(m.group(1), m.group(2), name);
        if (!problem.isEmpty()) {
          wrong.add(header.javaClass() + "." + name + ":" + problem);
        }
      }
    }
    assertTrue(functions > 200, functions + " functions found");
    assertEquals(List.of(), wrong);
  }

  private static String problem(String comment, String type, String name) {
    if (comment == null) {
      return " no comment";
    }
    String flat = comment.replaceAll("\\s*\\n\\s*\\*\\s*", " ");
    String link = "@see <a href=\"https://";
    StringBuilder problem = new StringBuilder();
    if (!flat.startsWith("  /** {@code ")
        || !signature(flat).contains(name.replace("strerrorname", ""))) {
      problem.append(" no C signature");
    }
    if (!flat.contains("<p>Differences from C: ")) {
      problem.append(" no differences");
    }
    if (!type.equals("void") && !flat.contains("@return ")) {
      problem.append(" no result");
    }
    if (!flat.contains(link + "man7.org/linux/man-pages/man")
        && !flat.contains(link + "www.rfc-editor.org/")
        && !flat.contains(link + "docs.kernel.org/")) {
      problem.append(" no man page");
    }
    boolean posix = flat.contains("href=\"https://pubs.opengroup.org/onlinepubs/9799919799/");
    boolean macro = name.equals(name.toUpperCase(java.util.Locale.ROOT));
    if (!macro && posix == NOT_POSIX.contains(name)) {
      problem.append(posix ? " a link to POSIX" : " no link to POSIX");
    }
    return problem.toString();
  }

  private static String signature(String flat) {
    return flat.substring(0, flat.indexOf('}'));
  }

  @Test
  void everyHeaderHasItsClass() throws IOException, ClassNotFoundException {
    for (SymbolLists.Header header : SymbolLists.headers()) {
      String source =
          Files.readString(SymbolLists.source(header.javaClass())).replaceAll("\\s*\\n \\* *", " ");
      assertTrue(source.contains("{@code <" + header.include() + ">}"), header.include());
      header.mirror();
    }
  }

  /** Two classes imported by static import on demand must not compete for a name. */
  @Test
  void everyFunctionIsInOneClass() throws Exception {
    Map<String, Class<?>> owner = new HashMap<>();
    for (SymbolLists.Header header : SymbolLists.headers()) {
      for (Method method : header.mirror().getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())) {
          Class<?> other = owner.putIfAbsent(method.getName(), header.mirror());
          assertTrue(other == null || other == header.mirror(), method + " and " + other);
        }
      }
    }
  }
}
