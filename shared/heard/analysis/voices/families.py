"""Families of near-identical texts, found within a question, and frames in which each counts once."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from heard.analysis.near_copies import likeness, near_copies, used_words
from heard.analysis.words import tokenise
from heard.frames import Frames, is_among

ONE_VOICE, OWN_VOICES = "one voice", "voices of their own"
JUDGED_UNDER = "voices/"
"""What the subject of a decision about a family begins with; the id of the family's first text follows."""
_COLUMNS = {"text_id": "str", "family": "str", "likeness": "float64", "stands_for_it": "bool"}
_CORE = 0.5


def find_families(texts: pd.DataFrame) -> pd.DataFrame:
    """Return the texts that belong to a family of near-copies, the families by their ids.

    Families are looked for within a question (or, where a text answers none, among such texts of its
    collection), by :func:`heard.analysis.near_copies.near_copies`. Notes of sessions are left out: they are
    in the words of whoever took them.

    Parameters
    ----------
    texts
        The ``texts`` frame.

    Returns
    -------
    Columns text_id, family (an id made of its first text's, so that it stays while copies come in),
    likeness (the share of their different words that the text has in common with the one that stands for
    the family), stands_for_it (for one text a family: that most like what half of the family says).
    """
    written = texts[texts["session_id"].isna()]
    asked = written["question_id"].fillna(written["collection"])
    found = [_within(some) for _, some in written.groupby(asked, sort=True)]
    together = pd.concat(found) if found else pd.DataFrame(columns=list(_COLUMNS))
    return together.astype(_COLUMNS).sort_values(["family", "text_id"], ignore_index=True)


def _within(texts: pd.DataFrame) -> pd.DataFrame:
    tokens = tokenise(texts)
    number = near_copies(tokens)
    # Texts stand in the order of their ids, so the first member of a family has its smallest id.
    members = np.flatnonzero(number >= 0)
    _, first, family = np.unique(number[members], return_index=True, return_inverse=True)
    used = used_words(tokens)
    stands = members[_most_like_the_core(used[members], family)]
    ids = pd.Series(tokens.text_ids[members], dtype="str")
    return pd.DataFrame(
        {
            "text_id": ids,
            "family": "f" + ids.iloc[first].str.removeprefix("t").iloc[family].reset_index(drop=True),
            "likeness": likeness(used, np.stack([members, stands[family]], axis=1)),
            "stands_for_it": members == stands[family],
        }
    )


def _most_like_the_core(used: csr_array, family: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each family the place of the text most like the words that at least half of it use.

    Of equals it is the first.

    Parameters
    ----------
    used
        Which words each text uses. Shape (texts, words).
    family
        The number of each text's family, from 0. Shape (texts,).
    """
    places, sizes = np.arange(len(family)), np.bincount(family)
    ones = np.ones(len(family), dtype=np.int32)
    core = csr_array((ones, (family, places)), shape=(len(sizes), len(family))) @ used
    core.data = (core.data >= _CORE * np.repeat(sizes, np.diff(core.indptr))).astype(np.int32)
    core.eliminate_zeros()
    both = used.multiply(core[family]).sum(axis=1)
    shares = both / (np.diff(used.indptr) + np.diff(core.indptr)[family] - both)
    order = np.lexsort((places, -shares, family))
    return np.asarray(order[np.cumsum(sizes) - sizes], dtype=np.int64)


def judged_families(families: pd.DataFrame, decisions: Mapping[str, str]) -> dict[str, str]:
    """Return family to what a person decided of it, however the family has grown since.

    Parameters
    ----------
    families
        What :func:`find_families` returns.
    decisions
        Text id to what was decided of the family it was the first text of, the oldest decision first: of two
        about families that have become one, the newer stands.
    """
    family = dict(zip(families["text_id"], families["family"], strict=True))
    return {family[text]: decision for text, decision in decisions.items() if text in family}


def families_counted_once(families: pd.DataFrame, judged: Mapping[str, str]) -> pd.DataFrame:
    """Return the families that count as one voice: all but those that a person judged otherwise.

    Parameters
    ----------
    families
        What :func:`find_families` returns.
    judged
        Family to what a person decided: ``ONE_VOICE`` or ``OWN_VOICES``.
    """
    own = [family for family, decision in judged.items() if decision == OWN_VOICES]
    return families[~families["family"].isin(own)]


def one_voice(frames: Frames, families: pd.DataFrame) -> Frames:
    """Return frames in which each family has one text left: the one that stands for it.

    The other texts go, with their codings. Somebody who has no other text in the collection, and chose no
    option of a closed question in it, goes from the collection too: the text that is left speaks for them,
    from where its author stands.
    """
    copies = families.loc[~families["stands_for_it"], "text_id"]
    dropped = is_among(frames.texts["text_id"], copies)
    texts, gone = frames.texts[~dropped], frames.texts[dropped]
    took_part = _without_those_spoken_for(frames, texts, gone)
    ids = pd.concat([took_part["respondent_id"], texts["respondent_id"].dropna()])
    everybody = pd.concat([frames.participations["respondent_id"], frames.texts["respondent_id"].dropna()])
    left = frames.respondents["respondent_id"]
    # Whoever neither wrote nor took part before is nobody that a copy speaks for.
    kept = left[is_among(left, ids) | ~is_among(left, everybody)]
    return Frames.of(
        **(
            dict(frames.items())
            | {
                "texts": texts,
                "codings": frames.codings[is_among(frames.codings["text_id"], texts["text_id"])],
                "participations": took_part,
                "respondents": frames.respondents[is_among(left, kept)],
                "memberships": frames.memberships[is_among(frames.memberships["respondent_id"], kept)],
                "choices": frames.choices[is_among(frames.choices["respondent_id"], kept)],
            }
        )
    )


def _without_those_spoken_for(frames: Frames, texts: pd.DataFrame, gone: pd.DataFrame) -> pd.DataFrame:
    asked = frames.choices.merge(frames.questions[["question_id", "collection"]], on="question_id")
    spoken_for = _places(gone).difference(_places(texts)).difference(_places(asked))
    return frames.participations[~_places(frames.participations).isin(spoken_for)]


def _places(frame: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(frame[["respondent_id", "collection"]])
