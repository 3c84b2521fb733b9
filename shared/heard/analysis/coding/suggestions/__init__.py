"""Codes suggested for a text, from what coders put on others, and how often such suggestions are right.

A suggestion is a guess about what a coder would do. It is never applied unasked, and stands beside the
measured precision of its kind.
"""

from heard.analysis.coding.suggestions.held_out import HeldOut, held_out_precision
from heard.analysis.coding.suggestions.suggester import (
    LEAST_TEXTS,
    SHOWN,
    Suggester,
    Suggestion,
    train_suggester,
)
from heard.analysis.coding.suggestions.table import suggestion_precision, suggestion_totals

__all__ = [
    "LEAST_TEXTS",
    "SHOWN",
    "HeldOut",
    "Suggester",
    "Suggestion",
    "held_out_precision",
    "suggestion_precision",
    "suggestion_totals",
    "train_suggester",
]
