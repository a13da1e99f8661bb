"""The project's own files, as the tests of its shape read them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
# The order in which stages may use one another: each only those before it.
PACKAGES = ("corpus", "index", "rag", "evals", "ui")


def tracked() -> list[str]:
    """Paths of all files that git has or would add, from the root."""
    # The home folder is a temporary one here, and with it the user's list of safe folders.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(path for path in listed.split("\0") if path and (ROOT / path).is_file())


def sources(*folders: str) -> dict[str, str]:
    """Text of the Python files below the folders by path from the root, `rag/cite.py`."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in sorted(found)}
