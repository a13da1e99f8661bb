"""What can go wrong in front of the user.

- UiError: base class; every message is fit for the user and names the next step
  - AddressError: the page cannot be served at the address asked for
    - PortTaken: another program listens on that port
  - NothingRead: none of the files of a build could be read
  - NothingToBuild: neither the call nor the index names a file
  - AuthFileError: the file of accounts cannot be used, or not as asked
  - McpError: the tools cannot be served to MCP clients
  - SpanError: a program names no span of a document
  - ChatFault: a program asked for what is not to be had (in `programs.faults`)
"""

from __future__ import annotations


class UiError(Exception):
    """Base class of the terminal and the page."""


class AddressError(UiError):
    """The page cannot be served at the address asked for."""


class PortTaken(AddressError):
    """Another program listens on that port."""


class NothingToBuild(UiError):
    """Neither the call nor the index names a file."""


class AuthFileError(UiError):
    """The file of accounts cannot be used, or not as asked."""


class McpError(UiError):
    """The tools cannot be served to MCP clients."""


class SpanError(UiError):
    """A program names no span of a document."""


class NothingRead(UiError):
    """None of the files of a build could be read."""
