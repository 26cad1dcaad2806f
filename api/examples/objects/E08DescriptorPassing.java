/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// 08 descriptor_passing: opens a file for another process, and asks who that is
// usage: 08 server PATH FILE | 08 client PATH

import static berkeley.sockets.c.Errno.perror;
import static berkeley.sockets.c.Fcntl.O_RDONLY;
import static berkeley.sockets.c.Fcntl.open;

import berkeley.sockets.*;
import berkeley.sockets.options.*;

void main(String[] args) throws IOException {
  if (args.length == 3 && args[0].equals("server")) {
    serve(args[1], args[2]);
  } else if (args.length == 2 && args[0].equals("client")) {
    ask(args[1]);
  } else {
    System.err.println("usage: 08 server PATH FILE | 08 client PATH");
    System.exit(2);
  }
}

// #region server
void serve(String path, String file) throws IOException {
  Files.deleteIfExists(Path.of(path)); // what an earlier run left
  try (Socket listener = Socket.open(Domain.UNIX, Type.STREAM);
      Message message = Message.builder().data(64).descriptors(1).build()) {
    listener.bind(SockAddr.Unix.path(path));
    listener.listen(5);
    IO.println("listening on " + path);
    try (Socket peer = listener.accept()) {
      Credentials who = peer.getOption(SocketOptions.SO_PEERCRED); // the kernel vouches for it
      long n = peer.recv(message);
      String request = new String(message.data(), StandardCharsets.UTF_8);
      IO.println("\"" + request + "\" (" + n + " bytes) from uid " + who.uid());

      int fd = open(file, O_RDONLY);
      if (fd == -1) {
        perror(file);
        System.exit(1);
      }
      message.clear();
      message.setData("here".getBytes(StandardCharsets.UTF_8));
      message.add(ControlMessages.SCM_RIGHTS, List.of(Descriptor.adopt(fd))); // it will close it
      peer.send(message);
    }
  } finally {
    Files.deleteIfExists(Path.of(path));
  }
}

// #endregion server

// #region client
void ask(String path) throws IOException {
  try (Socket socket = Socket.open(Domain.UNIX, Type.STREAM);
      Message message = Message.builder().data(64).descriptors(1).build()) {
    socket.connect(SockAddr.Unix.path(path));
    message.setData("file, please".getBytes(StandardCharsets.UTF_8));
    socket.send(message);

    socket.recv(message);
    List<Descriptor> passed = message.get(ControlMessages.SCM_RIGHTS);
    if (passed == null) {
      System.err.println("no descriptor came");
      System.exit(1);
    }
    // a file for Java: its descriptor's name below /proc, while the message keeps it open
    String name = "/proc/self/fd/" + passed.getFirst().fd();
    IO.print(Files.readString(Path.of(name)));
  }
}
// #endregion client
