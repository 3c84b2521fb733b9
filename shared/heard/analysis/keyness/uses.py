"""Who uses which term how often: people by terms, and their sums by group."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_array, csr_array

from heard.analysis.advice.terms import Terms
from heard.analysis.permutation import Memberships


@dataclass(frozen=True)
class Uses:
    """Uses of terms by people who hold a group, in the order of ``memberships.of_person``.

    Attributes
    ----------
    memberships
        The groups that people hold.
    words
        How many uses of any term each person makes. Shape (people,).
    counts
        Uses of the terms that enough people use. Shape (people, terms).
    terms
        The place of each of these terms in ``found.runs``. Shape (terms,).
    found
        Every use of every term, also by people who hold no group.
    person_of_text
        For each text of ``found`` the place of who wrote it among the people, -1 for anybody else.
    """

    memberships: Memberships
    words: npt.NDArray[np.int64]
    counts: csr_array
    terms: npt.NDArray[np.int64]
    found: Terms
    person_of_text: npt.NDArray[np.int64]

    @property
    def holds(self) -> npt.NDArray[np.int64]:
        """1 where a person holds a group. Shape (people, groups)."""
        return np.asarray(self.memberships.holds[self.memberships.of_person.to_numpy()])

    @property
    def totals(self) -> npt.NDArray[np.int64]:
        """Uses of each term by everybody. Shape (terms,)."""
        return np.asarray(self.counts.sum(axis=0), dtype=np.int64)


def uses_of(found: Terms, texts: pd.DataFrame, memberships: Memberships, fewest_people: int) -> Uses:
    """Return who uses which term how often.

    Parameters
    ----------
    found
        The terms of these texts.
    texts
        Columns text_id and respondent_id.
    memberships
        The people whose uses are counted.
    fewest_people
        How many of them must use a term for it to have a column.
    """
    author = texts.set_index("text_id")["respondent_id"].reindex(found.text_ids)
    person_of_text = memberships.of_person.index.get_indexer(pd.Index(author))
    person = person_of_text[found.text]
    known = np.flatnonzero(person >= 0)
    person, term = person[known], found.term[known]
    shape = (len(memberships.of_person), len(found.runs))
    counts = coo_array((np.ones(len(known), dtype=np.int32), (person, term)), shape=shape).tocsr()
    users = np.bincount(counts.indices, minlength=shape[1])
    enough = np.flatnonzero(users >= fewest_people)
    words = np.bincount(person, minlength=shape[0])
    return Uses(memberships, words, counts[:, enough], enough, found, person_of_text.astype(np.int64))


def by_group(holds: npt.NDArray[np.int64], counts: csr_array) -> npt.NDArray[np.int64]:
    """Return counts added up over the people of each group. Shape (groups, terms).

    Parameters
    ----------
    holds
        1 where a person holds a group. Shape (people, groups).
    counts
        Shape (people, terms).
    """
    return np.asarray((counts.T @ holds).T, dtype=np.int64)


def used_at_all(counts: csr_array) -> csr_array:
    """Return 1 where there is a use."""
    return csr_array((np.ones(len(counts.data), dtype=np.int32), counts.indices, counts.indptr), counts.shape)
