/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.owners;

import berkeley.sockets.Poller;
import berkeley.sockets.Socket;
import berkeley.sockets.c.Unistd;
import berkeley.sockets.owners.Owners.Operation;
import berkeley.sockets.owners.Owners.Owner;
import java.io.IOException;
import java.util.List;

/** An object of the program's that has descriptors, and who they are in the model. */
sealed interface Held {
  /** Adds what the object has to what the operation is on. */
  void on(Operation operation);

  void close() throws IOException;

  /**
   * A socket.
   *
   * @param socket the object
   * @param owner its number's owner
   */
  record OfSocket(Socket socket, Owner owner) implements Held {
    OfSocket(Socket socket) {
      this(socket, Owners.claim(socket.fd()));
    }

    @Override
    public void on(Operation operation) {
      operation.on(owner);
    }

    @Override
    public void close() throws IOException {
      owner.closing();
      socket.close();
    }
  }

  /**
   * A poller.
   *
   * @param poller the object
   * @param owners those of its epoll and of what wakes it
   */
  record OfPoller(Poller poller, List<Owner> owners) implements Held {
    @Override
    public void on(Operation operation) {
      owners.forEach(operation::on);
    }

    @Override
    public void close() {
      owners.forEach(Owner::closing);
      poller.close();
    }
  }

  /**
   * A plain number, for the mirror.
   *
   * @param fd the number
   * @param owner its owner
   */
  record OfNumber(int fd, Owner owner) implements Held {
    OfNumber(int fd) {
      this(fd, Owners.claim(fd));
    }

    @Override
    public void on(Operation operation) {
      operation.onPlain(owner);
    }

    @Override
    public void close() {
      owner.closing();
      Unistd.close(fd);
    }
  }
}
