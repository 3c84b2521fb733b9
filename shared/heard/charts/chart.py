"""What a chart is once it is drawn: a stored Vega-Lite specification with its title, source and alt text."""

import copy
import json
import textwrap
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

from heard.charts import show, stills
from heard.consultation import Consultation

_SYNTHETIC = "Synthetic data, not real responses."
_CHARACTERS_A_LINE = 96
_MARGIN = 16


@dataclass(frozen=True)
class Source:
    """Where a chart's numbers come from.

    Attributes
    ----------
    text
        The consultation and its owner, without a full stop.
    synthetic
        Whether the data are made up; then every chart says so.
    """

    text: str
    synthetic: bool

    @classmethod
    def of(cls, consultation: Consultation) -> Self:
        """Return the source line of a consultation."""
        parts = [part for part in (consultation.title, consultation.owner) if part]
        return cls(text=", ".join(parts), synthetic=consultation.synthetic)

    @property
    def line(self) -> str:
        """The line that stands below a chart."""
        return f"Source: {self.text}." + (f" {_SYNTHETIC}" if self.synthetic else "")


@dataclass(frozen=True)
class Chart:
    """A chart, ready to be shown in a notebook or stored.

    Attributes
    ----------
    name
        Its name in files: lower case, words joined by underscores.
    title, subtitle
        What it shows; what is measured, of whom and with what base. Both stand as text beside the picture.
    alt
        What someone who cannot see it needs to know: the kind of chart, its extremes and its base.
    source
        The line below it, which says "synthetic" where the data are.
    table
        The name of the result table that it was drawn from.
    spec
        The Vega-Lite specification: ready for JSON, the same for the same table, with no other data than what
        is drawn, and without the title.
    """

    name: str
    title: str
    subtitle: str
    alt: str
    source: str
    table: str
    spec: dict[str, Any] = field(repr=False, hash=False)

    @cached_property
    def svg(self) -> str:
        """The still picture, without the title: for pages that say the title as text."""
        return stills.svg(json.dumps(self.spec))

    @cached_property
    def titled_svg(self) -> str:
        """The still picture with title, subtitle and source in it: for a file that travels alone."""
        return stills.svg(json.dumps(_titled(self)))

    @property
    def titled_png(self) -> bytes:
        """The same as :attr:`titled_svg`, as a PNG."""
        return stills.png(self.titled_svg)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": show.notebook_html(self), "text/plain": f"{self.title}\n{self.alt}"}


def _titled(chart: Chart) -> dict[str, Any]:
    spec = copy.copy(chart.spec)
    lines = [
        *textwrap.wrap(chart.subtitle, _CHARACTERS_A_LINE),
        *textwrap.wrap(chart.source, _CHARACTERS_A_LINE),
    ]
    spec["title"] = {"text": textwrap.wrap(chart.title, 72), "subtitle": lines}
    sides = dict.fromkeys(("left", "top", "right", "bottom"), _MARGIN)
    spec["padding"] = sides | {"right": max(_MARGIN, chart.spec.get("padding", {}).get("right", 0))}
    return spec
