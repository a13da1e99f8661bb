"""Settings: one frozen value, composed from flags, environment, a TOML file and defaults.

Order of precedence: flag > BAIPISHU_... environment > --config file > the user's config folder.
Nothing is read from the working directory, and this is the only module that reads the environment.
A nested setting is a table in TOML ([retrieval] late = 0.5) and two underscores in the environment
(BAIPISHU_RETRIEVAL__LATE=0.5). A variable that is empty is not given.
"""

from __future__ import annotations

import difflib
import math
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, get_type_hints

import platformdirs

from index import BUNDLED, IndexOptions, MilvusOptions

from .errors import SettingsError
from .extract import ExtractOptions
from .llm import LlmOptions
from .nli import CheckOptions
from .refuse import RefusalOptions
from .retrieve import RetrievalOptions

_PREFIX = "BAIPISHU_"
_APP = "baipishu"
_OWN_KEY, _USUAL_KEY = f"{_PREFIX}LLM__KEY", "OPENAI_API_KEY"
# What stands there may be a key, or hold one, so it is not repeated: neither in place of such a
# table nor at or below such a setting.
_SECRET_TABLES = ("llm", "milvus")
_SECRETS = ("llm.key", "llm.base_url", "milvus.token", "milvus.uri")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set.

    `model` is "bundled", a folder or the name of a sentence-transformers model; `glossary` a TSV
    file to use in place of the shipped one; `cache_dir` where the shipped report's index is kept;
    `index` how an index is made; `llm` who writes the answers, nobody unless a model is named;
    `check` how claims are checked; `store` whether an index lies in files or in the engine that
    `milvus` names.
    """

    model: str = BUNDLED
    device: str | None = None
    glossary: str | None = None
    cache_dir: str = ""
    retrieval: RetrievalOptions = field(default_factory=RetrievalOptions)
    extract: ExtractOptions = field(default_factory=ExtractOptions)
    refusal: RefusalOptions = field(default_factory=RefusalOptions)
    index: IndexOptions = field(default_factory=IndexOptions)
    llm: LlmOptions = field(default_factory=LlmOptions)
    check: CheckOptions = field(default_factory=CheckOptions)
    store: Literal["faiss", "milvus"] = "faiss"
    milvus: MilvusOptions = field(default_factory=MilvusOptions)

    @property
    def cache_folder(self) -> Path:
        """`cache_dir`, or the user's cache folder."""
        if self.cache_dir:
            return Path(self.cache_dir).expanduser()
        return Path(platformdirs.user_cache_dir(_APP, appauthor=False))


Tree = dict[str, Any]


