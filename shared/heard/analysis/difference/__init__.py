"""Where groups said opposite things, and where they agreed.

Opposing codes are those that the codebook declares with ``opposes``. Neither pole is right: which of the two
is called first is the codebook's order, and every number is the same, mirrored, if they change places.
"""

from heard.analysis.difference.across import common_ground_across_poles
from heard.analysis.difference.both_ways import poles_both_ways
from heard.analysis.difference.common import NO_DIFFERENCE, common_ground
from heard.analysis.difference.divergence import divergence
from heard.analysis.difference.pairs import declared_pairs, pair_names
from heard.analysis.difference.poles import ENOUGH, poles, poles_by_group
from heard.analysis.difference.segments import segments_of_poles
from heard.analysis.difference.words import common_ground_in_words

__all__ = [
    "ENOUGH",
    "NO_DIFFERENCE",
    "common_ground",
    "common_ground_across_poles",
    "common_ground_in_words",
    "declared_pairs",
    "divergence",
    "pair_names",
    "poles",
    "poles_both_ways",
    "poles_by_group",
    "segments_of_poles",
]
