"""Ports of this machine for the servers of tests, each held by one run until its process ends."""

import socket
from itertools import count

# Below the ephemeral ports, which a client may be given at any time.
_ports = count(20_000)
_held: list[socket.socket] = []


def free_port() -> int:
    """Stays ours also between two lives of a server: a datagram socket of the same number says that it is taken."""
    while True:
        port = next(_ports)
        claim = socket.socket(type=socket.SOCK_DGRAM)
        try:
            claim.bind(("127.0.0.1", port))
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))
        except OSError:
            claim.close()
            continue
        _held.append(claim)
        return port
