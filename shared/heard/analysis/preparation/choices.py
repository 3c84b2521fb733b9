"""What may be chosen about the preparation of texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from heard.errors import HeardError

Forms = Literal["as written", "stems", "lemmas"]
StopList = Literal["heard", "smart", "none"]


@dataclass(frozen=True)
class Preparation:
    """How texts are prepared.

    Attributes
    ----------
    stop_list
        ``heard``: function words alone; ``smart``: the 571 words of the SMART system (Salton 1971), which
        readers of the review's R code know; ``none``.
    more_stop_words
        Words to leave out beside those of the list.
    boilerplate
        Runs of words to leave out wherever they stand together, such as the wording of a campaign's letter.
    phrases
        Runs of words to keep as one word, such as "social worker".
    learn_phrases
        Whether pairs of words that mostly come together are made one word too.
    forms
        Whether forms of one word ("family", "families") stay apart, or are joined by stem or lemma.
    min_texts
        A word that fewer texts use is left out.
    max_share
        A word that a larger share of the texts with a word uses is left out.
    """

    stop_list: StopList = "heard"
    more_stop_words: Sequence[str] = ()
    boilerplate: Sequence[str] = ()
    phrases: Sequence[str] = ()
    learn_phrases: bool = False
    forms: Forms = "as written"
    min_texts: int = 5
    max_share: float = 1.0

    def __post_init__(self) -> None:
        where = "preparation of texts"
        if self.stop_list not in get_args(StopList):
            raise HeardError("no such list of stop words", where=where, fix=_one_of(StopList))
        if self.forms not in get_args(Forms):
            raise HeardError("no such way to join forms of a word", where=where, fix=_one_of(Forms))
        if self.min_texts < 1 or not 0 < self.max_share <= 1:
            raise HeardError("min_texts is below 1, or max_share is not a share above 0", where=where)


def _one_of(choices: object) -> str:
    return f"One of: {', '.join(get_args(choices))}."


USUAL = Preparation()
