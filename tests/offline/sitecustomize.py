"""Refuse every address that is not this computer's own.

Python runs this file at its start when the folder is on PYTHONPATH; the tests' own process imports
it. An audit hook sees the calls of C code as well, covers name look-ups, and cannot be taken off.
A refused attempt is also written to the file that OFFLINE_LOG names, for callers that swallow the
error.
"""

import os
import sys

_LOCAL_NAMES = {"", "localhost"}
_INTERNET = ("AF_INET", "AF_INET6")


class OfflineError(RuntimeError):
    """Something tried to leave this computer."""


def is_local(host: object) -> bool:
    """Whether a host, as socket calls take it, is this computer: loopback or no name at all."""
    import ipaddress  # here, for Python starts faster without it

    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name is None or name in _LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False


def refuse_the_network(event: str, args: tuple) -> None:
    """Raise when an audited socket call would leave this computer."""
    if not event.startswith("socket."):
        return
    host = _destination(event, args)
    if is_local(host):
        return
    if log := os.environ.get("OFFLINE_LOG"):
        with open(log, "a", encoding="utf-8") as file:
            file.write(f"{event} {host}\n")
    raise OfflineError(f"{event} to {host!r}: only this computer may be reached")


def _destination(event: str, args: tuple) -> object:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        sock, address = args[0], args[1]
        on_internet = getattr(sock.family, "name", "") in _INTERNET
        return address[0] if on_internet and address else None
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        return args[0]
    if event == "socket.getnameinfo":
        return args[0][0]
    return None


sys.addaudithook(refuse_the_network)
