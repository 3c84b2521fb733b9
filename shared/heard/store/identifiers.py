"""Identifiers by which other tools know what is ours, so that what went out and comes back is recognised."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from heard.store.schema import identifiers
from heard.store.store import Act, Store

_OURS = uuid.UUID(
    "7d0f6a1e-5b0c-4c39-9a5e-6f1f8a2c4b11"
)  # drawn once; names below it are hashed to identifiers


def guid_of(kind: str, own_id: str, known: Mapping[tuple[str, str], str]) -> str:
    """Return a thing's identifier: the one it came with, its own id if that is one, else a fixed one."""
    if (kind, own_id) in known:
        return known[kind, own_id]
    try:
        return str(uuid.UUID(own_id))
    except ValueError:
        return str(uuid.uuid5(_OURS, f"{kind}:{own_id}"))


def known_identifiers(store: Store) -> dict[tuple[str, str], str]:
    """Return (kind, own id) to identifier, of all that came from another tool."""
    query = sa.select(identifiers.c.kind, identifiers.c.own_id, identifiers.c.guid)
    with store.reading() as connection:
        return {(kind, own): guid for kind, own, guid in connection.execute(query)}


def known_contents(store: Store) -> dict[str, dict[str, str]]:
    """Return what other tools said of things (JSON), by kind and identifier."""
    contents: dict[str, dict[str, str]] = {}
    query = sa.select(identifiers.c.kind, identifiers.c.guid, identifiers.c.content)
    with store.reading() as connection:
        for kind, guid, content in connection.execute(query.order_by(identifiers.c.own_id)):
            if content is not None:
                contents.setdefault(kind, {})[guid] = content
    return contents


@dataclass(frozen=True)
class Identified:
    """A thing of ours, the identifier that another tool knows it by, and what that tool said of it (JSON)."""

    kind: str
    own_id: str
    guid: str
    content: str | None = None


def note_identifiers(act: Act, things: Iterable[Identified]) -> None:
    """Keep identifiers of things that are not noted yet, as part of a larger act."""
    noted = act.connection.execute(sa.select(identifiers.c.kind, identifiers.c.own_id))
    there = {(kind, own) for kind, own in noted}
    new = {(each.kind, each.own_id): each for each in things if (each.kind, each.own_id) not in there}
    rows = [asdict(each) for each in new.values()]
    if rows:
        act.connection.execute(identifiers.insert(), rows)
