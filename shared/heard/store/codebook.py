"""The codebook as it stands: the consultation's own codes, as far as nobody changed them, and those added.

A code of ``consultation.yml`` is revision 0 and has no row in the store until somebody changes it. A code
that was merged into another is kept, and so are its codings: they count for the code it was merged into,
and taking the merge back brings all of it back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import sqlalchemy as sa

from heard.consultation import Consultation
from heard.store.revisions import Row, history, latest
from heard.store.schema import acts, code_revisions, codebook_versions
from heard.store.store import Store

GONE = ("merged", "retired")


@dataclass(frozen=True)
class CodeEntry:
    """A code as one revision left it.

    Attributes
    ----------
    code, revision
        Its short name, which never changes, and which of its revisions; 0 as it stands in consultation.yml.
    deed
        What this revision did: added, renamed, defined, coloured, moved, merged, retired or restored.
    name, definition, parent, colour, position, opposes
        As readers see it, and where it stands: under which code (None for a theme), in which place.
    merged_into
        The code that its codings count for, if it was merged.
    actor, at, reason
        Who made this revision, when (UTC) and why; empty for revision 0.
    """

    code: str
    revision: int
    deed: str
    name: str
    definition: str
    parent: str | None
    colour: str
    position: int
    opposes: str | None
    merged_into: str | None
    actor: str
    at: datetime | None
    reason: str

    @property
    def stands(self) -> bool:
        """Whether it can be put on texts: neither merged nor retired."""
        return self.deed not in GONE


@dataclass(frozen=True)
class Codebook:
    """All codes by their short names, gone ones included."""

    entries: Mapping[str, CodeEntry]

    def resolve(self, code: str) -> str | None:
        """Return the code that codings of a code count for: itself, what it was merged into, or None."""
        passed: set[str] = set()
        while code in self.entries and code not in passed:
            entry = self.entries[code]
            if entry.stands:
                return code
            passed.add(code)
            code = entry.merged_into or ""
        return None

    def parent_of(self, code: str) -> str | None:
        """Return the standing code above a code; None for a theme."""
        parent = self.entries[code].parent
        above = self.resolve(parent) if parent else None
        # Two sources of the tree (file and store) could contradict each other in a circle, which has no top.
        return None if above is None or code in self._upwards(above) else above

    def _upwards(self, code: str) -> set[str]:
        passed: set[str] = set()
        at: str | None = code
        while at is not None and at not in passed:
            passed.add(at)
            parent = self.entries[at].parent
            at = self.resolve(parent) if parent else None
        return passed

    def children(self, code: str | None) -> list[CodeEntry]:
        """Return the standing codes right below a code (None: the themes), in order."""
        below = [each for each in self.entries.values() if each.stands and self.parent_of(each.code) == code]
        return sorted(below, key=lambda entry: (entry.position, entry.code))

    def walk(self) -> Iterator[tuple[CodeEntry, int]]:
        """Yield every standing code with its depth (0 for a theme), depth first."""
        below: dict[str | None, list[CodeEntry]] = {}
        for each in self.entries.values():
            if each.stands:
                below.setdefault(self.parent_of(each.code), []).append(each)
        for siblings in below.values():
            siblings.sort(key=lambda entry: (entry.position, entry.code))
        yield from _walk(below, None, 0)

    def frame(self) -> pd.DataFrame:
        """Return the frame ``codes``: code, name, theme, parent, definition, opposes."""
        themes: dict[str, str] = {}
        rows = []
        for entry, depth in self.walk():
            parent = self.parent_of(entry.code) if depth else None
            themes[entry.code] = themes[parent] if parent else entry.code
            opposes = self.resolve(entry.opposes) if entry.opposes else None
            rows.append((entry.code, entry.name, themes[entry.code], parent, entry.definition, opposes))
        return pd.DataFrame(rows, columns=["code", "name", "theme", "parent", "definition", "opposes"])


def _walk(
    below: Mapping[str | None, list[CodeEntry]], parent: str | None, depth: int
) -> Iterator[tuple[CodeEntry, int]]:
    for entry in below.get(parent, []):
        yield entry, depth
        yield from _walk(below, entry.code, depth + 1)


def current_codebook(
    store: Store | None, consultation: Consultation, moment: datetime | None = None
) -> Codebook:
    """Return the codebook as it stands now, or stood at a moment (UTC)."""
    if store is None:
        return codebook_from(consultation, [])
    with store.reading() as connection:
        return codebook_from(consultation, latest(connection, code_revisions, moment))


def codebook_from(consultation: Consultation, rows: Sequence[Row]) -> Codebook:
    """Return the consultation's codebook with the store's latest revisions laid over it."""
    entries: dict[str, CodeEntry] = {}
    for position, (code, parent) in enumerate(consultation.walk_codebook()):
        above = parent.code if parent else None
        entries[code.code] = CodeEntry(
            code.code,
            0,
            "added",
            code.name,
            code.definition,
            above,
            "",
            position,
            code.opposes,
            None,
            "",
            None,
            "",
        )
    return Codebook(entries | {row["code"]: CodeEntry(**row) for row in rows})


def code_history(store: Store, code: str) -> list[CodeEntry]:
    """Return every revision of a code that the store holds, the oldest first."""
    with store.reading() as connection:
        return [CodeEntry(**row) for row in history(connection, code_revisions, code=code)]


def named_versions(store: Store) -> pd.DataFrame:
    """Return the named versions of the codebook: name, at (UTC; the moment to ask for), actor, reason."""
    query = sa.select(codebook_versions.c.name, acts.c.at, acts.c.actor, acts.c.reason)
    query = query.join(acts, acts.c.act_id == codebook_versions.c.act_id).order_by(acts.c.act_id)
    with store.reading() as connection:
        return pd.read_sql(query, connection)
