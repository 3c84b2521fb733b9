"""A call for evidence: submissions and the practice models they name, all unweighted.

Nothing here says whether a model works or a submission is sound. Everything is counted in submissions, and
agrees with the number received.
"""

from heard.analysis.evidence.matching import find_models
from heard.analysis.evidence.models import models_in_context, practice_models_named
from heard.analysis.evidence.submissions import (
    submissions_by_arrival,
    submissions_by_channel,
    submissions_by_group,
    submissions_by_question,
    submissions_received,
)

__all__ = [
    "find_models",
    "models_in_context",
    "practice_models_named",
    "submissions_by_arrival",
    "submissions_by_channel",
    "submissions_by_group",
    "submissions_by_question",
    "submissions_received",
]
