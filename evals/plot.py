"""Drawing: plain values to inline SVG, through matplotlib, without scripts or remote parts.

Marks differ in shape or dash as well as in colour. Colours become CSS variables, so that the page
decides between light and dark; where there is none, the colours named here hold. The same values
give the same bytes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from itertools import cycle, pairwise
from typing import TYPE_CHECKING, Any

from .views import Facet, Series

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Curve = Sequence[tuple[float, float]]

_INK, _FAINT = "#1d2125", "#c3cac5"
_COLOURS = ("#2a62a5", "#b8480c", "#1b7a55", "#7a4fa3", "#8a690a", "#5b6570")
_VARIABLES = {
    _INK: "--ink",
    _FAINT: "--rule-strong",
    **{colour: f"--series-{number}" for number, colour in enumerate(_COLOURS, 1)},
}
_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*", "<", ">", "p", "h")
_DASHES = ("-", "--", ":", "-.")
# Narrow, so that on a phone, where a chart is as wide as the screen, its words stay readable.
_WIDTH_INCHES = 4.6
# Between the marks of two categories, and between those of two series.
_LINE_INCHES = 0.16
_MARK_INCHES = 0.05
_HEAD_INCHES = 0.42
_UNUSED = re.compile(
    r' clip-path="[^"]*"| id="(?!m[0-9a-f]{10}")[^"]*"'
    r"|<defs>\s*<style.*?</defs>|<defs>\s*<clipPath.*?</defs>|\n *(?=<)",
    re.DOTALL,
)

_STYLE: dict[Any, Any] = {
    # Words stay words: they can be searched, and take no outlines of glyphs into the file.
    "svg.fonttype": "none",
    "svg.hashsalt": "baipishu",
    # A dollar sign in a name is no formula.
    "text.parse_math": False,
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "text.color": _INK,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "axes.edgecolor": _FAINT,
    "axes.labelcolor": _INK,
    "axes.titlesize": 8.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": _FAINT,
    "grid.linewidth": 0.5,
    "xtick.color": _FAINT,
    "ytick.color": _FAINT,
    "xtick.labelcolor": _INK,
    "ytick.labelcolor": _INK,
    "legend.frameon": False,
    "legend.columnspacing": 1.2,
    "legend.handletextpad": 0.3,
}


def dots(facets: Sequence[Facet], *, label: str, most: float | None = 1.0) -> str:
    """Marks on a scale, a line per category, a panel per facet; whiskers are 95 % intervals."""
    heights = [_height(facet) for facet in facets]
    with _figure(sum(heights) + 2 * _HEAD_INCHES) as figure:
        panels = figure.subplots(len(facets), 1, sharex=True, squeeze=False, height_ratios=heights)
        for axes, facet in zip(panels.flat, facets, strict=True):
            _facet(axes, facet)
        last = panels.flat[-1]
        last.set_xlabel(label)
        last.set_xlim(left=0 if most is None else -0.02, right=most and most * 1.02)
        _legend(figure, last)
        return _svg(figure)


def curves(lines: Mapping[str, Curve], *, across: str, up: str) -> str:
    """Lines over a share from 0 to 1."""
    with _figure(_WIDTH_INCHES * 0.72) as figure:
        axes = figure.subplots()
        styles = zip(cycle(_COLOURS), cycle(_MARKERS), cycle(_DASHES))
        for (name, line), (colour, marker, dash) in zip(lines.items(), styles, strict=False):
            # One mark in twenty points tells lines apart and leaves their course visible.
            axes.plot(
                *zip(*line, strict=True),
                color=colour,
                marker=marker,
                linestyle=dash,
                markevery=max(len(line) // 20, 1),
                markersize=3.5,
                linewidth=1.3,
                label=name,
            )
        axes.set(xlabel=across, ylabel=up, xlim=(0, 1), ylim=(0, 1))
        _legend(figure, axes)
        return _svg(figure)


def rising(lines: Mapping[str, Curve], *, across: str, up: str) -> str:
    """Lines over sizes, both scales logarithmic: a cost in proportion to the size rises at 45°."""
    with _figure(_WIDTH_INCHES * 0.72) as figure:
        axes = figure.subplots()
        styles = zip(cycle(_COLOURS), cycle(_MARKERS), cycle(_DASHES))
        for (name, line), (colour, marker, dash) in zip(lines.items(), styles, strict=False):
            look = {"color": colour, "marker": marker, "linestyle": dash}
            axes.loglog(*zip(*line, strict=True), label=name, **look)
        axes.set(xlabel=across, ylabel=up)
        _legend(figure, axes)
        return _svg(figure)


def histograms(groups: Mapping[str, Sequence[int]], *, edges: Sequence[float], label: str) -> str:
    """Counts by bin, a panel per group, all on one scale."""
    with _figure(len(groups) * 1.05 + _HEAD_INCHES) as figure:
        panels = figure.subplots(len(groups), 1, sharex=True, sharey=True, squeeze=False)
        for axes, (name, counts), colour in zip(panels.flat, groups.items(), cycle(_COLOURS)):
            widths = [right - left for left, right in pairwise(edges)]
            axes.bar(edges[:-1], counts, widths, align="edge", color=colour, linewidth=0)
            axes.set_title(name)
            axes.grid(visible=False, axis="x")
            axes.yaxis.get_major_locator().set_params(integer=True, nbins=3)
        panels.flat[-1].set(xlabel=label, xlim=(edges[0], edges[-1]))
        panels.flat[len(groups) // 2].set_ylabel("questions")
        return _svg(figure)


def described(svg: str, *, title: str, words: str, prefix: str) -> str:
    """The drawing with a title and a text alternative, its ids unlike those of other drawings."""
    unique = re.sub(r'\bid="', f'id="{prefix}-', svg).replace('href="#', f'href="#{prefix}-')
    named = f'role="img" aria-labelledby="{prefix}-title {prefix}-words"'
    texts = (
        f'<title id="{prefix}-title">{html.escape(title)}</title>'
        f'<desc id="{prefix}-words">{html.escape(words)}</desc>'
    )
    return re.sub(r"<svg ([^>]*)>", lambda tag: f"<svg {named} {tag[1]}>{texts}", unique, count=1)


@contextmanager
def _figure(height: float) -> Iterator[Figure]:
    import matplotlib
    from matplotlib.figure import Figure

    from .canvas import Canvas

    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=(_WIDTH_INCHES, height), layout="constrained")
        Canvas(figure)
        yield figure


def _height(facet: Facet) -> float:
    return len(facet.categories) * _line_inches(facet) + _HEAD_INCHES


def _line_inches(facet: Facet) -> float:
    return _LINE_INCHES + len(facet.series) * _MARK_INCHES


def _facet(axes: Axes, facet: Facet) -> None:
    apart = _MARK_INCHES / _line_inches(facet)
    styles = zip(cycle(_COLOURS), cycle(_MARKERS))
    for number, (series, (colour, marker)) in enumerate(zip(facet.series, styles, strict=False)):
        shift = (number - (len(facet.series) - 1) / 2) * apart
        _marks(axes, series, look=(colour, marker), shift=shift)
    places = range(len(facet.categories))
    axes.set_yticks(places, facet.categories)
    axes.set_ylim(len(facet.categories) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.set_title(facet.name)
    axes.grid(visible=False, axis="y")


def _marks(axes: Axes, series: Series, *, look: tuple[str, str], shift: float) -> None:
    """Marks of one series, `shift` lines below their category."""
    colour, marker = look
    placed = [(y, point) for y, point in enumerate(series.points) if point is not None]
    lows, highs = ([getattr(point, end) for _, point in placed] for end in ("low", "high"))
    axes.hlines([y + shift for y, _ in placed], lows, highs, colors=colour, linewidth=1)
    axes.plot(
        [point.mean for _, point in placed],
        [y + shift for y, _ in placed],
        color=colour,
        marker=marker,
        markersize=4.5,
        linestyle="",
        label=series.name,
    )


def _legend(figure: Figure, axes: Axes) -> None:
    handles, labels = axes.get_legend_handles_labels()
    if len(labels) > 1:
        columns = 4 if max(map(_width, labels)) <= 14 else 2
        figure.legend(handles, labels, loc="outside upper left", ncols=columns)


def _width(label: str) -> int:
    from .canvas import is_wide

    return sum(2 if is_wide(character) else 1 for character in label)


def _svg(figure: Figure) -> str:
    from .canvas import drawn

    svg = drawn(figure)
    # What is clipped to its panel lies inside it; so the ids that clipping needs can go.
    svg = _UNUSED.sub("", svg[svg.index("<svg") :])
    for colour, variable in _VARIABLES.items():
        svg = svg.replace(colour, f"var({variable}, {colour})")
    return svg
