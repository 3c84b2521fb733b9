"""Disclosure control: what is hidden so that nobody can be recognised in what is published.

The way through: :class:`Chosen` says what of a table is to be seen; :mod:`~.cells` turns the numbers of all
tables into sets of rows; :mod:`~.relations` finds what follows between them; :mod:`~.system` writes that down
as an attacker would; :mod:`~.intervals` says how closely each number can be told; :mod:`~.secondary` chooses
what to hide besides; :func:`hide` goes round until nothing can be told too closely; :func:`protect` writes
the table that is published, and :func:`protect_estimates` a table of estimates beside it.
"""

from heard.release.disclosure.chosen import Chosen, Number
from heard.release.disclosure.earlier import EarlierRelease
from heard.release.disclosure.estimates import Attack, Estimated, protect_estimates
from heard.release.disclosure.hiding import Hidden, hide
from heard.release.disclosure.protected import MEANING, SUPPRESSED, Protected, protect
from heard.release.disclosure.rule import Rule

__all__ = [
    "MEANING",
    "SUPPRESSED",
    "Attack",
    "Chosen",
    "EarlierRelease",
    "Estimated",
    "Hidden",
    "Number",
    "Protected",
    "Rule",
    "hide",
    "protect",
    "protect_estimates",
]
