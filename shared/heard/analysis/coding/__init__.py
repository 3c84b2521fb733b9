"""Themes that coders put on texts: how often raised, by whom, together with what, and how far to trust it.

Four counts stand beside each other and are never mixed: known people who raised a theme, sessions in which
it was raised, people present at those sessions, and mentions. A *mention* is a code on a text, counted once
however many coders put it there.
"""

from heard.analysis.coding.coders import coders, themes_by_coder
from heard.analysis.coding.codes import code_counts, codes_by_group, codes_by_method
from heard.analysis.coding.concentration import concentration, session_contributions
from heard.analysis.coding.cooccurrence import code_pairs, theme_pairs
from heard.analysis.coding.examples import choose_examples, example_segments
from heard.analysis.coding.figure import figure_of_themes
from heard.analysis.coding.quality import coding_coverage, coding_origins
from heard.analysis.coding.saturation import saturation
from heard.analysis.coding.saturation_curve import saturation_curve, saturation_model
from heard.analysis.coding.themes import coding_totals, subthemes, themes

__all__ = [
    "choose_examples",
    "code_counts",
    "code_pairs",
    "coders",
    "codes_by_group",
    "codes_by_method",
    "coding_coverage",
    "coding_origins",
    "coding_totals",
    "concentration",
    "example_segments",
    "figure_of_themes",
    "saturation",
    "saturation_curve",
    "saturation_model",
    "session_contributions",
    "subthemes",
    "theme_pairs",
    "themes",
    "themes_by_coder",
]
