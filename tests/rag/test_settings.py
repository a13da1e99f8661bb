import traceback
from dataclasses import fields
from pathlib import Path

import platformdirs
import pytest

from index import WindowKind
from rag import Settings, SettingsError, key_environment, load_settings
from rag.settings import _names


def _file(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _user_config(text: str) -> Path:
    return _file(Path(platformdirs.user_config_dir("baipishu", appauthor=False)), text)


def test_nothing_given_is_what_the_program_comes_with() -> None:
    assert load_settings(environment={}) == Settings()


def test_a_flag_beats_the_environment_beats_the_file_beats_the_users_folder(tmp_path) -> None:
    _user_config('model = "user"\ndevice = "user"\n')
    config = _file(tmp_path, 'model = "file"\nglossary = "file"\ncache_dir = "file"')
    environment = {"BAIPISHU_MODEL": "env", "BAIPISHU_GLOSSARY": "env"}
    assert load_settings(environment={}).model == "user"
    assert load_settings(environment=environment).model == "env"
    found = load_settings(config, environment=environment, flags={"model": "flag"})
    assert (found.model, found.glossary, found.cache_dir) == ("flag", "env", "file")
    # A config file that is named stands in for the user's.
    assert found.device is None


def test_a_flag_that_is_none_and_a_variable_that_is_empty_are_not_given() -> None:
    found = load_settings(environment={"BAIPISHU_MODEL": "", "PATH": "x"}, flags={"device": None})
    assert found == Settings()


def test_nested_settings_are_tables_in_the_file_and_underscores_outside(tmp_path) -> None:
    config = _file(
        tmp_path,
        "[retrieval]\nlate = 0.5\npool = 7\n[index]\nwindows = ['clause', 'pair']\n"
        "[index.split]\nmax_chars = 900\n",
    )
    environment = {
        "BAIPISHU_RETRIEVAL__LATE": "0.25",
        "BAIPISHU_INDEX__SPLIT__MAX_CHARS": "800",
        "BAIPISHU_REFUSAL__CONSTRAINTS": "false",
    }
    found = load_settings(config, environment=environment)
    assert (found.retrieval.late, found.retrieval.pool, found.retrieval.dense) == (0.25, 7, 1.0)
    assert found.index.windows == (WindowKind.CLAUSE, WindowKind.PAIR)
    assert found.index.split.max_chars == 800
    assert found.refusal.constraints is False


def test_the_environment_of_the_process_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAIPISHU_EXTRACT__MAX_QUOTES", "2")
    assert load_settings().extract.max_quotes == 2


def test_nothing_is_read_from_the_working_directory(tmp_path, monkeypatch) -> None:
    for name in ("config.toml", "baipishu.toml", ".baipishu.toml", ".env"):
        (tmp_path / name).write_text('model = "trap"\nBAIPISHU_MODEL=trap\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_settings() == Settings()


@pytest.mark.parametrize(
    ("text", "unknown", "nearest"),
    [
        ('modle = "x"', "modle", "model"),
        ("[retrieval]\nlat = 1", "retrieval.lat", "retrieval.late"),
        ("[extract]\nmax_qoutes = 1", "extract.max_qoutes", "extract.max_quotes"),
        ("[index.split]\nmaxchars = 1", "index.split.maxchars", "index.split.max_chars"),
    ],
)
def test_an_unknown_key_names_its_place_and_the_nearest(tmp_path, text, unknown, nearest) -> None:
    config = _file(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(config, environment={})
    assert str(caught.value) == (
        f"unknown setting {unknown!r} in {config}; the nearest valid one is {nearest!r}"
    )


@pytest.mark.parametrize(
    ("variable", "unknown", "nearest"),
    [
        ("BAIPISHU_MODLE", "modle", "model"),
        ("BAIPISHU_RETRIEVAL__LEXICL", "retrieval.lexicl", "retrieval.lexical"),
    ],
)
def test_so_does_an_unknown_variable(variable: str, unknown: str, nearest: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(environment={variable: "1"})
    assert str(caught.value) == (
        f"unknown setting {unknown!r} in the environment; the nearest valid one is {nearest!r}"
    )


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("RETRIEVAL__LATE", "abc", "setting retrieval.late cannot be 'abc': .*valid number"),
        ("RETRIEVAL__LATE", "nan", "setting retrieval.late cannot be nan: .* finite"),
        ("RETRIEVAL__LATE", "inf", "setting retrieval.late cannot be inf: .* finite"),
        ("RETRIEVAL__LATE", "-1", r"setting retrieval.late cannot be -1\.0: it must be 0 or more"),
        ("RETRIEVAL__POOL", "0", "setting retrieval.pool cannot be 0: it must be 1 or more"),
        ("EXTRACT__MAX_QUOTES", "0", "setting extract.max_quotes cannot be 0"),
        ("INDEX__SPLIT__MAX_CHARS", "-1", "setting index.split.max_chars cannot be -1"),
        ("RETRIEVAL__FUSION", "best", "setting retrieval.fusion cannot be 'best': .*'rrf'"),
        ("MODEL__X", "1", "setting model cannot be"),
    ],
)
def test_a_malformed_value_is_named_with_the_place_to_mend_it(variable, value, said) -> None:
    with pytest.raises(SettingsError, match=f"{said}.*; correct it in .*BAIPISHU_"):
        load_settings(environment={f"BAIPISHU_{variable}": value})


@pytest.mark.parametrize(
    "environment",
    [{"BAIPISHU_RETRIEVAL": "1"}, {"BAIPISHU_RETRIEVAL__LATE": "2", "BAIPISHU_RETRIEVAL": "1"}],
)
def test_a_table_has_no_value_of_its_own(environment: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="setting retrieval in the environment cannot be '1'"):
        load_settings(environment=environment)
    config = _file(tmp_path, "retrieval = 3")
    with pytest.raises(SettingsError, match=r"setting retrieval in .*config\.toml cannot be 3"):
        load_settings(config, environment={"BAIPISHU_RETRIEVAL__LATE": "2"})


@pytest.mark.parametrize("text", ["a =", "a = 1\na = 2", "\udcff"])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, text: str) -> None:
    config = tmp_path / "c.toml"
    config.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError, match=r"cannot read the settings in .*c\.toml: .*correct it"):
        load_settings(config, environment={})


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no\.toml: .*No such file"):
        load_settings(tmp_path / "no.toml", environment={})


