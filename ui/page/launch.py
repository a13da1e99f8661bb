"""Serving the page at an address of this computer."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

import gradio as gr
from starlette.middleware import Middleware

from ..access import EVERYONE, Access, checks
from ..errors import AddressError, McpError, PortTaken
from ..programs import routes
from ..uploads import LARGEST_UPLOAD
from .build import build_page
from .guard import Guard
from .intake import UPLOAD_PATH, intake_routes
from .look import ICON, head, theme
from .protocols import Answering

# Visitors whose last checked text and chosen runs are kept, the oldest let go first.
_SESSIONS = 1000
_LAST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Served:
    """A page that is being served, and where."""

    url: str
    page: gr.Blocks

    def close(self) -> None:
        """Stop serving."""
        self.page.close(verbose=False)


def serve(
    assistant: Answering,
    *,
    host: str,
    port: int,
    ready: Callable[[str], None],
    access: Access = EVERYONE,
) -> None:
    """Serve the page until interrupted; `ready` gets its address once it can be opened.

    Raises PortTaken; AddressError; McpError.
    """
    served = start(assistant, host=host, port=port, access=access)
    try:
        ready(served.url)
        threading.Event().wait()
    except KeyboardInterrupt:
        # Ctrl-C is how this is meant to end.
        return
    finally:
        served.close()


def start(assistant: Answering, *, host: str, port: int, access: Access = EVERYONE) -> Served:
    """Serve the page and the routes for programs, and return; port 0 takes a free one.

    Raises PortTaken; AddressError; McpError.
    """
    port = _free_port(host, port)
    page = build_page(assistant, tools=access.tools, takes_files=access.uploads is not None)
    started = threading.Event()
    larger = {UPLOAD_PATH: LARGEST_UPLOAD} if access.uploads else {}
    # What gradio says of its MCP server is no result of a command.
    with contextlib.redirect_stdout(sys.stderr):
        _, url, _ = page.launch(
            server_name=host,
            server_port=port,
            prevent_thread_lock=True,
            quiet=True,
            inbrowser=False,
            share=False,
            ssr_mode=False,
            pwa=False,
            mcp_server=bool(access.tools),
            run_history=False,
            enable_monitoring=False,
            state_session_capacity=_SESSIONS,
            footer_links=[],
            favicon_path=ICON,
            theme=theme(),
            head=head(),
            app_kwargs={
                "middleware": [
                    Middleware(Guard),
                    *checks(access.accounts, host=host, started=started, larger=larger),
                ],
                "routes": [*routes(assistant), *intake_routes(access.uploads)],
            },
        )
    started.set()
    served = Served(url, page)
    if page.mcp_error:
        served.close()
        raise McpError(f"{page.mcp_error}; leave --mcp out, or install Baipishu again")
    return served


def _free_port(host: str, port: int) -> int:
    """The port, once it is certain that it can be listened on."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            # A port whose last user has just gone may be taken again, as the server itself does.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            # Looking a port up wraps it round at 65536; binding to it as given does not.
            probe.bind((address[0], port, *address[2:]))
            return int(probe.getsockname()[1])
    except (OSError, OverflowError) as error:
        raise _refused(f"{host}:{port}", error, port=port) from error


def _refused(where: str, error: OSError | OverflowError, *, port: int) -> AddressError:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        # Above the last port there is none.
        other = port + 1 if port < _LAST_PORT else port - 1
        return PortTaken(
            f"port {port} is in use by another program, {where} cannot be served; "
            f"take another one: make chat PORT={other} (or: baipishu chat --port {other})"
        )
    return AddressError(
        f"cannot serve the page at {where} ({error}); "
        f"try: baipishu chat --host 127.0.0.1 --port 7861"
    )
