"""Script folding inside the tokenizer: a map from Traditional to Simplified characters.

The tokenizers library reads such maps in the compiled form of SentencePiece, whose trainer is the
only well-kept writer of it; the vocabulary that it would train is thrown away.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import opencc
import sentencepiece
from sentencepiece.sentencepiece_model_pb2 import ModelProto
from tokenizers import normalizers

_FIRST, _LAST = 0x3400, 0x9FFF


def folding_normalizer() -> normalizers.Normalizer:
    """NFKC, Traditional characters to Simplified one by one, lower case."""
    return normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Precompiled(_compiled()), normalizers.Lowercase()]
    )


def _compiled() -> bytes:
    """SentencePiece's compiled form of OpenCC's single-character conversions."""
    model = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder, "rules.tsv")
        rules.write_text("".join(_rules()), encoding="utf-8")
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(["一 二"]),
            model_writer=model,
            vocab_size=6,
            hard_vocab_limit=False,
            normalization_rule_tsv=str(rules),
            minloglevel=2,
        )
    parsed = ModelProto.FromString(model.getvalue())
    return bytes(parsed.normalizer_spec.precompiled_charsmap)


def _rules() -> list[str]:
    converter = opencc.OpenCC("t2s")
    pairs = ((chr(code), str(converter.convert(chr(code)))) for code in range(_FIRST, _LAST + 1))
    return [
        f"{ord(traditional):X}\t{ord(simplified):X}\n"
        for traditional, simplified in pairs
        if traditional != simplified and len(simplified) == 1
    ]
