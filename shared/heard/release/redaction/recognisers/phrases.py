"""Lists of phrases as alternatives of a pattern; each is a file of ``lists``, and says what it is."""

import re
from functools import cache
from importlib.resources import files


def alternatives(name: str) -> str:
    """Return a pattern that matches any phrase of a list, the longest first.

    An apostrophe in a phrase may be missing or curly in a text.

    Parameters
    ----------
    name
        The file's name without its ending. Phrases are parted by commas and lines.
    """
    longest_first = sorted(phrases(name), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace("'", "['’]?") for phrase in longest_first)


@cache
def phrases(name: str) -> frozenset[str]:
    """Return the phrases of a list as they stand in it."""
    lines = (files(__package__) / "lists" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    parts = (part.strip() for line in lines if not line.startswith("#") for part in line.split(","))
    return frozenset(part for part in parts if part)
