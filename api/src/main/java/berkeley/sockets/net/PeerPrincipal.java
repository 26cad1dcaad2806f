/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.Socket;
import berkeley.sockets.options.Credentials;
import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;

/**
 * The user and the group at the other end, as jdk.net's {@code UnixDomainPrincipal}: made by name,
 * as a program may lack jdk.net.
 */
record PeerPrincipal() implements OptionRow<Object> {
  private static final int NOBODY = -1; // the kernel's answer where there is no peer

  @Override
  public Object get(Socket socket, Domain domain) throws IOException {
    Credentials peer = socket.getOption(SocketOptions.SO_PEERCRED);
    if (peer.uid() == NOBODY) {
      throw new SocketException("Socket is not connected");
    }
    UserPrincipalLookupService names = FileSystems.getDefault().getUserPrincipalLookupService();
    try {
      return Class.forName("jdk.net.UnixDomainPrincipal")
          .getConstructor(UserPrincipal.class, GroupPrincipal.class)
          .newInstance(
              names.lookupPrincipalByName(name("/etc/passwd", peer.uid())),
              names.lookupPrincipalByGroupName(name("/etc/group", peer.gid())));
    } catch (ReflectiveOperationException e) {
      throw new SocketException("no class for the peer's principal", e);
    }
  }

  @Override
  public void set(Socket socket, Domain domain, Object value) throws IOException {
    throw new SocketException("SO_PEERCRED cannot be set");
  }

  /**
   * The name of a number; the number itself if the file does not tell, which the lookup of
   * principals takes as well.
   */
  private static String name(String file, int id) throws IOException {
    String number = Integer.toUnsignedString(id);
    Path names = Path.of(file);
    if (Files.isReadable(names)) {
      for (String line : Files.readAllLines(names, StandardCharsets.ISO_8859_1)) {
        String[] fields = line.split(":", 4);
        if (fields.length > 2 && fields[2].equals(number)) {
          return fields[0];
        }
      }
    }
    return number;
  }
}
