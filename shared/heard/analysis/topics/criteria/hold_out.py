"""Half of the words of some texts kept back, so that a model can be asked to foretell them."""

from dataclasses import dataclass

import numpy as np

from heard.analysis.words import Tokens
from heard.errors import HeardError

TEXTS_HELD, WORDS_HELD = 0.25, 0.5
_SHORTEST = 2


@dataclass(frozen=True)
class HeldOut:
    """Tokens divided for document completion.

    Attributes
    ----------
    training
        What models are fitted to: every text, some of them without half of their tokens.
    missing
        The tokens kept back, in the same texts and of the same vocabulary.
    """

    training: Tokens
    missing: Tokens


def hold_out(tokens: Tokens, seed: int = 1) -> HeldOut:
    """Keep back half of the tokens of a quarter of the texts, drawn by chance.

    As ``make.heldout`` of R's stm does, with a quarter of the texts in place of a tenth. A text keeps at
    least one token; texts of fewer than two are never drawn.

    Raises
    ------
    HeardError
        If no text has two tokens.
    """
    long = np.flatnonzero(tokens.lengths >= _SHORTEST)
    if not len(long):
        raise HeardError(
            "no text has two words left, so none can be kept back",
            fix="Choose more texts, fewer stop words or a lower minimum frequency.",
        )
    random = np.random.default_rng(seed)
    number = max(int(len(long) * TEXTS_HELD), 1)
    missing = np.zeros(len(tokens.words), dtype=bool)
    for text in np.sort(random.choice(long, number, replace=False)).tolist():
        first, last = int(tokens.starts[text]), int(tokens.starts[text + 1])
        held = int((last - first) * WORDS_HELD)
        missing[first + random.choice(last - first, held, replace=False)] = True
    return HeldOut(tokens.keep_tokens(~missing), tokens.keep_tokens(missing))
