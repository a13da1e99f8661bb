"""Says no to gradio's telemetry and statistics; imported before gradio, which then reads this."""

from __future__ import annotations

import os

os.environ |= {
    # Nothing is reported to anyone.
    "GRADIO_ANALYTICS_ENABLED": "False",
    # Nor are usage statistics kept: gradio would put every past event into a pandas table again
    # after each event, which slows a long day down and loads pandas for the first question.
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(10**12),
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
}
