"""Who may reach the page: accounts, and the checks in front of every route."""

from .accounts import Accounts, read_accounts, write_accounts
from .checks import checks
from .types import EVERYONE, Access, Tool

__all__ = ["EVERYONE", "Access", "Accounts", "Tool", "checks", "read_accounts", "write_accounts"]
