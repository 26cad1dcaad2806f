/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.trace;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** What Java Flight Recorder keeps of a call; no code, as the recorder rewrites these classes. */
@Category("Berkeley Sockets")
abstract class SocketEvent extends Event {
  @Label("Call")
  @Description("The function of libc, or park where a virtual thread waits")
  @SuppressWarnings("NullAway.Init") // set before anything else
  String call;

  @Label("Descriptor")
  int descriptor;

  @Label("Local Address")
  @Nullable String localAddress;

  @Label("Peer Address")
  @Nullable String peerAddress;

  @Label("Result")
  @Description("What the call returned: a count, a new descriptor, or -1")
  long result;

  @Label("Bytes")
  @DataAmount
  long bytes;

  @Label("Error")
  @Description("The name of errno, or null")
  @Nullable String errno;

  @Name("berkeley.sockets.Connect")
  @Label("Connect")
  static final class Connect extends SocketEvent {}

  @Name("berkeley.sockets.Accept")
  @Label("Accept")
  static final class Accept extends SocketEvent {}

  @Name("berkeley.sockets.Read")
  @Label("Read")
  static final class Read extends SocketEvent {}

  @Name("berkeley.sockets.Write")
  @Label("Write")
  static final class Write extends SocketEvent {}

  @Name("berkeley.sockets.Close")
  @Label("Close")
  static final class Close extends SocketEvent {}

  @Name("berkeley.sockets.Park")
  @Label("Park")
  @Description("A virtual thread waits for a descriptor and leaves its carrier to others")
  static final class Park extends SocketEvent {}
}
