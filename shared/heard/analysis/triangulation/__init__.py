"""Do the strands say the same? Each theme in each strand, and what only one of them saw.

A strand is a collection of the consultation. It is compared by the share of its sources who raised a theme,
never by numbers of texts, and a strand that nobody has coded is never taken for one that was silent.
"""

from heard.analysis.triangulation.agreement import strand_agreement
from heard.analysis.triangulation.alone import could_have_missed, only_one_strand
from heard.analysis.triangulation.compared import strand_pairs, strands_compared
from heard.analysis.triangulation.knowledge import themes_by_knowledge, what_groups_speak_from
from heard.analysis.triangulation.strands import strands, themes_by_strand, who_raised_themes
from heard.analysis.triangulation.topics import (
    hand_coding_against_topics,
    themes_against_topics,
    topics_of_themes,
)

__all__ = [
    "could_have_missed",
    "hand_coding_against_topics",
    "only_one_strand",
    "strand_agreement",
    "strand_pairs",
    "strands",
    "strands_compared",
    "themes_against_topics",
    "themes_by_knowledge",
    "themes_by_strand",
    "topics_of_themes",
    "what_groups_speak_from",
    "who_raised_themes",
]
