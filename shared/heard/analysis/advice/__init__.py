"""A call for advice: whom and what people name, how to engage them, and the words they use.

Names come from dictionaries that anybody may add to, and words are counted by the people who use them.
Nothing here says that what is named often matters more.
"""

from heard.analysis.advice.common import common_terms, term_in_context, terms_by_group
from heard.analysis.advice.named import (
    NONE_NAMED,
    PEOPLE,
    READING,
    WAYS,
    Subject,
    engagement_plan,
    named_by_group,
    named_in,
)
from heard.analysis.advice.terms import TermChoices, chosen_terms, find_terms, term_switches

__all__ = [
    "NONE_NAMED",
    "PEOPLE",
    "READING",
    "WAYS",
    "Subject",
    "TermChoices",
    "chosen_terms",
    "common_terms",
    "engagement_plan",
    "find_terms",
    "named_by_group",
    "named_in",
    "term_in_context",
    "term_switches",
    "terms_by_group",
]
