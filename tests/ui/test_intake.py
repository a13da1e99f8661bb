import pytest

from corpus import CorpusError, EmptySourceError, EncryptedSourceError, OversizedSourceError
from rag import Language
from ui.intake import ACCEPTED, reason, render_add, render_intake


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (EncryptedSourceError("/home/me/a.pdf is encrypted"), "文件有密码。"),
        (EmptySourceError("/home/me/a.pdf holds no text"), "里面没有文字，可能是扫描件。"),
        (OversizedSourceError("/home/me/a.pdf"), "文件超过 64 MB，"),
        (CorpusError("/home/me/a.pdf"), "没能添加。"),
        (OSError(28, "No space left on device", "/home/me/a.pdf"), "没能添加。"),
    ],
)
def test_why_a_file_is_not_taken_is_said_without_a_path(error: Exception, said: str) -> None:
    worded = reason(error, Language.ZH, largest=64 * 1024**2)
    assert worded.startswith(said)
    assert "/home" not in worded


def test_the_dialog_says_what_is_taken_and_who_will_see_it() -> None:
    html = render_intake(Language.EN, largest=64 * 1024**2)
    assert "at most 64 MB each" in html
    assert "everyone who can open it can read them" in html
    assert f'type="file" id="intake-file" accept="{ACCEPTED}" multiple' in html
    assert 'data-largest="67108864"' in html


def test_the_button_has_a_name_where_its_words_are_hidden() -> None:
    assert 'data-act="intake" aria-haspopup="dialog" aria-label="新增文件"' in render_add(
        Language.ZH_HANT
    )
