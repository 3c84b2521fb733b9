"""Batches: texts given to coders, blind or not, and closed by each of them when done.

While a blind batch is open to a coder, what others put on its texts is hidden from that coder. What each
put there until closing is the coder's own judgement, and is what agreement is measured on, whatever is
changed afterwards.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import sqlalchemy as sa

from heard.errors import HeardError
from heard.frames import Frames
from heard.identity import Actor
from heard.store.codings import Coding, current_codings
from heard.store.schema import acts, assignments, batches, closings
from heard.store.store import Store


@dataclass(frozen=True)
class Batch:
    """Texts given to coders.

    Attributes
    ----------
    texts
        For each coder the ids of the texts given, in a set.
    closed
        For each coder who has closed it, when (UTC).
    """

    batch_id: str
    name: str
    blind: bool
    given_by: str
    given_at: datetime
    texts: dict[str, frozenset[str]]
    closed: dict[str, datetime]

    def open_to(self, coder: str) -> bool:
        """Whether a coder has texts in it and has not closed it."""
        return coder in self.texts and coder not in self.closed


def give_batch(
    store: Store, actor: Actor, name: str, text_ids: Sequence[str], coders: Sequence[str], *, blind: bool
) -> str:
    """Give the same texts to some coders; returns the batch's id.

    Raises
    ------
    HeardError
        If there is no text or no coder, or a blind batch has fewer than two coders.
    """
    chosen, who = sorted(set(text_ids)), sorted(set(coders))
    if not chosen or len(who) < (2 if blind else 1):
        raise HeardError(
            f"{len(chosen)} texts for {len(who)} coders make no batch",
            where="batch",
            fix="Choose at least one text and one coder; two coders for blind coding.",
        )
    batch_id = str(uuid.uuid4())
    rows = [{"batch_id": batch_id, "coder": coder, "text_id": text} for coder in who for text in chosen]
    with store.act(actor, "batch") as act:
        made = {"batch_id": batch_id, "name": name.strip() or "Batch", "blind": blind}
        act.connection.execute(batches.insert().values(act_id=act.act_id, **made))
        act.connection.execute(assignments.insert(), rows)
    return batch_id


def close_batch(store: Store, actor: Actor, batch_id: str) -> None:
    """Close a batch for the one who acts: from now on others' codings on its texts are shown.

    Raises
    ------
    HeardError
        If it was not given to this coder, or is closed already.
    """
    known = {batch.batch_id: batch for batch in current_batches(store)}
    if batch_id not in known or not known[batch_id].open_to(actor.name):
        raise HeardError("there is no such batch open to you", where="batch", fix="Look at your batches.")
    try:
        with store.act(actor, "closing") as act:
            values = {"batch_id": batch_id, "coder": actor.name, "act_id": act.act_id}
            act.connection.execute(closings.insert().values(values))
    except sa.exc.IntegrityError:
        return  # closed in another window at the same moment


def current_batches(store: Store) -> list[Batch]:
    """Return all batches, the oldest first."""
    given = sa.select(batches, acts.c.actor, acts.c.at).join(acts, acts.c.act_id == batches.c.act_id)
    ended = sa.select(closings.c.batch_id, closings.c.coder, acts.c.at).join(
        acts, acts.c.act_id == closings.c.act_id
    )
    with store.reading() as connection:
        texts: dict[str, dict[str, set[str]]] = {}
        for batch_id, coder, text_id in connection.execute(sa.select(assignments)):
            texts.setdefault(batch_id, {}).setdefault(coder, set()).add(text_id)
        closed: dict[str, dict[str, datetime]] = {}
        for batch_id, coder, at in connection.execute(ended):
            closed.setdefault(batch_id, {})[coder] = at
        rows = connection.execute(given.order_by(batches.c.act_id)).all()
    return [
        Batch(
            row.batch_id,
            row.name,
            row.blind,
            row.actor,
            row.at,
            {coder: frozenset(given) for coder, given in texts.get(row.batch_id, {}).items()},
            closed.get(row.batch_id, {}),
        )
        for row in rows
    ]


def visible_codings(codings: Iterable[Coding], batches: Iterable[Batch], coder: str) -> list[Coding]:
    """Return the codings that a coder may see: not others' on texts of blind batches still open to them."""
    hidden: set[str] = set()
    for batch in batches:
        if batch.blind and batch.open_to(coder):
            hidden |= batch.texts[coder]
    return [coding for coding in codings if coding.coder == coder or coding.text_id not in hidden]


def texts_read(batches: Iterable[Batch]) -> pd.DataFrame:
    """Return who has read what, coded or not: coder, text_id of every batch that the coder has closed."""
    rows = {
        (coder, text_id)
        for batch in batches
        for coder in batch.closed
        for text_id in batch.texts.get(coder, frozenset())
    }
    return pd.DataFrame(sorted(rows), columns=["coder", "text_id"], dtype="str")


def independent_codings(store: Store, frames: Frames, batches: Sequence[Batch]) -> list[Coding]:
    """Return the codings as each coder put them without having seen the others'.

    On the texts of a blind batch that a coder has closed, that coder's codings as they stood at closing
    (the first time, if several batches hold the text); elsewhere as they stand now.
    """
    closed_at: dict[tuple[str, str], datetime] = {}
    for batch in batches:
        for coder, at in batch.closed.items() if batch.blind else ():
            for text_id in batch.texts.get(coder, frozenset()):
                earlier = closed_at.get((coder, text_id))
                closed_at[coder, text_id] = min(at, earlier) if earlier else at
    codings = [
        coding for coding in current_codings(store, frames) if (coding.coder, coding.text_id) not in closed_at
    ]
    for moment in sorted(set(closed_at.values())):
        codings += [
            coding
            for coding in current_codings(store, frames, moment)
            if closed_at.get((coding.coder, coding.text_id)) == moment
        ]
    return codings
