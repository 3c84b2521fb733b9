"""Themes that coders put on texts: how often raised, by whom coded, together with what, and saturation.

Four counts stand beside each other and are never mixed: known people who raised a theme, sessions in which
it was raised, people present at those sessions, and mentions. A *mention* is a code on a text, counted once
however many coders put it there.
"""

from heard.analysis.coding.coders import coders, themes_by_coder
from heard.analysis.coding.cooccurrence import theme_pairs
from heard.analysis.coding.saturation import saturation
from heard.analysis.coding.themes import coding_totals, subthemes, themes

__all__ = [
    "coders",
    "coding_totals",
    "saturation",
    "subthemes",
    "theme_pairs",
    "themes",
    "themes_by_coder",
]
