# SPDX-License-Identifier: BSD-2-Clause
"""receive.py FILE: prints a port, and writes what the first who comes there says to FILE."""
import socket
import sys

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(1)
print(listener.getsockname()[1], flush=True)
connection, _ = listener.accept()
with open(sys.argv[1], "wb") as file:
    while data := connection.recv(65536):
        file.write(data)
