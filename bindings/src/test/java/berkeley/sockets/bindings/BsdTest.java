/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The calls that only macOS and FreeBSD have, made to libraries with functions as their headers
 * declare them, and the numbers by those headers, where they are installed.
 */
class BsdTest {
  @TempDir Path directory;

  private static SymbolLookup library(String system, Arena arena) {
    Path built = Path.of(System.getProperty("native.directory"));
    Path library = built.resolve("lib/lib" + system + ".so");
    assumeTrue(Files.exists(library), "no C compiler has made " + library);
    return SymbolLookup.libraryLookup(library, arena);
  }

  @ParameterizedTest
  @CsvSource({"macos, false", "freebsd, true"})
  void sendfileHasItsArgumentsInOrder(String system, boolean isFreeBsd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment length = arena.allocateFrom(JAVA_LONG, 4);
      var sendfile = Bsd.sendfile(library(system, arena), isFreeBsd);
      assertEquals(0, Bsd.sendfile(sendfile, 1, 2, 30, length));
      assertEquals(1234, length.get(JAVA_LONG, 0));
      length.set(JAVA_LONG, 0, 0);
      assertEquals(-22, Bsd.sendfile(sendfile, 1, 2, 30, length)); // EINVAL
    }
  }

  @Test
  void theEnvironmentIsTheProcesss() {
    try (Arena arena = Arena.ofConfined()) {
      long place = Environ.ofMacOs(library("macos", arena));
      long here = Native.memory(place, Long.BYTES).get(JAVA_LONG, 0);
      assertEquals(Environ.get().address(), here);
    }
  }

  /** What the api's Cmsg, Inode and HErrno have for them is here, too. */
  private static final String BOTH =
      """
      #include <stddef.h>
      #include <sys/types.h>
      #include <sys/socket.h>
      #include <sys/stat.h>
      #include <sys/uio.h>
      #include <netdb.h>
      _Static_assert(SO_NOSIGPIPE == %d, "");
      _Static_assert(CMSG_LEN(1) == %d && CMSG_SPACE(1) == %d, "");
      _Static_assert(offsetof(struct stat, st_ino) == 8 && sizeof(ino_t) == 8, "");
      _Static_assert(sizeof(struct stat) <= 256 && sizeof(off_t) == 8, "");
      """;

  @ParameterizedTest
  @ValueSource(strings = {"macos-aarch64", "macos-x86_64"})
  void whatTheHeadersOfMacOsSay(String platform) throws Exception {
    String program =
        BOTH.formatted(Bsd.noSigpipe(Platform.MACOS), 13, 16)
            + """
            #include <crt_externs.h>
            static int (*f)(int, int, off_t, off_t *, struct sf_hdtr *, int) = sendfile;
            static char ***(*g)(void) = _NSGetEnviron;
            int *h(void) { return f && g ? &h_errno : NULL; }
            """;
    compiles(platform, program);
  }

  @ParameterizedTest
  @ValueSource(strings = {"freebsd-x86_64", "freebsd-aarch64"})
  void whatTheHeadersOfFreeBsdSay(String platform) throws Exception {
    String program =
        BOTH.formatted(Bsd.noSigpipe(Platform.FREEBSD), 17, 24)
            + """
            static int (*f)(int, int, off_t, size_t, struct sf_hdtr *, off_t *, int) = sendfile;
            static int *(*g)(void) = __h_errno;
            int *h(void) { return f ? g() : NULL; }
            """;
    compiles(platform, program);
  }

  /** Which compiler here would judge each platform, a line for each. */
  private static String compilers;

  @BeforeAll
  static void findTheCompilers() throws Exception {
    compilers = Commands.generator("compilers");
  }

  private void compiles(String platform, String program) throws Exception {
    String start = platform + ": ";
    String compiler =
        compilers
            .lines()
            .filter(line -> line.startsWith(start))
            .findFirst()
            .orElseThrow()
            .substring(start.length());
    assumeFalse(compiler.equals("null"), "nobody can judge: see native/compilers");
    Path source = Files.writeString(directory.resolve("probe.c"), program);
    List<String> command = new ArrayList<>(List.of(compiler.split(" ")));
    command.addAll(List.of("-Werror", "-c", "-o"));
    command.addAll(List.of(directory.resolve("probe.o").toString(), source.toString()));
    var result = Commands.run(command);
    assertEquals(0, result.status(), result.output());
  }
}
