"""What a page of a release is made of, as its JSON file holds it, and how a choice names a state.

A page offers switches. A figure follows some of them, and holds one state for each choice that was published.
A state is named by its slug, ``name=value&name=value`` in the order of the figure's switches; a figure that
follows none has the one state named by the empty string.
"""

from collections.abc import Mapping
from typing import TypedDict

Choices = dict[str, str]
"""The option that is chosen of every switch of a page, by the switch's name."""


class Switch(TypedDict):
    """What can be chosen: options are pairs of a name and what it is called; the first is chosen at first."""

    name: str
    label: str
    options: list[list[str]]


class Column(TypedDict):
    """A column of a table; its kind is ``category`` or ``number``."""

    label: str
    kind: str


class Row(TypedDict):
    """A row of a table; a cell is a pair of what is shown and its symbol (c z x low u, or nothing)."""

    id: str
    cells: list[list[str]]


class Table(TypedDict):
    """The same as a chart shows, in words and numbers as they are published."""

    columns: list[Column]
    rows: list[Row]


class Chart(TypedDict):
    """A chart: the files of its specification and of its still picture, and the words about it."""

    spec: str
    still: str
    title: str
    subtitle: str
    alt: str
    source: str


class State(TypedDict):
    """What a figure shows for one choice."""

    sentence: str
    base: str
    caveats: list[str]
    chart: Chart | None
    table: Table


class Figure(TypedDict):
    """A chart with its table, in every published state."""

    name: str
    title: str
    switches: list[str]
    download: str
    states: dict[str, State]


class Quote(TypedDict):
    """Somebody's words, approved; what they are about, and what may be said of who said them."""

    id: str
    words: str
    about: str
    who: str


class Section(TypedDict):
    """Prose."""

    heading: str
    paragraphs: list[str]


class Page(TypedDict):
    """A page as it is published."""

    name: str
    title: str
    lead: str
    switches: list[Switch]
    figures: list[Figure]
    quotes: list[Quote]
    sections: list[Section]
    symbols: dict[str, str]


def choices(page: Page, wanted: object) -> Choices:
    """Return what is chosen of every switch of a page.

    Parameters
    ----------
    page
        The page.
    wanted
        What somebody asks for, who may be anybody: a mapping of switches to options. Whatever the page does
        not offer is passed over, and a switch that is not named well stands at its first option.
    """
    named = wanted if isinstance(wanted, Mapping) else {}
    return {switch["name"]: _option(switch, named.get(switch["name"])) for switch in page["switches"]}


def _option(switch: Switch, wanted: object) -> str:
    offered = [name for name, _ in switch["options"]]
    return wanted if isinstance(wanted, str) and wanted in offered else offered[0]


def slug(figure: Figure, chosen: Mapping[str, str]) -> str:
    """Return the name of a figure's state for a choice; other switches than the figure's do not matter."""
    return "&".join(f"{name}={chosen[name]}" for name in figure["switches"])
