"""References in texts: found, joined into works, counted by who cites them, and exported.

The way: :func:`find_references` over all texts, :func:`resolve_references` of what it finds, then a table or
an export of the works.
"""

from heard.analysis.references.exports import references_bibtex, references_csv, references_ris
from heard.analysis.references.found import find_references
from heard.analysis.references.resolved import resolve_references
from heard.analysis.references.tables import (
    unresolved_references,
    who_cited,
    works_by_group,
    works_cited,
)
from heard.analysis.references.topics import works_by_topic

__all__ = [
    "find_references",
    "references_bibtex",
    "references_csv",
    "references_ris",
    "resolve_references",
    "unresolved_references",
    "who_cited",
    "works_by_group",
    "works_by_topic",
    "works_cited",
]
