"""One training run, from the data folder to a finished model folder."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import torch
from tokenizers import Tokenizer
from torch import Tensor

from corpus import GlossaryEntry, shipped_glossary

from ..embed import StaticEmbedder
from ..errors import TrainingError
from .beir import figures, figures_table, read_public_set
from .card import write_card
from .data import TrainingData, read_data
from .examples import encoded_passages, streams
from .folder import write_model
from .heldout import HeldOut, held_out
from .lexicon import build_lexicon
from .loop import Figures, Say, trained
from .options import TrainOptions
from .start import first_table
from .vocabulary import build_tokenizer
from .writing import room_for, whole

_WORK = ".training"
_TOKENIZER = "tokenizer.json"
# Linux tells there how much memory is free, the page cache counted as such.
_MEMORY = Path("/proc/meminfo")
# Measured on the whole data: 2.2 GB at the peak, beside two processes that count words; and 700 MB
# of checkpoints and model.
_MEMORY_GB, _DISK_GB = 4, 1
# Every second paragraph is enough to count words by.
_COUNTED = 2


def train(
    data_dir: Path, out: Path, *, options: TrainOptions, public: Sequence[Path], say: Say
) -> None:
    """Train a model into `out`, a new or empty folder that holds nothing until it is complete.

    What an interrupted run left in `out`/.training is taken up. `public` are retrieval sets for
    the card. Raises TrainingDataError, TrainingError.
    """
    work = _prepared(out, options)
    began = perf_counter()
    sets = [read_public_set(folder) for folder in public]
    data, held = held_out(read_data(data_dir, sample=options.sample))
    _claim(work, options, data_dir=data_dir)
    tokenizer = _tokenizer(data, shipped_glossary(), work=work, options=options)
    say(f"{tokenizer.get_vocab_size():,} tokens; reading took {perf_counter() - began:.0f} s")
    watch = HeldOut(held.rewordings, tokenizer)
    table = _trained(data, tokenizer, options=options, work=work, watch=(say, watch.figures))
    model = _model(work, table, tokenizer=tokenizer)
    public_figures = figures_table([figures(StaticEmbedder(model, "new"), one) for one in sets])
    found = (watch.figures(table), public_figures)
    for line in filter(None, found):
        say(line)
    minutes = (perf_counter() - began) / 60
    with room_for(out):
        write_card(model, options, tokens=len(table), minutes=minutes, figures=found)
        _publish(model, out, work=work)
    say(f"{out}: complete after {minutes:.0f} minutes")


def _trained(
    data: TrainingData,
    tokenizer: Tokenizer,
    *,
    options: TrainOptions,
    work: Path,
    watch: tuple[Say, Figures],
) -> Tensor:
    _steady(options.threads)
    glossary = shipped_glossary()
    lexicon = build_lexicon(tokenizer, pairs=data.pairs, glossary=glossary)
    passages = encoded_passages(data.passages, tokenizer)
    found = streams(data, tokenizer, passages=passages, lexicon=lexicon, glossary=glossary)
    size = tokenizer.get_vocab_size()
    table = first_table(passages.texts, size, dimension=options.dimension, seed=options.seed)
    return trained(table, found, options=options, work=work, watch=watch)


def _steady(threads: int) -> None:
    """Ask torch for the same bytes every time, and not to say that sparse matrices are new."""
    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(True)
    warnings.filterwarnings("ignore", message="Sparse CSR tensor support is in beta")


def _tokenizer(
    data: TrainingData,
    glossary: Sequence[GlossaryEntry],
    *,
    work: Path,
    options: TrainOptions,
) -> Tokenizer:
    """The tokenizer of an interrupted run, or a new one."""
    path = work / _TOKENIZER
    if not path.exists():
        texts = _texts(data, glossary)
        terms = [entry.term for entry in glossary]
        built = build_tokenizer(texts, terms, options=options.vocabulary)
        with whole(path) as partial:
            partial.write_text(built.to_str(), encoding="utf-8")
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _texts(data: TrainingData, glossary: Sequence[GlossaryEntry]) -> list[str]:
    texts = [row["text"] for row in data.passages[::_COUNTED]]
    texts += [row[side] for row in data.pairs for side in ("en", "zh")]
    texts += [row[field] for row in data.qa for field in ("question", "context")]
    texts += [row[field] for row in data.everyday for field in ("question", "text")]
    own = [text for row in data.rewordings for text in (row.passage, row.plain, *row.zh, *row.en)]
    own += [text for entry in glossary for text in (entry.term, *entry.everyday, *entry.english)]
    # Twice, for what people say of an administration is what the model is for.
    return texts + own + own


def _prepared(out: Path, options: TrainOptions) -> Path:
    """The folder to work in; raises TrainingError where the run could not end well."""
    work = out / _WORK
    try:
        if out.exists() and any(path.name != _WORK for path in out.iterdir()):
            raise TrainingError(f"{out} is not empty; give another folder: --out DIR")
        work.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(work).free / 1e9
    except OSError as error:
        raise TrainingError(
            f"cannot write to {out} ({error.strerror}); give another folder: --out DIR"
        ) from error
    if free < _DISK_GB:
        raise TrainingError(f"{out} has {free:.1f} GB free, training needs {_DISK_GB}; make room")
    if options.sample is None and (memory := _free_memory()) < _MEMORY_GB:
        raise TrainingError(
            f"{memory:.1f} GB of memory are free, training on all of the data needs {_MEMORY_GB}; "
            "close other programs or train on a part: --sample 100000"
        )
    return work


def _free_memory() -> float:
    """GB that programs can still have; where the system does not tell, all that it has."""
    if _MEMORY.exists():
        figures = dict(line.split(":") for line in _MEMORY.read_text("ascii").splitlines())
        return int(figures["MemAvailable"].split()[0]) * 1024 / 1e9
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9


def _claim(work: Path, options: TrainOptions, *, data_dir: Path) -> None:
    """Note what is trained and on what; raises TrainingError where `work` is of another run."""
    path = work / "run.txt"
    run = f"{options!r} on {str(data_dir.resolve())!r}\n"
    if path.exists() and (other := path.read_text("utf-8")) != run:
        raise TrainingError(
            f"{work} is what an interrupted run left: {other.strip()}; go on with its options and "
            f"its data, or delete {work} to start afresh"
        )
    with whole(path) as partial:
        partial.write_text(run, encoding="utf-8")


def _model(work: Path, table: Tensor, *, tokenizer: Tokenizer) -> Path:
    """The model in a folder of its own, still without a card."""
    model = work / "model"
    with room_for(model):
        shutil.rmtree(model, ignore_errors=True)
        model.mkdir()
        write_model(model, table=table.numpy(), tokenizer=tokenizer)
    return model


def _publish(model: Path, out: Path, *, work: Path) -> None:
    for path in sorted(model.iterdir()):
        path.replace(out / path.name)
    shutil.rmtree(work)
