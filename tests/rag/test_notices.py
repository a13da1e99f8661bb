import pytest

from rag import Language, LlmOptions
from rag.faults import FaultKind, LlmFault
from rag.notices import fallback_note
from tests.llm_server import KEY

_OPTIONS = LlmOptions(model="qwen", key=KEY, deadline_s=2.5)


def _note(kind: FaultKind, language: Language, status: int | None = 418) -> str:
    return fallback_note(LlmFault(kind, status=status), language, options=_OPTIONS)


@pytest.mark.parametrize("kind", FaultKind)
def test_every_fault_is_said_in_every_language(kind: FaultKind) -> None:
    said = {_note(kind, language) for language in Language}
    assert len(said) == 3
    assert not any("{" in note or KEY in note or "None" in note for note in said)


def test_notes_name_what_to_look_at() -> None:
    assert _note(FaultKind.NOT_THERE, Language.ZH, 404) == (
        "语言模型这次没能作答：服务上没有模型“qwen”，或者地址不对（404）。以上改为直接摘录原文。"
    )
    assert _note(FaultKind.TIMEOUT, Language.ZH_HANT) == (
        "語言模型這次沒能作答：2.5秒內沒有答完。以上改為直接摘錄原文。"
    )
    assert _note(FaultKind.SERVER, Language.EN, None) == (
        "The language model gave no answer: its service reported an error. "
        "The above is quoted from the report."
    )
    assert "reported an error (500)." in _note(FaultKind.SERVER, Language.EN, 500)