def test_the_cache_lies_in_the_users_folder_unless_set(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Settings().cache_folder == Path(platformdirs.user_cache_dir("baipishu"))
    assert Settings(cache_dir="~/here").cache_folder == tmp_path / "here"


def test_every_setting_can_be_named() -> None:
    names = set(_names(Settings))
    assert {"model", "cache_dir", "retrieval.late", "index.split.max_chars"} <= names
    assert not {entry.name for entry in fields(Settings)} & {"retrieval", "index"} & names


_KEY = "sk-0123456789"
_MODEL = {"BAIPISHU_LLM__MODEL": "qwen", "BAIPISHU_LLM__BASE_URL": "http://127.0.0.1:11434/v1"}


def test_a_model_is_named_in_a_table_of_its_own(tmp_path: Path) -> None:
    config = _file(tmp_path, "[llm]\nmodel = 'qwen'\nbase_url = 'https://h/v1'\nrewrite = true")
    llm = load_settings(config, environment={"BAIPISHU_LLM__DEADLINE_S": "5"}).llm
    assert (llm.model, llm.base_url, llm.rewrite) == ("qwen", "https://h/v1", True)
    assert (llm.deadline_s, llm.context_tokens, llm.key) == (5.0, 8192, "")


def test_the_key_is_our_variable_or_the_usual_one_where_a_model_is_named() -> None:
    usual, own = {"OPENAI_API_KEY": _KEY}, {"BAIPISHU_LLM__KEY": "own"}
    assert load_settings(environment=usual) == Settings()
    assert load_settings(environment=_MODEL | usual).llm.key == _KEY
    assert load_settings(environment=_MODEL | usual | own).llm.key == "own"
    assert _KEY not in repr(load_settings(environment=_MODEL | usual))


def test_only_the_variables_of_the_key_are_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert key_environment() == {}
    monkeypatch.setenv("BAIPISHU_LLM__KEY", _KEY)
    monkeypatch.setenv("BAIPISHU_LLM__MODEL", "qwen")
    assert key_environment() == {"BAIPISHU_LLM__KEY": _KEY}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"BASE_URL": ""}, "setting llm.base_url cannot be .*: llm.model needs an endpoint"),
        ({"BASE_URL": "h/v1"}, r"llm.base_url .*: it must read http\(s\)://HOST/PATH"),
        ({"BASE_URL": f"https://u:{_KEY}@h/v1"}, "a key belongs in llm.key"),
        ({"BASE_URL": f"https://h/v1?key={_KEY}"}, "a key belongs in llm.key"),
        ({"BASE_URL": "http://h:port/v1"}, "must read"),
        ({"BASE_URL": "http://[::1/v1"}, "must read"),
        ({"BASE_URL": "file:///etc/passwd"}, "must read"),
        ({"KEY": f"{_KEY}\n"}, "setting llm.key cannot be .*: it holds characters that no key"),
        ({"KEY": f"Bearer {_KEY}"}, "such as a space"),
        ({"KEY": f"密{_KEY}"}, "holds characters"),
        ({"KEY__X": _KEY}, "setting llm.key cannot be .not shown.: .*string"),
        ({"DEADLINE_S": "-1"}, "llm.deadline_s cannot be -1.0: it must be 0 or more"),
        ({"CONTEXT_TOKENS": "0"}, "llm.context_tokens cannot be 0: it must be 1 or more"),
    ],
)
def test_a_model_that_cannot_be_used_is_named_and_its_key_is_not(changed, said) -> None:
    environment = _MODEL | {f"BAIPISHU_LLM__{name}": value for name, value in changed.items()}
    with pytest.raises(SettingsError, match=said) as caught:
        load_settings(environment=environment)
    assert _KEY not in "".join(traceback.format_exception(caught.value))


def test_a_key_in_the_wrong_place_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"setting llm in .* cannot be .not shown") as caught:
        load_settings(environment={"BAIPISHU_LLM": _KEY})
    assert _KEY not in str(caught.value)
    config = _file(tmp_path, f"[llm]\nkey = ['{_KEY}']")
    with pytest.raises(SettingsError, match=r"setting llm\.key cannot be") as caught:
        load_settings(config, environment={})
    assert _KEY not in "".join(traceback.format_exception(caught.value))
