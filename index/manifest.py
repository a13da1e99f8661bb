"""The manifest as JSON, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from corpus import SplitOptions

from .types import IndexOptions, Manifest, ModelInfo, SegmentRecord, WindowKind


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as indented UTF-8 JSON, the same bytes every time."""
    return json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode("utf-8")


def parse_manifest(raw: dict[str, Any]) -> Manifest:
    """A manifest from its JSON; raises LookupError, TypeError or ValueError where it is not one."""
    options = raw["options"]
    return Manifest(
        **{
            **raw,
            "model": ModelInfo(**raw["model"]),
            "options": IndexOptions(
                **{
                    **options,
                    "split": SplitOptions(**options["split"]),
                    "windows": tuple(WindowKind(kind) for kind in options["windows"]),
                }
            ),
            "segments": tuple(
                SegmentRecord(**{**record, "removed": tuple(record["removed"])})
                for record in raw["segments"]
            ),
        }
    )
