"""Rating: what people make of topics, how far they agree, and whether they tell topics from what intrudes.

What only keeps or shows a round is light. The statistics load scipy and scikit-learn when the first of them
is used, so that neither a rater nor a workbook without ratings waits for them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from heard.analysis.rating.compared import as_compared
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

if TYPE_CHECKING:
    from heard.analysis.rating.agreement import name_agreement, name_agreement_by_topic
    from heard.analysis.rating.intrusion import (
        intrusion_answers,
        intrusion_by_rater,
        intrusion_by_topic,
        intrusion_overall,
        topic_log_odds,
    )
    from heard.analysis.rating.make import Amounts, make_round
    from heard.analysis.rating.matched import match_round
    from heard.analysis.rating.names import (
        NOT_INTERPRETABLE,
        free_names,
        most_given,
        names_shared,
        propose_shared,
    )
    from heard.analysis.rating.recheck import recheck_answers, recheck_by_topic, texts_refused
    from heard.analysis.rating.summary import rating_by_topic
    from heard.analysis.rating.tables import names_given, proposed_names, topics_rated

__all__ = [
    "NOT_INTERPRETABLE",
    "SCALES",
    "Amounts",
    "Item",
    "Page",
    "RatingRound",
    "Sheet",
    "ShownText",
    "ShownTopic",
    "as_compared",
    "check_answer",
    "free_names",
    "gaps",
    "intrusion_answers",
    "intrusion_by_rater",
    "intrusion_by_topic",
    "intrusion_overall",
    "make_round",
    "match_round",
    "most_given",
    "name_agreement",
    "name_agreement_by_topic",
    "names_given",
    "names_shared",
    "propose_shared",
    "proposed_names",
    "rating_by_topic",
    "recheck_answers",
    "recheck_by_topic",
    "scales_of",
    "sheet_for",
    "texts_refused",
    "topic_log_odds",
    "topics_rated",
]
_HOMES = {
    "agreement": (
        "name_agreement",
        "name_agreement_by_topic",
    ),
    "intrusion": (
        "intrusion_answers",
        "intrusion_by_rater",
        "intrusion_by_topic",
        "intrusion_overall",
        "topic_log_odds",
    ),
    "make": (
        "Amounts",
        "make_round",
    ),
    "matched": ("match_round",),
    "names": (
        "NOT_INTERPRETABLE",
        "free_names",
        "most_given",
        "names_shared",
        "propose_shared",
    ),
    "recheck": (
        "recheck_answers",
        "recheck_by_topic",
        "texts_refused",
    ),
    "summary": ("rating_by_topic",),
    "tables": (
        "names_given",
        "proposed_names",
        "topics_rated",
    ),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"heard.analysis.rating.{module}"), name)
    raise AttributeError(f"module 'heard.analysis.rating' has no attribute {name!r}")
