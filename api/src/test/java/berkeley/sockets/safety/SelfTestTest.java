/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the self-test says, and its exit status, in JVMs started in the right and the wrong way. */
@Tag("child")
class SelfTestTest {
  private static final List<String> MAIN =
      List.of(
          "-p", ChildProcess.MODULES, "-m", "berkeley.sockets/berkeley.sockets.selftest.SelfTest");

  private static ChildProcess.Result start(String... flags) throws Exception {
    List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
    command.addAll(ChildProcess.agents());
    command.addAll(List.of(flags));
    command.addAll(MAIN);
    return ChildProcess.run(command);
  }

  /** See epoll_ctl(2): packed on x86-64. */
  private static int epollEventSize() {
    return System.getProperty("os.arch").equals("amd64") ? 12 : 16;
  }

  private static String processor() {
    String processor = System.getProperty("os.arch");
    return processor.equals("amd64") ? "x86_64" : processor;
  }

  @Test
  void itPasses() throws Exception {
    ChildProcess.Result result =
        start("--illegal-native-access=deny", "--enable-native-access=berkeley.sockets.bindings");
    assertEquals(0, result.status(), result.output());
    for (String line :
        List.of(
            "native       enabled",
            "column       linux-" + processor() + "-glibc",
            "layout       agrees with the kernel",
            "epoll        epoll_event is " + epollEventSize() + " bytes, its data 64 bits",
            "messages     msghdr, iovec and cmsghdr come back as they were sent",
            "open         O_DIRECTORY refuses a file, O_NOFOLLOW a link",
            "timeouts     a receive ends with SO_RCVTIMEO",
            "AF_INET      SOCK_STREAM SOCK_DGRAM",
            "control      SO_TIMESTAMPNS IP_PKTINFO IP_TTL IP_TOS",
            "views        opened 2, connected 1, accepted 1, bytes received 1, bytes sent 1",
            "result       all well")) {
      assertTrue(result.output().contains(line), line + " in\n" + result.output());
    }
    assertTrue(result.output().contains("kernel       " + System.getProperty("os.version")));
  }

  /** As on a processor that was taken for another one; O_NOFOLLOW is another flag there. */
  @Test
  void numbersOfAnotherProcessorAreFound() throws Exception {
    ChildProcess.Result result = ChildProcess.run(ChildProcess.jvm(WrongColumn.class.getName()));
    assertEquals(1, result.status(), result.output());
    for (String line : List.of("epoll        FAILED: ", "open         FAILED: ")) {
      assertTrue(result.output().contains(line), line + " in\n" + result.output());
    }
  }

  @Test
  void deniedNativeAccessIsNamedWithTheFlag() throws Exception {
    ChildProcess.Result result = start("--illegal-native-access=deny");
    assertEquals(2, result.status(), result.output());
    assertTrue(
        result
            .output()
            .contains(
                "native       MISSING: native access is denied;"
                    + " start java with --enable-native-access=berkeley.sockets.bindings"),
        result.output());
  }
}
