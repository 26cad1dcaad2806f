#!/usr/bin/python3
# Copyright 2026 The Berkeley Sockets for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# An HTTP server: http_echo.py HOST PORT. GET /SIZE answers that many bytes, POST what was posted,
# GET /late waits longer than its clients do.
import http.server
import socket
import sys
import time


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, body):
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        size = 0
        if self.path == "/late":
            time.sleep(3)
        else:
            size = int(self.path[1:])
        self.answer((b"0123456789abcdef" * (size // 16 + 1))[:size])

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers["Content-Length"])))

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    address_family = socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET
    daemon_threads = True


Server((sys.argv[1], int(sys.argv[2])), Handler).serve_forever()
