"""Servers on this computer, for tests; see the fixture make_server."""

from __future__ import annotations

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote


class LocalServer:
    """Answers with what its rules say, and keeps what it was asked.

    Attributes:
        rules: by path, functions of the handler that answer. As a proxy it gets whole addresses.
        folder: whose files are served, in ranges too; None for none.
        asked: (method, path with query, headers, body) of each request.
    """

    def __init__(self):
        self.rules, self.asked = {}, []
        self.folder = None
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args):
                pass

            def do_GET(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.asked.append((self.command, self.path, dict(self.headers), body))
                path = self.path.partition("?")[0]
                rule = outer.rules.get(path) or outer.rules.get("*")
                file = outer.file_of(path)
                if rule is not None:
                    rule(self)
                elif file is not None:
                    self.answer_part(file.read_bytes())
                else:
                    self.answer(b"nothing here", 404)

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

            def answer_part(self, data):
                """A file, or the range of it that is asked for."""
                span = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range") or "")
                if span is None:
                    self.answer(data, Accept_Ranges="bytes")
                    return
                first, last = int(span[1]), min(int(span[2] or len(data)), len(data) - 1)
                if first > last:
                    self.answer(b"", 416, Content_Range=f"bytes */{len(data)}")
                    return
                told = f"bytes {first}-{last}/{len(data)}"
                self.answer(data[first : last + 1], 206, Content_Range=told)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.outer = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def file_of(self, path):
        """The file of a path below ``folder``, if the server has one and it is there."""
        if self.folder is None:
            return None
        file = Path(self.folder, unquote(path).lstrip("/"))
        return file if file.is_file() else None

    def paths(self):
        """The paths that were asked for, with their queries."""
        return [path for _, path, _, _ in self.asked]

    def close(self):
        """Stop it."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
