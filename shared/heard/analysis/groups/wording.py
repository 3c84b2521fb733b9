"""How names, numbers of people and lists are written in a page's sentences."""

from collections.abc import Sequence

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|~$"})


def people_in_words(number: int) -> str:
    """Return "1 person" or "12 people"."""
    return "1 person" if number == 1 else f"{number:,} people"


def plain(name: str) -> str:
    """Return a name with whatever Markdown would read as its own escaped."""
    return name.translate(_MARKS)


def listed(said: Sequence[str]) -> str:
    """Return what is to be listed, of which there is something, joined by commas and "and"."""
    *first, last = said
    return f"{', '.join(first)} and {last}" if first else last
