"""Which documents are nearly the same as another: versions, reprints, drafts.

A document is signed when it is indexed, so that a later build compares signatures and reads no text
again. Signatures are minima of hashes over the stretches of five characters (Broder, On the
resemblance and containment of documents, 1997); pairs are found by bands of them, without comparing
every document with every other. Exact copies are left to whoever reads the files.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .records import Records
from .store import current_version, read_manifest
from .text import fold
from .types import Likeness

if TYPE_CHECKING:
    from datasketch import LeanMinHash, MinHash

ALIKE = 0.8
"""From this share of common stretches on, of all that either text has, two are nearly the same."""

_STRETCH = 5
# Short texts are alike by their form, and a library of paragraphs has hundreds of thousands.
_SHORTEST = 200
# The estimate is off by 0.035 where 0.8 is shared (the root of 0.8 * 0.2 / 128).
_HASHES = 128
# Bands and hashes in a band: of pairs that share 0.8 all but 2 in 1,000 meet, of 0.3 one in 65.
_BANDS = (21, 6)
_SEED, _SCHEME = 1, "affine32"
# So many stretches at a time stay in the processor's cache.
_AT_ONCE = 4096
_BARE = re.compile(r"[\W_]+")


def signature_of(text: str) -> bytes:
    """The signature of a text, script, punctuation and spaces left aside; b"" for a short one."""
    letters = _BARE.sub("", fold(text)) if len(text) >= _SHORTEST else ""
    if len(letters) < _SHORTEST:
        return b""
    signed = _empty().copy()
    for at in range(0, len(letters) - _STRETCH + 1, _AT_ONCE):
        block = letters[at : at + _AT_ONCE + _STRETCH - 1]
        stretches = (block[i : i + _STRETCH] for i in range(len(block) - _STRETCH + 1))
        signed.update_batch([stretch.encode() for stretch in stretches])
    return np.asarray(signed.hashvalues, dtype="<u4").tobytes()


def near_copies(index_dir: Path, doc_ids: Collection[str]) -> tuple[Likeness, ...]:
    """For those of these documents that are nearly the same as an earlier one, the closest such."""
    folder = current_version(index_dir)
    new = {doc_id: signature for doc_id, signature in _signed(folder) if doc_id in doc_ids}
    return closest(new, _signed(folder)) if new else ()


def closest(new: Mapping[str, bytes], signed: Iterable[tuple[str, bytes]]) -> tuple[Likeness, ...]:
    """The same for documents with their signatures, in the order of the `new` ones.

    `signed` are all of an index; those that are not new count as earlier, wherever they stand.
    """
    from datasketch import MinHashLSH

    fresh = {doc_id: _read(signature) for doc_id, signature in new.items()}
    places = {doc_id: place for place, doc_id in enumerate(fresh)}
    bands = MinHashLSH(num_perm=_HASHES, params=_BANDS)
    for doc_id, each in fresh.items():
        bands.insert(doc_id, each)
    best: dict[str, Likeness] = {}
    for other, signature in signed:
        each = _read(signature)
        for doc_id in bands.query(each):
            found = Likeness(doc_id, other, fresh[doc_id].jaccard(each))
            if found.share >= ALIKE and places[doc_id] > places.get(other, -1):
                best[doc_id] = min(best.get(doc_id, found), found, key=_by_share)
    return tuple(best[doc_id] for doc_id in fresh if doc_id in best)


def _by_share(found: Likeness) -> tuple[float, str]:
    return -found.share, found.other


def _signed(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The documents of a version that have a signature, in order."""
    for segment in read_manifest(folder).segments:
        removed = frozenset(segment.removed)
        for number, doc_id, signature in Records(folder / segment.name).signatures():
            if number not in removed:
                yield doc_id, signature


@cache
def _empty() -> MinHash:
    # Imported here: a question compares no documents.
    from datasketch import MinHash

    return MinHash(_HASHES, seed=_SEED, hashfunc=zlib.crc32, scheme=_SCHEME)


def _read(signature: bytes) -> LeanMinHash:
    from datasketch import LeanMinHash

    values = np.frombuffer(signature, dtype="<u4")
    return LeanMinHash(seed=_SEED, hashvalues=values, scheme=_SCHEME)
