"""Match what a file writes with what consultation.yml declares; spaces, line breaks and case never matter."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from heard.consultation import ClosedOption, Code, Group, Question
from heard.errors import HeardError
from heard.intake.headers import label_key


@dataclass(frozen=True)
class Match:
    """The outcome of matching a column.

    Attributes
    ----------
    codes
        The code of each value; missing where the value is empty or unknown.
    mended
        (written, declared label, rows) of labels that are written otherwise than declared.
    unknown
        Rows by label that no entry declares.
    is_unknown
        Which values are not empty and unknown.
    """

    codes: pd.Series
    mended: list[tuple[str, str, int]]
    unknown: pd.Series
    is_unknown: pd.Series


class Labels:
    """The declared labels of one kind.

    Parameters
    ----------
    what
        What they are of, for messages ("group of experience").
    declared
        (code, labels that mean it).

    Raises
    ------
    HeardError
        If one label means two codes.
    """

    def __init__(self, what: str, declared: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._code: dict[str, str] = {}
        self._label: dict[str, str] = {}
        self._exact: set[str] = set()
        for code, labels in declared:
            for label in labels:
                self._exact.add(label)
                key = label_key(label)
                if self._code.setdefault(key, code) != code:
                    raise HeardError(
                        f"one label means two entries, `{self._code[key]}` and `{code}` ({what})",
                        where="consultation.yml",
                        fix="Give them labels that differ in more than spaces and case.",
                    )
                self._label.setdefault(key, label)

    @classmethod
    def of(cls, what: str, entries: Iterable[Group | ClosedOption | Code]) -> "Labels":
        """Return the labels of entries, which their code, their name and their other labels mean."""
        return cls(what, [(each.code, (each.name, *each.labels, each.code)) for each in entries])

    @classmethod
    def of_questions(cls, what: str, questions: Iterable[Question]) -> "Labels":
        """Return the labels of questions, which their code, wording and other spellings mean."""
        return cls(what, [(each.code, (each.text, *each.labels, each.code)) for each in questions])

    def code(self, label: str) -> str | None:
        """Return the code that a label means, if any does."""
        return self._code.get(label_key(label))

    def match(self, values: pd.Series) -> Match:
        """Match a column of labels; an empty or white cell is neither known nor unknown."""
        at, distinct = pd.factorize(values)
        written = [str(each) for each in distinct]
        rows = np.bincount(at[at >= 0], minlength=len(written))
        codes = [self.code(each) for each in written]
        mended = []
        unknown = {}
        for label, code, number in zip(written, codes, rows, strict=True):
            if code is not None and label not in self._exact:
                mended.append((label, self._label[label_key(label)], int(number)))
            if code is None and label.strip():
                unknown[label] = int(number)
        lost = np.array(
            [code is None and bool(each.strip()) for each, code in zip(written, codes, strict=True)]
        )
        taken = pd.Series(pd.array(codes, dtype="str").take(at), index=values.index, dtype="str")
        return Match(
            taken,
            mended,
            pd.Series(unknown, dtype="int64"),
            pd.Series(lost[at] if len(lost) else False, index=values.index, dtype=bool),
        )
