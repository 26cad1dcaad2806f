/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The calls that only macOS has, made to a library with functions as its headers declare them, and
 * the numbers by those headers, where zig has brought them.
 */
class MacOsTest {
  @TempDir Path directory;

  private static SymbolLookup library(Arena arena) {
    Path built = Path.of(System.getProperty("native.directory"));
    Path library = built.resolve("lib/libmacos.so");
    assumeTrue(Files.exists(library), "no C compiler has made " + library);
    return SymbolLookup.libraryLookup(library, arena);
  }

  @Test
  void sendfileHasItsArgumentsInOrder() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment length = arena.allocateFrom(JAVA_LONG, 4);
      var sendfile = MacOs.sendfile(library(arena));
      assertEquals(0, MacOs.sendfile(sendfile, 1, 2, 30, length));
      assertEquals(1234, length.get(JAVA_LONG, 0));
      length.set(JAVA_LONG, 0, 0);
      assertEquals(-22, MacOs.sendfile(sendfile, 1, 2, 30, length)); // EINVAL
    }
  }

  @Test
  void theEnvironmentIsTheProcesss() {
    try (Arena arena = Arena.ofConfined()) {
      long place = MacOs.environ(library(arena));
      long here = Native.memory(place, Long.BYTES).get(JAVA_LONG, 0);
      assertEquals(Native.variable("environ").address(), here);
    }
  }

  @Test
  void whatTheHeadersSay() throws Exception {
    Path headers = zig().resolve("lib/libc/include");
    assumeTrue(Files.isDirectory(headers), "no headers of macOS: native/compilers brings them");
    String program =
        """
        #include <stddef.h>
        #include <sys/socket.h>
        #include <sys/stat.h>
        #include <sys/types.h>
        #include <sys/uio.h>
        #include <crt_externs.h>
        #include <netdb.h>
        _Static_assert(SO_NOSIGPIPE == %d, "");
        _Static_assert(offsetof(struct stat, st_ino) == 8 && sizeof(ino_t) == 8, "");
        _Static_assert(sizeof(struct stat) <= 256 && sizeof(off_t) == 8, "");
        static int (*f)(int, int, off_t, off_t *, struct sf_hdtr *, int) = sendfile;
        static char ***(*g)(void) = _NSGetEnviron;
        int *h(void) { return f && g ? &h_errno : NULL; }
        """
            .formatted(MacOs.SO_NOSIGPIPE);
    Path source = Files.writeString(directory.resolve("probe.c"), program);
    for (String target : List.of("aarch64-macos", "x86_64-macos")) {
      var result =
          Commands.run(
              Stream.of(
                      zig().resolve("zig").toString(),
                      "cc -target " + target + " -Werror -c -o",
                      directory.resolve("probe.o").toString(),
                      source.toString())
                  .flatMap(words -> Stream.of(words.split(" ")))
                  .toList());
      assertEquals(0, result.status(), result.output());
    }
  }

  private static Path zig() {
    String zig = System.getenv("ZIG");
    return zig != null
        ? Path.of(zig)
        : Path.of(System.getProperty("user.home"), ".cache/berkeley-sockets/zig");
  }
}
