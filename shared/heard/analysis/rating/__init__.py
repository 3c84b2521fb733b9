"""Rating: what people make of topics, and how far they agree."""

from heard.analysis.rating.round import (
    SCALES,
    Item,
    Page,
    RatingRound,
    Sheet,
    ShownText,
    ShownTopic,
    check_answer,
    gaps,
    scales_of,
    sheet_for,
)

__all__ = [
    "SCALES",
    "Item",
    "Page",
    "RatingRound",
    "Sheet",
    "ShownText",
    "ShownTopic",
    "check_answer",
    "gaps",
    "scales_of",
    "sheet_for",
]
