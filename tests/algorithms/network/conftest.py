"""Servers on this computer."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class LocalServer:
    """Answers with what its rules say, and keeps what it was asked.

    Attributes:
        rules: by path, functions of the handler that answer.
        asked: (method, path with query, headers, body) of each request.
    """

    def __init__(self):
        self.rules, self.asked = {}, []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args):
                pass

            def do_GET(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.asked.append((self.command, self.path, dict(self.headers), body))
                rule = outer.rules.get(self.path.partition("?")[0])
                if rule is None:
                    self.answer(b"nothing here", 404)
                else:
                    rule(self)

            def do_POST(self):
                self.do_GET()

            def do_HEAD(self):
                self.do_GET()

            def answer(self, body, status=200, **headers):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), str(value))
                if "Content_Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def paths(self):
        return [path for _, path, _, _ in self.asked]

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def server():
    made = LocalServer()
    yield made
    made.close()


@pytest.fixture
def other_server():
    made = LocalServer()
    yield made
    made.close()
