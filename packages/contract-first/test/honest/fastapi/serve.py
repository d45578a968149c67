"""Usage: serve.py <module>   It serves the application of a module, and prints its address."""

import importlib
import socket
import sys

import uvicorn

app = importlib.import_module(sys.argv[1]).app
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen()
print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
