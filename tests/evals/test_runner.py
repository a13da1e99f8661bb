"""What a run says of its configuration."""

from __future__ import annotations

import json

from evals.runner import _configuration
from rag import LlmOptions, Settings

_KEY = "sk-0123456789"


def test_the_model_is_named_and_its_key_is_not() -> None:
    llm = LlmOptions(base_url="http://127.0.0.1:9/v1", model="qwen", key=_KEY)
    configuration = _configuration(Settings(llm=llm, cache_dir="/c"))
    assert configuration["llm"]["model"] == "qwen"
    assert _KEY not in json.dumps(configuration)
    assert "cache_dir" not in configuration


def test_without_a_model_there_is_no_word_of_one() -> None:
    llm = LlmOptions(base_url="http://127.0.0.1:9/v1", key=_KEY)
    assert _configuration(Settings(llm=llm)) == _configuration(Settings())
    assert "llm" not in _configuration(Settings())
