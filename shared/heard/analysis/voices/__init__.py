"""One voice or many: near-identical texts as families, and everything counted both ways.

A campaign's letter sent a thousand times is a thousand people who signed, and one text. Neither count is the
right one, so both are offered: every text counts, or each family of near-copies counts once. A family counts
once unless a person has looked at it and said that its texts are voices of their own.
"""

from heard.analysis.voices.families import (
    JUDGED_UNDER,
    ONE_VOICE,
    OWN_VOICES,
    families_counted_once,
    find_families,
    judged_families,
    one_voice,
)
from heard.analysis.voices.tables import (
    family_names,
    near_copy_families,
    texts_of_families,
    themes_both_ways,
    voices_by_question,
)

__all__ = [
    "JUDGED_UNDER",
    "ONE_VOICE",
    "OWN_VOICES",
    "families_counted_once",
    "family_names",
    "find_families",
    "judged_families",
    "near_copy_families",
    "one_voice",
    "texts_of_families",
    "themes_both_ways",
    "voices_by_question",
]
