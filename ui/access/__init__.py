"""Who may reach the page: accounts, and the checks in front of every route."""

from .accounts import Accounts, read_accounts, write_accounts
from .checks import checks
from .hosts import is_this_computer
from .types import EVERYONE, Access, Tool

__all__ = [
    "EVERYONE",
    "Access",
    "Accounts",
    "Tool",
    "checks",
    "is_this_computer",
    "read_accounts",
    "write_accounts",
]
