"""The chat page: built from an assistant, served on this computer."""

from . import offline  # noqa: F401, gradio reads what this sets as it is imported
from .build import build_page
from .launch import Served, serve, start

__all__ = ["Served", "build_page", "serve", "start"]
