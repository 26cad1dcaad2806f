/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.portable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.SockAddr;
import berkeley.sockets.safety.ChildProcess;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Processes that take this machine for a Mac, and make no calls. */
@Tag("child")
class MacColumnTest {
  /**
   * As its {@code <sys/socket.h>} and {@code <netinet/in.h>} have them: a byte of length and one of
   * family; AF_INET6 is 30.
   */
  @Test
  void addressesBeginWithTheirLengthAndFamily() throws Exception {
    ChildProcess.Result result =
        ChildProcess.run(
            ChildProcess.jvm("-Dberkeley.sockets.experimental=true", Addresses.class.getName()));
    assertEquals(0, result.status(), result.output());
    assertEquals(
        List.of(
            "10021f907f0000010000000000000000 true",
            "1c1e1f90000000000000000000000000000000000000000100000000 true",
            "05012f6100 true"),
        result.output().lines().toList());
  }

  /** Many constants have no number there, which no table may take for one. */
  @Test
  void eachClassCanBeInitialised() throws Exception {
    ChildProcess.Result result =
        ChildProcess.run(
            ChildProcess.jvm("-Dberkeley.sockets.experimental=true", Classes.class.getName()));
    assertEquals(0, result.status(), result.output());
    List<String> lines = result.output().lines().toList();
    assertEquals(1, lines.size(), result.output());
    assertTrue(Integer.parseInt(lines.getFirst()) > 300, result.output());
  }

  private static void pretend() {
    System.setProperty("os.name", "Mac OS X");
    System.setProperty("os.arch", "aarch64");
  }

  /** Prints which classes of the api cannot be initialised, then how many can. */
  public static final class Classes {
    private Classes() {}

    public static void main(String[] args) throws Exception {
      pretend();
      Path root =
          Path.of(SockAddr.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      int count = 0;
      try (Stream<Path> files = Files.walk(root.resolve("berkeley"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
          String name = root.relativize(file).toString().replace('/', '.');
          try {
            Class.forName(name.replace(".class", ""));
            count++;
          } catch (Throwable e) {
            System.out.println(name + ": " + e + ", " + e.getCause());
          }
        }
      }
      System.out.println(count);
      System.exit(0); // some have started threads
    }
  }

  /** Prints bytes of addresses, and whether they are read back; makes no call. */
  public static final class Addresses {
    private Addresses() {}

    public static void main(String[] args) {
      pretend();
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment memory = arena.allocate(128, 8);
        for (SockAddr address :
            List.of(
                SockAddr.parse("127.0.0.1:8080"),
                SockAddr.parse("[::1]:8080"),
                SockAddr.parse("/a"))) {
          memory.fill((byte) 0xee);
          int length = address.write(memory);
          byte[] bytes = memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
          SockAddr again = SockAddr.read(memory, length);
          System.out.println(HexFormat.of().formatHex(bytes) + " " + again.equals(address));
        }
      }
    }
  }
}
