import opencc
import pytest
from tokenizers.normalizers import Normalizer

from corpus import shipped_report
from index.train.folding import folding_normalizer


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return folding_normalizer()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("優化營商環境，審結行政復議", "优化营商环境,审结行政复议"),
        ("后面、裏面、乾淨", "后面、里面、干净"),
        ("ＡＢＣ Rule １２", "abc rule 12"),
        ("", ""),
    ],
)
def test_texts_are_folded(normalizer: Normalizer, text: str, folded: str) -> None:
    assert normalizer.normalize_str(text) == folded


def test_the_report_in_traditional_folds_to_what_it_is(normalizer: Normalizer) -> None:
    traditional = opencc.OpenCC("s2t").convert(shipped_report().text)
    folded = normalizer.normalize_str(shipped_report().text)
    pairs = zip(folded, normalizer.normalize_str(traditional), strict=True)
    # 瞭 is a word of its own in 瞭望, 覆 in 覆盖: one by one, they may not be folded.
    assert {pair for pair in pairs if pair[0] != pair[1]} == {("了", "瞭"), ("复", "覆")}
