"""How the pooled ranking changes with who came: as heard, each group equal, stated shares, without a group.

A pooled count speaks with the voice of whoever came most. Here the same people are counted with other
weights, so that it can be seen which themes keep their place whatever is chosen and which owe it to a group.
"""

from heard.analysis.composition.by_group import composition_weights
from heard.analysis.composition.choice import (
    AS_HEARD,
    Composition,
    composition_choices,
    composition_in_words,
    composition_of,
)
from heard.analysis.composition.compared import rankings_compared, themes_no_choice_moves
from heard.analysis.composition.ranking import ranking_by_composition
from heard.analysis.composition.weights import design_effect, effective_size, people_weights

__all__ = [
    "AS_HEARD",
    "Composition",
    "composition_choices",
    "composition_in_words",
    "composition_of",
    "composition_weights",
    "design_effect",
    "effective_size",
    "people_weights",
    "ranking_by_composition",
    "rankings_compared",
    "themes_no_choice_moves",
]