def load_settings(
    config: Path | None = None,
    *,
    flags: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Compose the settings; `flags` whose value is None are not given.

    `config` None means config.toml in the user's config folder, if there is one. Raises
    SettingsError naming the unknown key and the nearest valid one, or the malformed value.
    """
    environment = os.environ if environment is None else environment
    tree: Tree = {}
    for source, values in (
        _file(config),
        ("the environment", _from_environment(environment)),
        ("the command line", {k: v for k, v in (flags or {}).items() if v is not None}),
    ):
        _check_keys(values, Settings, source=source)
        _merge(tree, values)
    llm = tree.get("llm", {})
    if llm.get("model") and environment.get(_USUAL_KEY):
        llm.setdefault("key", environment[_USUAL_KEY])
    return _validated(tree) if tree else Settings()


def key_environment() -> dict[str, str]:
    """The variables of the process that may hold the key of a language model, and no others."""
    return {name: os.environ[name] for name in (_OWN_KEY, _USUAL_KEY) if name in os.environ}


def _validated(tree: Tree) -> Settings:
    # Imported here because most calls set nothing and pydantic costs 40 ms.
    from pydantic import TypeAdapter, ValidationError

    try:
        settings = TypeAdapter(Settings).validate_python(tree)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        # Without the error itself, which repeats every value.
        raise _malformed(name, first["input"], reason=first["msg"]) from None
    _check_numbers(settings)
    if flaw := settings.llm.flaw:
        raise _malformed(f"llm.{flaw[0]}", getattr(settings.llm, flaw[0]), reason=flaw[1])
    if settings.store == "milvus" and not settings.milvus.uri:
        raise SettingsError(
            f"the store milvus needs the address of its engine, or a file for the embedded one: "
            f"--milvus-uri ./x.db, or {_PREFIX}MILVUS__URI"
        )
    return settings


def _check_numbers(options: Any, table: str = "") -> None:  # noqa: ANN401 - any options dataclass
    """No weight, share or threshold is below 0 or endless, and no count is below 1."""
    for entry in fields(options):
        value, name = getattr(options, entry.name), f"{table}{entry.name}"
        if is_dataclass(value):
            _check_numbers(value, f"{name}.")
        elif isinstance(value, float) and not 0 <= value < math.inf:
            raise _malformed(name, value, reason="it must be 0 or more, and finite")
        elif isinstance(value, int) and not isinstance(value, bool) and value < 1:
            raise _malformed(name, value, reason="it must be 1 or more")


def _malformed(name: str, value: object, *, reason: str) -> SettingsError:
    return SettingsError(
        f"setting {name} cannot be {_shown(name, value)}: {reason}; correct it in the config file "
        f"or in {_PREFIX}{name.upper().replace('.', '__')}"
    )


def _shown(name: str, value: object) -> str:
    secret = name in _SECRET_TABLES or name.startswith(_SECRETS)
    return "(not shown)" if secret else repr(value)


def _file(config: Path | None) -> tuple[str, Tree]:
    path = config or Path(platformdirs.user_config_dir(_APP, appauthor=False)) / "config.toml"
    if config is None and not path.is_file():
        return str(path), {}
    try:
        return str(path), tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"cannot read the settings in {path}: {error}; correct it") from error


def _from_environment(environment: Mapping[str, str]) -> Tree:
    tree: Tree = {}
    # Sorted, so that a table precedes what is in it.
    for name, value in sorted(environment.items()):
        if not name.startswith(_PREFIX) or not value:
            continue
        branch = tree
        *tables, key = name.removeprefix(_PREFIX).lower().split("__")
        for table in tables:
            branch = branch.setdefault(table, {})
            if not isinstance(branch, dict):
                raise SettingsError(_no_table(table, branch, source="the environment"))
        branch[key] = value
    return tree


def _check_keys(values: Mapping[str, Any], kind: type, *, source: str, table: str = "") -> None:
    hints = get_type_hints(kind)
    for key, value in values.items():
        if key not in hints:
            raise SettingsError(_unknown(f"{table}{key}", source))
        if is_dataclass(hints[key]):
            if not isinstance(value, Mapping):
                raise SettingsError(_no_table(f"{table}{key}", value, source=source))
            _check_keys(value, hints[key], source=source, table=f"{table}{key}.")


def _unknown(key: str, source: str) -> str:
    names = list(_names(Settings))
    near = difflib.get_close_matches(key, names, n=1, cutoff=0.0)
    return f"unknown setting {key!r} in {source}; the nearest valid one is {near[0]!r}"


def _no_table(name: str, value: object, *, source: str) -> str:
    return (
        f"setting {name} in {source} cannot be {_shown(name, value)}: it is a table of settings; "
        f"set those in it, as [{name}] in the config file or as {_PREFIX}{name.upper()}__NAME"
    )


def _names(kind: type, table: str = "") -> Iterator[str]:
    hints = get_type_hints(kind)
    for entry in fields(kind):
        if is_dataclass(hints[entry.name]):
            yield from _names(hints[entry.name], f"{table}{entry.name}.")
        else:
            yield f"{table}{entry.name}"


def _merge(tree: Tree, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if isinstance(value, Mapping):
            _merge(tree.setdefault(key, {}), value)
        else:
            tree[key] = value
