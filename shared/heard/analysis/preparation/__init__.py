"""Texts made ready for a topic model: forms of a word joined, phrases made one word, the rest left out.

Whatever can be decided about a word without its neighbours is decided once for each different word and never
for each token, which is what makes it fast.
"""

from heard.analysis.preparation.choices import Preparation
from heard.analysis.preparation.prepare import Prepared, prepare
from heard.analysis.preparation.stop_lists import stop_words
from heard.analysis.preparation.tables import learned_phrases, preparation_steps

__all__ = ["Preparation", "Prepared", "learned_phrases", "preparation_steps", "prepare", "stop_words"]
