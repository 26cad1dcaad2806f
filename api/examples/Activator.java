/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// activator: listens and starts a program when a client comes, as systemd does
// usage: activator HOST PORT PROGRAM [ARGUMENT...]

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Fcntl.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.Spawn.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.SysUn.*;
import static berkeley.sockets.c.SysWait.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

final int FIRST = 3;

Arena arena = Arena.global();

void die(String what) {
  perror(what);
  System.exit(1);
}

int listenOn(String host, String port) {
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, SOCK_STREAM);
  addrinfo.ai_flags(hints, AI_PASSIVE);
  MemorySegment list = arena.allocate(ADDRESS);
  int error = getaddrinfo(host, port, hints, list);
  if (error != 0) {
    System.err.println(host + ": " + gai_strerror(error));
    System.exit(1);
  }
  MemorySegment found = deref(list);
  int type = addrinfo.ai_socktype(found) | SOCK_CLOEXEC;
  int fd = socket(addrinfo.ai_family(found), type, addrinfo.ai_protocol(found));
  if (fd == -1) die("socket");
  MemorySegment on = arena.allocateFrom(JAVA_INT, 1);
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, on, (int) on.byteSize());
  if (bind(fd, addrinfo.ai_addr(found), addrinfo.ai_addrlen(found)) == -1) die("bind");
  if (listen(fd, SOMAXCONN) == -1) die("listen");
  freeaddrinfo(found);
  return fd;
}

void announce(int fd) {
  MemorySegment address = sockaddr_storage.allocate(arena);
  MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
  MemorySegment port = arena.allocate(NI_MAXSERV);
  getsockname(fd, address, length);
  getnameinfo(address, length.get(JAVA_INT, 0), NULL, 0, port, NI_MAXSERV, NI_NUMERICSERV);
  IO.println("listening on port " + port.getString(0));
}

String notifySocket; // the manager's address, as NOTIFY_SOCKET has it

// Autobind: an address of the family alone gets a free abstract name.
int managerSocket() {
  int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd == -1) die("socket");
  MemorySegment address = sockaddr_un.allocate(arena);
  sockaddr_un.sun_family(address, AF_UNIX);
  if (bind(fd, address, (int) sockaddr_un.sun_path$offset()) == -1) die("bind");
  MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
  getsockname(fd, address, length);
  int n = length.get(JAVA_INT, 0) - (int) sockaddr_un.sun_path$offset();
  byte[] name = sockaddr_un.sun_path(address).asSlice(1, n - 1).toArray(JAVA_BYTE);
  notifySocket = "@" + new String(name);
  return fd;
}

// The child's pid is known in the child only: a shell there sets LISTEN_PID and becomes the
// program.
int start(int listener, String[] program) {
  List<String> command = new ArrayList<>(List.of("sh", "-c", "LISTEN_PID=$$ exec \"$@\"", "sh"));
  command.addAll(List.of(program));
  Map<String, String> variables = new TreeMap<>(System.getenv());
  variables.put("LISTEN_FDS", "1");
  variables.put("LISTEN_FDNAMES", "greeter");
  variables.put("NOTIFY_SOCKET", notifySocket);
  List<String> environment = new ArrayList<>();
  variables.forEach((name, value) -> environment.add(name + "=" + value));

  MemorySegment actions = posix_spawn_file_actions_t.allocate(arena);
  posix_spawn_file_actions_init(actions);
  posix_spawn_file_actions_adddup2(actions, listener, FIRST);
  MemorySegment child = arena.allocate(JAVA_INT);
  MemorySegment argv = array(arena, command.toArray(String[]::new));
  MemorySegment envp = array(arena, environment.toArray(String[]::new));
  int error = posix_spawnp(child, "sh", actions, NULL, argv, envp);
  if (error != 0) {
    errno(error);
    die("sh");
  }
  return child.get(JAVA_INT, 0);
}

void main(String[] args) {
  if (args.length < 3) {
    System.err.println("usage: activator HOST PORT PROGRAM [ARGUMENT...]");
    System.exit(2);
  }
  int listener = listenOn(args[0], args[1]);
  listener =
      fcntl(listener, F_DUPFD_CLOEXEC, 10); // dup2 onto itself would leave it to close on exec
  int manager = managerSocket();
  announce(listener);

  MemorySegment client = pollfd.allocate(arena);
  pollfd.fd(client, listener);
  pollfd.events(client, POLLIN);
  if (poll(client, 1, -1) == -1) die("poll");
  int child = start(listener, Arrays.copyOfRange(args, 2, args.length));
  MemorySegment status = arena.allocate(JAVA_INT);
  if (waitpid(child, status, 0) == -1) die("waitpid");
  byte[] state = new byte[256];
  long n;
  while ((n = recv(manager, state, state.length, MSG_DONTWAIT)) > 0) {
    IO.println("notified: " + new String(state, 0, (int) n));
  }
  IO.println("program exited with " + WEXITSTATUS(status.get(JAVA_INT, 0)));
}
