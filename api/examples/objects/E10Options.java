/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// 10 options: sets and reads options; tells where each datagram came in, and how
// usage: 10 ADDRESS:PORT COUNT

import static berkeley.sockets.c.SysSocket.SOL_SOCKET;
import static berkeley.sockets.c.SysSocket.SO_PRIORITY;

import berkeley.sockets.*;
import berkeley.sockets.options.*;

void main(String[] args) throws IOException {
  if (args.length != 2) {
    System.err.println("usage: 10 ADDRESS:PORT COUNT");
    System.exit(2);
  }
  SockAddr address = SockAddr.parse(args[0]);
  try (Socket socket = Socket.open(Domain.INET, Type.DGRAM)) {
    options(socket);
    socket.bind(address);
    IO.println("listening on " + socket.localAddress());
    receive(socket, Integer.parseInt(args[1]));
  }
}

// #region options
void options(Socket socket) throws IOException {
  // An option is a row of a table: its level, its number, and the type of its value.
  socket.setOption(SocketOptions.SO_RCVBUF, 100_000);
  IO.println(
      "SO_RCVBUF is " + socket.getOption(SocketOptions.SO_RCVBUF)); // the kernel doubles it

  // These ask for control messages.
  socket.setOption(IpOptions.IP_PKTINFO, true);
  socket.setOption(IpOptions.IP_RECVTOS, true);
  socket.setOption(IpOptions.IP_RECVTTL, true);

  // What has no row is a number and a type, here those of SO_PRIORITY.
  SockOpt<Integer> raw = SockOpt.raw(SOL_SOCKET, SO_PRIORITY, Codec.INT);
  socket.setOption(raw, 3);
  IO.println("SO_PRIORITY is " + socket.getOption(SocketOptions.SO_PRIORITY));
}

// #endregion options

// #region messages
void receive(Socket socket, int count) throws IOException {
  var builder =
      Message.builder()
          .data(2048) // room for the datagram, and for three control messages
          .control(ControlMessages.IP_PKTINFO, ControlMessages.IP_TOS, ControlMessages.IP_TTL);
  try (Message message = builder.build()) {
    for (int i = 0; i < count; i++) {
      socket.recv(message);
      InPktinfo info = message.get(ControlMessages.IP_PKTINFO);
      IO.println(message.length() + " bytes from " + message.name());
      IO.println(
          "  to "
              + info.destination().address().getHostAddress()
              + " on "
              + Interface.name(info.index()));
      IO.println(
          "  IP_TOS "
              + message.getInt(ControlMessages.IP_TOS, -1)
              + ", IP_TTL "
              + message.getInt(ControlMessages.IP_TTL, -1));
      if (message.isControlTruncated()) {
        IO.println("  control messages were cut off");
      }
    }
  }
}
// #endregion messages
