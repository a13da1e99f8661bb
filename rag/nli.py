"""An optional second opinion: any sentence-transformers CrossEncoder trained on inference (NLI).

It settles only what the rules leave to closeness of meaning; figures, dates and names stay theirs.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from .errors import SettingsError
from .types import Verdict

# Of a model with one output, the probability that the premise entails the claim.
_SURE = 0.5
_MEANING = {"entail": Verdict.SUPPORTED, "contradict": Verdict.CONTRADICTED}


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How claims are checked; `nli` is the name or folder of a CrossEncoder, "" for none."""

    nli: str = ""


class Entailment:
    """A cross-encoder that reads premise and claim together."""

    def __init__(self, name: str) -> None:
        """Load the model of a name or folder; raises SettingsError."""
        # Imported here because it takes seconds and most checks need none of it.
        from sentence_transformers import CrossEncoder

        self._labels: dict[int, str] = {}
        expanded = os.path.expanduser(name)
        try:
            self._model: Any = CrossEncoder(expanded if os.path.isdir(expanded) else name)
        except (OSError, ValueError, RuntimeError) as error:
            raise SettingsError(
                f"setting check.nli: cannot load {name!r} as a CrossEncoder ({error}); name a "
                "folder that holds one, or leave it out"
            ) from error
        labels = self._model.config.id2label or {}
        self._labels = {int(number): str(label).lower() for number, label in labels.items()}

    def verdict(self, premise: str, claim: str) -> Verdict | None:
        """Supported or contradicted, or None where the model sees neither."""
        scores = self._model.predict([(premise, claim)], show_progress_bar=False)[0]
        if getattr(scores, "ndim", 0) == 0:
            return Verdict.SUPPORTED if float(scores) >= _SURE else None
        label = self._labels.get(int(scores.argmax()), "")
        return next((v for word, v in _MEANING.items() if label.startswith(word)), None)
