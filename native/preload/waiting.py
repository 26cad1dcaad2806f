#!/usr/bin/python3
# Copyright 2026 The Berkeley Sockets for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# waiting.py CASE: what a thread that waits in recv sees of what others do meanwhile.
import os
import signal
import socket
import sys
import threading
import time

case = sys.argv[1]
a, b = socket.socketpair()
other = os.dup(a.fileno())  # keeps the socket itself open


def wait():
    try:
        print(a.recv(10))
    except OSError as e:
        print(e)


def meanwhile():
    time.sleep(0.15)
    if case == "close":
        os.close(a.fileno())
    elif case == "dup2":
        os.dup2(b.fileno(), a.fileno())
    elif case == "shutdown":
        a.shutdown(socket.SHUT_RDWR)
        return
    else:
        os.kill(os.getpid(), signal.SIGUSR1)
    time.sleep(0.15)
    b.send(b"data")


thread = threading.Thread(target=meanwhile)
thread.start()
if case.startswith("signal"):
    # Python repeats a call that a handler interrupted, unless the handler raises
    def handler(*_):
        print("handler", threading.current_thread() is threading.main_thread())
        if case == "signal-raises":
            raise OSError("interrupted")

    signal.signal(signal.SIGUSR1, handler)
    signal.siginterrupt(signal.SIGUSR1, case != "signal-restarts")
wait()
thread.join()
a.detach()
