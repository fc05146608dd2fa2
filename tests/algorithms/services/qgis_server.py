"""QGIS Server behind HTTP: qgis_server.py PROJECT PROCESSES [SECONDS before each answer].

Says its port, which is a free one, and ends with its input.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer


def main(project: str, processes: int, seconds: float = 0.0) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QGIS_PROJECT_FILE"] = project
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(64)
    port = listening.getsockname()[1]
    # QGIS Server answers one request at a time: each process takes the next.
    children = []
    for _ in range(processes - 1):
        child = os.fork()
        if child == 0:
            children = None
            break
        children.append(child)
    from qgis.core import QgsApplication
    from qgis.server import QgsBufferServerRequest, QgsBufferServerResponse, QgsServer

    application = QgsApplication([], False)
    application.initQgis()
    server = QgsServer()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args):
            pass

        def do_GET(self):
            time.sleep(seconds)
            answer = QgsBufferServerResponse()
            # Capabilities name the address that was asked.
            request = QgsBufferServerRequest(f"http://{self.headers['Host']}{self.path}")
            server.handleRequest(request, answer)
            body = bytes(answer.body())
            self.send_response(answer.statusCode())
            for name, value in answer.headers().items():
                if name.lower() != "content-length":
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    web = HTTPServer(("127.0.0.1", 0), Handler, bind_and_activate=False)
    web.socket.close()
    web.socket = listening
    if children is not None:
        print(port, flush=True)

        def end_with_input() -> None:
            sys.stdin.read()
            for child in children:
                os.kill(child, 15)
            os._exit(0)

        threading.Thread(target=end_with_input, daemon=True).start()
    web.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *map(float, sys.argv[3:]))
