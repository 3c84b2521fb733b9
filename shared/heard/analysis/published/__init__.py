"""What readers may look at, in every state that a page offers: tables made to be released together.

They hold counts of people, with their shares. Every state of every switch is in one table, so that all of
them can be protected together: whoever moves a switch sees a part of what was protected, and differences
between states were looked at beforehand.
"""

from heard.analysis.published.people import people_by_group
from heard.analysis.published.scopes import EVERYBODY, EVERYTHING_WRITTEN
from heard.analysis.published.sides import sides_taken
from heard.analysis.published.themes import subthemes_raised, themes_by_question, themes_raised

__all__ = [
    "EVERYBODY",
    "EVERYTHING_WRITTEN",
    "people_by_group",
    "sides_taken",
    "subthemes_raised",
    "themes_by_question",
    "themes_raised",
]
