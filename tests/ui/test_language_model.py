"""The command line with a language model behind it: asked, failing, measured; its key nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.llm_server import KEY, Scripted, Service, fault, served

pytestmark = pytest.mark.slow

_QUESTION = "全年审理了多少件行政复议案件？"
_GOOD = Scripted(["全年共审理行政复议案件523件。[1]全区人口一千万。[2]"])


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch):
    with served(_GOOD) as made:
        monkeypatch.setenv("BAIPISHU_LLM__BASE_URL", made.url)
        monkeypatch.setenv("BAIPISHU_LLM__MODEL", "qwen")
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        yield made


def test_an_answer_of_the_model_is_printed_with_its_marks(run, shipped_folder, service) -> None:
    done = run("ask", _QUESTION, "--index", shipped_folder)
    assert (done.status, done.err) == (0, "")
    first, second, third, *_ = done.out.splitlines()
    assert first.startswith("全年共审理行政复议案件523件。 [1] 全区人口一千万。 [2]〔")
    assert second == "由语言模型撰写，请核对依据"
    assert third.startswith("带〔 〕标记的句子")
    assert service.keys == [f"Bearer {KEY}"]


def test_a_fault_is_a_note_and_one_line_on_stderr(run, shipped_folder, service: Service) -> None:
    service.replies[:] = [fault(401)]
    done = run("ask", _QUESTION, "--json", "--debug", "--index", shipped_folder)
    row = json.loads(done.out)
    assert (done.status, row["answered_by"]) == (0, "extractive")
    assert "服务不接受所给的密钥（401）" in row["notes"][0]
    assert "the language model gave no answer: key (401)" in done.err
    assert KEY not in done.out + done.err


def test_a_model_without_an_endpoint_is_a_wrong_call(run, shipped_folder, service, monkeypatch):
    monkeypatch.delenv("BAIPISHU_LLM__BASE_URL")
    done = run("ask", _QUESTION, "--index", shipped_folder)
    assert (done.status, service.requests) == (2, [])
    assert "llm.model needs an endpoint" in done.err


def test_a_matrix_measures_a_model_like_any_other(run, shipped_folder, service, tmp_path: Path):
    text = "全年共审理行政复议案件523件(含上年结转90件),审结450件。"
    matrix, gold, out = tmp_path / "m.toml", tmp_path / "gold.jsonl", tmp_path / "out"
    matrix.write_text(
        f'[base.llm]\nbase_url = "{service.url}"\n[[configuration]]\nname = "quotes"\n'
        '[[configuration]]\nname = "model"\nllm = { model = "qwen" }\n',
        encoding="utf-8",
    )
    source = (Path(__file__).parents[2] / "corpus/data/chaoyang-2020/report.txt").read_text("utf-8")
    start = source.index(text)
    span = {"text": text, "start": start, "end": start + len(text), "alternatives": []}
    row = {
        **{"id": "q", "lang": "zh", "kind": "number", "style": "report", "question": _QUESTION},
        **{"history": [], "answer": "523件", "must": [["523件"]], "evidence": [span]},
        **{"split": "dev", "note": ""},
    }
    gold.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    done = run("eval", "matrix", matrix, "--gold", gold, "--index", shipped_folder, "--out", out)
    assert done.status == 0, done.err
    (folder,) = out.glob("model-*")
    (measured,) = map(json.loads, (folder / "rows.jsonl").read_text("utf-8").splitlines())
    assert measured["answer"].startswith("全年共审理行政复议案件523件。 [1]")
    values = measured["measures"]
    assert (values["correct"], values["verbatim"], values["offsets_right"]) == (1.0, 1.0, 1.0)
    written = [path.read_text("utf-8") for path in out.rglob("*") if path.is_file()]
    assert any('"qwen"' in text for text in written)
    assert not any(KEY in text for text in written)
