"""What programs use: chat completions in OpenAI's shape, and the tools of an MCP server."""

from .routes import routes
from .tools import tools_of

__all__ = ["routes", "tools_of"]
