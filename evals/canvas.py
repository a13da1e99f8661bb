"""Matplotlib's SVG for words that its own font cannot measure.

Words stay words in a drawing, and the reader's browser has the fonts for them; but room is left for
them here, where there may be no font with Chinese characters. Each of those is as wide as it is
high, and so, nearly, is a W.
"""

from __future__ import annotations

import io
import unicodedata
from typing import Any

from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG
from matplotlib.figure import Figure

_POINTS_PER_INCH = 72


class Canvas(FigureCanvasSVG):
    """Lays a figure out and draws it with the same measures."""

    def get_renderer(self) -> RendererBase:
        """What matplotlib asks for to lay out a figure."""
        return _renderer(self.figure, io.StringIO())


def drawn(figure: Figure) -> str:
    """The figure as an SVG document."""
    written = io.StringIO()
    figure.dpi = _POINTS_PER_INCH
    renderer = _renderer(figure, written)
    figure.draw(renderer)
    renderer.finalize()  # type: ignore[no-untyped-call]
    return written.getvalue()


def is_wide(character: str) -> bool:
    """Whether a character takes the room of two."""
    return unicodedata.east_asian_width(character) in "WF"


class _Renderer(RendererSVG):
    def get_text_width_height_descent(self, s: str, *how: Any) -> Any:  # noqa: ANN401 - as matplotlib has it
        measured = "".join("W" if is_wide(each) else each for each in s)
        return super().get_text_width_height_descent(measured, *how)  # type: ignore[no-untyped-call]


def _renderer(figure: Figure, written: io.StringIO) -> _Renderer:
    width, height = figure.get_size_inches() * _POINTS_PER_INCH
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    return _Renderer(width, height, written, metadata=nothing)  # type: ignore[no-untyped-call]
