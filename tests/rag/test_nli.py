"""A cross-encoder of random weights proves the path, not the verdicts."""

from pathlib import Path

import pytest

from rag import Assistant, Checker, CheckOptions, Reviewer, Settings, SettingsError, Verdict
from rag.nli import Entailment


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("nli")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"审结案件种树"]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        id2label={0: "contradiction", 1: "entailment", 2: "neutral"},
        label2id={"contradiction": 0, "entailment": 1, "neutral": 2},
    )
    model = BertForSequenceClassification(config)
    # Whatever it reads, it says entailment.
    model.classifier.bias.data[:] = model.classifier.bias.data.new_tensor([0.0, 9.0, 0.0])
    model.save_pretrained(folder / "bert")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    CrossEncoder(str(folder / "bert")).save_pretrained(str(folder / "encoder"))
    return folder / "encoder"


@pytest.mark.slow
def test_a_cross_encoder_settles_what_closeness_leaves_open(encoder, shipped_index) -> None:
    assert Entailment(str(encoder)).verdict("审结案件", "种树") is Verdict.SUPPORTED
    checker = Checker(shipped_index, nli=str(encoder))
    found = checker.check_claim("种了很多树", ["审结案件"])
    assert (found.verdict, found.source) == (Verdict.SUPPORTED, 0)
    assert found.reasons == ("由设置 check.nli 指定的推断模型判定",)
    # Figures stay with the rules.
    assert checker.check_claim("审结案件5件", ["审结案件4件"]).verdict is Verdict.CONTRADICTED


@pytest.mark.slow
def test_the_setting_reaches_the_checker(encoder: Path, shipped_index) -> None:
    settings = Settings(check=CheckOptions(nli=str(encoder)))
    reviewed = Reviewer(Assistant(shipped_index, settings)).review("种了树[1]。\n\n[1] 审结案件")
    assert reviewed.holds


@pytest.mark.slow
def test_a_model_that_is_not_there_is_a_wrong_setting(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"setting check\.nli: cannot load '.*nowhere'"):
        Entailment(str(tmp_path / "nowhere"))
