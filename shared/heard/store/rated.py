"""Rounds of rating, whether they stand in files or were held in the rating room."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from heard.analysis.rating import RatingRound
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.intake.ratings import read_ratings
from heard.store.rounds import LOCKED, all_answers, raters, round_of, rounds, shared_names
from heard.store.store import Store

_ANSWERS = ["rater", "subject", "scale", "value", "comment"]


@dataclass(frozen=True)
class Rated:
    """A round and what came of it.

    Attributes
    ----------
    rating_round
        What raters were shown and asked.
    answers
        Of sheets that count: rater, subject, scale, value, comment.
    shared
        What a coordinator confirmed: name (as compared), shared.
    waiting
        Raters whose sheets are not locked yet, and so do not count.
    fates
        For a round in files, what became of every row; empty otherwise.
    """

    rating_round: RatingRound
    answers: pd.DataFrame
    shared: pd.DataFrame
    waiting: tuple[str, ...]
    fates: pd.DataFrame


def rated_rounds(
    folder: Path, consultation: Consultation, texts: pd.DataFrame, store: Store | None
) -> list[Rated]:
    """Return the rounds of a consultation: those in its files, then those of the store, the oldest first.

    Parameters
    ----------
    texts
        Columns text_id and text.
    """
    found = [
        Rated(each.rating_round, each.answers, each.shared, (), each.fates)
        for each in read_ratings(folder, consultation, texts)
    ]
    for round_id in rounds(store)["round_id"] if store else []:
        assert store is not None
        found.append(_of_store(store, round_id))
    return found


def rated_round(found: list[Rated], of: str, name: str = "") -> Rated:
    """Return the newest round about these topics, or the one of this name.

    Raises
    ------
    HeardError
        If there is none.
    """
    fitting = [
        each for each in found if each.rating_round.of == of and (not name or each.rating_round.name == name)
    ]
    if not fitting:
        known = ", ".join(sorted({f"{each.rating_round.name} ({each.rating_round.of})" for each in found}))
        raise HeardError(
            "nobody has rated these topics",
            where=f"{name or 'rounds'} of {of}",
            fix=f"Rounds there are: {known}." if known else "Open a round in the rating room first.",
        )
    return fitting[-1]


def _of_store(store: Store, round_id: str) -> Rated:
    answers = all_answers(store, round_id)
    invited = raters(store, round_id)
    shared = shared_names(store, round_id).dropna(subset=["shared"])
    return Rated(
        round_of(store, round_id),
        answers.loc[answers["locked"].astype("bool"), _ANSWERS].reset_index(drop=True),
        shared[["name", "shared"]].reset_index(drop=True),
        tuple(invited.loc[invited["state"] != LOCKED, "rater"]),
        pd.DataFrame(),
    )
