/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** sendFile with a path: which file it is, and what its errors say. */
@Timeout(20)
class SendFilePathTest {
  @TempDir private Path directory;
  private Socket[] pair;

  @BeforeEach
  void open() throws IOException {
    pair = Socket.pair(Domain.UNIX, Type.STREAM);
  }

  @AfterEach
  void close() throws IOException {
    pair[0].close();
    pair[1].close();
  }

  private void assertSends(String content, Path file) throws IOException {
    assertEquals(content.length(), pair[0].sendFile(file));
    byte[] got = new byte[content.length()];
    assertEquals(got.length, pair[1].recvFully(got, 0, got.length, 0));
    assertArrayEquals(content.getBytes(StandardCharsets.US_ASCII), got);
  }

  @Test
  void aNameIsItsBytes() throws Exception {
    String make = "printf 12345 > \"$0/$(printf 'a\\377\\303\\244b')\""; // not UTF-8 as a whole
    Process shell = new ProcessBuilder("sh", "-c", make, directory.toString()).start();
    assertEquals(0, shell.waitFor());
    Path file;
    try (Stream<Path> files = Files.list(directory)) {
      file = files.findFirst().orElseThrow();
    }
    assertEquals(5, Files.size(file)); // java.nio finds it
    assertSends("12345", file);
    assertSends("12345", file.toRealPath());
  }

  @Test
  void relativeNamesAreThoseOfTheProcess() throws Exception {
    Path file = Files.writeString(directory.resolve("spaces and % signs"), "abc");
    assertSends("abc", Path.of("").toAbsolutePath().relativize(file.toRealPath()));
  }

  @Test
  void aPathInAnArchiveIsNoneOfTheKernel() throws Exception {
    Path outside = Files.writeString(directory.resolve("name"), "from the disk");
    Path archive = directory.resolve("archive.zip");
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      Path inside = zip.getPath(outside.toString());
      assertThrows(IllegalArgumentException.class, () -> UnixDomainSocketAddress.of(inside));
      assertThrows(IllegalArgumentException.class, () -> pair[0].sendFile(inside));
    }
  }

  @Test
  void errorsNameTheFile() throws IOException {
    assertNames(Errno.ENOENT, directory.resolve("missing"));
    assertNames(Errno.EINVAL, directory); // sendfile(2): in_fd does not support mmap(2)
    Path file = Files.writeString(directory.resolve("file"), "abc");
    pair[1].close();
    assertNames(Errno.EPIPE, file);
  }

  private void assertNames(Errno errno, Path file) {
    ErrnoException e = assertThrows(ErrnoException.class, () -> pair[0].sendFile(file));
    assertEquals(errno, e.errno());
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
  }
}
