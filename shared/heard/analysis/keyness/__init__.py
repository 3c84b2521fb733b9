"""Distinctive words: what each group says more than everyone else, and who is behind it.

Groups overlap, so a group is compared with the people who hold another group and not this one. Chance is
what becomes of people when the sets of groups that they hold are dealt out anew.
"""

from heard.analysis.keyness.chance import DRAWS, chance_range, p_of_more
from heard.analysis.keyness.driven import ONE_CAMPAIGN, ONE_PERSON
from heard.analysis.keyness.measures import (
    LogOdds,
    chi_squared,
    likelihood_ratio,
    pointwise_mutual_information,
    weighted_log_odds,
)
from heard.analysis.keyness.tables import FEWEST_PEOPLE, distinctive_words, word_in_context

__all__ = [
    "DRAWS",
    "FEWEST_PEOPLE",
    "ONE_CAMPAIGN",
    "ONE_PERSON",
    "LogOdds",
    "chance_range",
    "chi_squared",
    "distinctive_words",
    "likelihood_ratio",
    "p_of_more",
    "pointwise_mutual_information",
    "weighted_log_odds",
    "word_in_context",
]
