"""Say in plain words why the page cannot be served at HOST and PORT; silent where it can."""

import errno
import socket
import sys


def complaint(host: str, port: str) -> str | None:
    """Try the address and word what is wrong with it; None where it is free."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        return f"PORT={port} is not a port (1 to 65535). Give a number: make chat PORT=7861"
    try:
        _try(host, int(port))
    except OSError as error:
        return _words(error, host, int(port))
    return None


def _try(host: str, port: int) -> None:
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as probe:
        # A page closed a moment ago leaves connections that do not stand in the way.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)


def _words(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is taken. Use another: make chat PORT={_next(host, port)}"
    if error.errno == errno.EACCES:
        return f"Port {port} is kept for the system. Use a higher one: make chat PORT=7860"
    return f"HOST={host} is not an address of this computer ({error}). Leave it out: make chat"


def _next(host: str, port: int) -> int:
    for other in range(port + 1, min(port + 100, 65536)):
        try:
            _try(host, other)
        except OSError:
            continue
        return other
    return 7860


if __name__ == "__main__":
    sys.exit(complaint(*sys.argv[1:3]))
