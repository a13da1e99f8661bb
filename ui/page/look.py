"""How the page looks and behaves in the browser: theme, style sheet, script, icon."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

PRODUCT = "白皮书问答 Baipishu"

_HERE = Path(__file__).parent
ICON = _HERE / "favicon.png"

# One file a tab, after what all of them share.
_STYLES = (
    "base.css",
    "ask.css",
    "votes.css",
    "picker.css",
    "intake.css",
    "read.css",
    "check.css",
    "evals.css",
    "retrieval.css",
)
_SCRIPTS = (
    *("shell.js", "connection.js", "theme.js"),
    *("kept.js", "votes.js", "picker.js", "scope.js", "intake.js"),
    *("ask.js", "peek.js", "composer.js"),
    *("read.js", "check.js", "evals.js", "retrieval.js"),
)

# Fonts that computers have; given as plain strings, gradio fetches none.
_SANS = (
    *("system-ui", "-apple-system", "Segoe UI", "PingFang SC", "Hiragino Sans GB"),
    *("Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif"),
)
_MONO = ("ui-monospace", "SFMono-Regular", "Consolas", "monospace")

# Runs once when the conversation's place exists; `trigger`, `watch` and `server` are gradio's.
TALK_SCRIPT = """
const ask = (question) => trigger("example", { question, ...window.baipishu.kept.sent() });
window.baipishu.ask.attach(element, { ask, server });
watch("value", () => window.baipishu.ask.receive(props.value));
"""

# Likewise for the reading tab; `server` holds the Python functions that it may call. A tab that is
# not on show gets its place late, with the value already in it.
READ_SCRIPT = """
window.baipishu.read.attach(element, server);
window.baipishu.read.receive(props.value);
watch("value", () => window.baipishu.read.receive(props.value));
"""

PICKER_SCRIPT = """
window.baipishu.picker.attach(element, server);
watch("value", () => window.baipishu.scope.receive(props.value));
"""

INTAKE_SCRIPT = """
watch("value", () => window.baipishu.intake.receive(props.value));
"""

TRIAL_SCRIPT = """
window.baipishu.retrieval.attach(element, server);
window.baipishu.retrieval.receive(props.value);
watch("value", () => window.baipishu.retrieval.receive(props.value));
"""

CHECK_SCRIPT = """
watch("value", () => window.baipishu.check.receive(props.value));
"""

# Gradio looks for the names of events in quotes.
EVALS_SCRIPT = """
window.baipishu.evals.attach(element, {
  opened: () => trigger("opened", {}),
  choose: (chosen) => trigger("choose", chosen),
  start: () => trigger("start", {}),
});
watch("value", () => window.baipishu.evals.receive(props.value));
"""


def theme() -> gr.themes.Base:
    """Gradio's plainest theme in the page's ground colours; the style sheets do the rest."""
    return gr.themes.Base(font=_SANS, font_mono=_MONO).set(
        body_background_fill="#f5f6f4",
        body_background_fill_dark="#14171a",
        body_text_color="#1d2125",
        body_text_color_dark="#e6e8e6",
    )


def head() -> str:
    """The style sheets and the scripts, to stand in the page's head unaltered."""
    styles = (f"<style>{_read(_HERE / 'style' / name)}</style>" for name in _STYLES)
    scripts = (f"<script>{_read(_HERE / 'script' / name)}</script>" for name in _SCRIPTS)
    return "".join((*styles, *scripts))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
