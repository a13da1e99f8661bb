"""A matrix of configurations: one TOML file, one run each.

[base]                       # settings that all share; may be left out
[[configuration]]
name = "lexical only"
[configuration.retrieval]    # any setting, as in a config file
dense = 0
late = 0
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rag import Settings, key_environment, load_settings

from .errors import RunError


def load_matrix(path: Path, flags: Mapping[str, Any]) -> dict[str, Settings]:
    """Name -> settings, in the order of the file; `flags` (where caches lie) apply to each.

    Raises RunError for a file without configurations or with two of one name; SettingsError for
    an unknown or malformed setting.
    """
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunError(f"cannot read the matrix {path}: {error}; correct it") from error
    configurations = tree.get("configuration")
    if not isinstance(configurations, list) or not configurations:
        raise RunError(f"{path} has no [[configuration]]; add one with a name and settings")
    matrix: dict[str, Settings] = {}
    for number, values in enumerate(configurations, 1):
        name = values.pop("name", f"configuration-{number}")
        if name in matrix:
            raise RunError(f"{path} has two configurations named {name!r}; rename one")
        settings = _merged(tree.get("base", {}), values)
        # The key of a language model is the one thing that a file of experiments must not hold.
        environment = key_environment()
        matrix[name] = load_settings(flags=_merged(settings, flags), environment=environment)
    return matrix


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            merged[key] = _merged(below, value)
        else:
            merged[key] = value
    return merged
