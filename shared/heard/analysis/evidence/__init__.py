"""A call for evidence: submissions, the topics they raise and the practice models they name, all unweighted.

Nothing here says whether a model works or a submission is sound. Everything is counted in submissions, and
agrees with the number received.
"""

from heard.analysis.evidence.models import NO_MODEL, models_in_context, practice_models_named
from heard.analysis.evidence.parts import (
    Part,
    areas_by_part,
    parts_of,
    standing_parts,
    submissions_by_part,
)
from heard.analysis.evidence.submissions import (
    submissions_by_arrival,
    submissions_by_channel,
    submissions_by_group,
    submissions_by_question,
    submissions_received,
)
from heard.analysis.evidence.topics import (
    robust_gap_contested,
    topics_by_part,
    topics_by_respondent_type,
)

__all__ = [
    "NO_MODEL",
    "Part",
    "areas_by_part",
    "models_in_context",
    "parts_of",
    "practice_models_named",
    "robust_gap_contested",
    "standing_parts",
    "submissions_by_arrival",
    "submissions_by_channel",
    "submissions_by_group",
    "submissions_by_part",
    "submissions_by_question",
    "submissions_received",
    "topics_by_part",
    "topics_by_respondent_type",
]
