"""The one way in which a chart is shown: a still picture, made interactive where scripts run.

JupyterLab's own renderer reads Vega-Lite up to version 5 only, and Altair's loads its scripts from the
network. So a chart is HTML with its picture and alt text, and its specification for vega-embed. That library
is delivered once a notebook by :func:`bundle_html`, and then draws the charts that are there already. Nothing
is fetched from anywhere. Where nobody can interact (``HEARD_UNATTENDED=1``), scripts are left out, and
executed notebooks stay small.

The same chart is the same output, byte for byte; a fingerprint of its specification is in it, so that a
comparison of outputs compares the numbers drawn.
"""

import base64
import hashlib
import json
import os
from functools import cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING

from heard.places import UNATTENDED_VARIABLE

if TYPE_CHECKING:
    from heard.charts.chart import Chart


def unattended() -> bool:
    """Return whether nobody is there to interact: a batch or a test runs the notebook."""
    return os.environ.get(UNATTENDED_VARIABLE, "") not in ("", "0")


def fingerprint(chart: "Chart") -> str:
    """Return the hash of a chart's specification: equal numbers, equal hash."""
    return hashlib.sha256(json.dumps(chart.spec, sort_keys=True).encode()).hexdigest()[:16]


def figure_html(chart: "Chart", *, interactive: bool = False) -> str:
    """Return a chart as HTML without a running script: title, subtitle, picture with alt text, source.

    Parameters
    ----------
    interactive
        Whether the specification is kept in it, for :func:`bundle_script` to draw from.
    """
    picture = base64.b64encode(chart.svg.encode()).decode()
    kept = f'<script type="application/json" class="heard-spec">{_inside_script(chart)}</script>'
    return (
        f'<figure class="heard-chart" data-heard-chart="{fingerprint(chart)}" style="margin:1em 0">'
        f'<figcaption style="margin-bottom:.6em"><strong>{escape(chart.title)}</strong><br>'
        f"{escape(chart.subtitle)}</figcaption>"
        f'<div class="heard-drawing" tabindex="0" role="group" aria-label="{escape(chart.title)}"'
        ' style="overflow-x:auto">'
        f'<img alt="{escape(chart.alt)}" src="data:image/svg+xml;base64,{picture}"'
        ' style="max-width:100%;min-width:460px">'
        '</div><p class="heard-source" style="margin:.4em 0 0">'
        f"<small>{escape(chart.source)}</small></p>{kept if interactive else ''}</figure>"
    )


def notebook_html(chart: "Chart") -> str:
    """Return a chart as a notebook shows it."""
    if unattended():
        return figure_html(chart)
    return f"{figure_html(chart, interactive=True)}<script>window.heardDraw && window.heardDraw();</script>"


def bundle_html() -> str:
    """Return what makes the charts of a notebook interactive: to be shown once, in its first cell.

    Empty where nobody can interact.
    """
    return "" if unattended() else f"<script>{bundle_script()}</script>"


@cache
def bundle_script() -> str:
    """Return vega-embed with all that it needs (about 0.9 MB), and the function that draws charts."""
    import vl_convert

    library: str = vl_convert.javascript_bundle("window.heardEmbed = vegaEmbed;")
    draw = resources.files("heard.charts").joinpath("draw.js").read_text(encoding="utf-8")
    # In a function of its own: a notebook may run its first cell twice, and constants are declared once.
    return f"(function(){{{library}\n}})();\n{draw}".replace("</script", "<\\/script")


def _inside_script(chart: "Chart") -> str:
    # Only "<" could end a script element; in JSON it may be written as an escape.
    return json.dumps(chart.spec, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
