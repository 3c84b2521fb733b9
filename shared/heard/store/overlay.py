"""What workbooks read: the frames of the files with the store's codebook and codings laid over them.

Nothing is written here. A coding whose text has changed is found again by its words where that is certain;
every coding about which there is a doubt is listed beside the frames with the reason, and never shifted in
silence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Self

import pandas as pd

from heard.consultation import Consultation
from heard.frames import Frames, stable_id
from heard.identity import Actor
from heard.store.anchors import Anchor, digest_of, find_again
from heard.store.batches import current_batches, independent_codings, texts_read
from heard.store.codebook import Codebook, current_codebook
from heard.store.codings import Coding, change_codings, current_codings
from heard.store.conflict import Conflict
from heard.store.settlements import Settlement, current_settlements
from heard.store.store import Store

TEXT_GONE = "its text is no longer in the files"
CODE_GONE = "its code is no longer in the codebook"
WORDS_MOVED = "its text has changed and its words are not certain to be the same"
TEXT_CHANGED = "it is on a whole text, which has changed since"
SETTLED_AGAINST = "it was settled that the code does not belong there"
DOUBT_COLUMNS = ["coding_id", "text_id", "code", "coder", "doubt", "counted"]


def frames_with_store(
    frames: Frames, consultation: Consultation, store: Store | None, moment: datetime | None = None
) -> tuple[Frames, pd.DataFrame]:
    """Return frames whose codes and codings are those of files and store together, and what is in doubt.

    Parameters
    ----------
    frames
        As read from the files.
    store
        The consultation's store; None leaves the frames as they are.
    moment
        The state as it was then (UTC).

    Returns
    -------
    Frames
        ``codes`` as the codebook stands; ``codings`` that stand, each with the code it counts for.
    pandas.DataFrame
        One row a coding in doubt: coding_id, text_id, code, coder, doubt (why), counted (whether it is
        among the codings all the same; then without a segment).
    """
    if store is None:
        return frames, pd.DataFrame(columns=DOUBT_COLUMNS)
    codebook = current_codebook(store, consultation, moment)
    settled = {
        (each.text_id, codebook.resolve(each.code) or each.code): each
        for each in current_settlements(store, moment)
    }
    kept, doubts = _counted(current_codings(store, frames, moment), codebook, Texts.of(frames), settled)
    rows = [*map(_as_row, kept), *_settled_rows(settled.values(), codebook, set(frames.texts["text_id"]))]
    return _laid_over(frames, codebook, rows), pd.DataFrame(doubts, columns=DOUBT_COLUMNS)


def independent_frames(
    frames: Frames, consultation: Consultation, store: Store | None
) -> tuple[Frames, pd.DataFrame]:
    """Return frames for measuring agreement: what coders put without having seen each other's, unsettled.

    Returns
    -------
    Frames
        ``codings`` as each coder had them when closing a blind batch, elsewhere as they stand; settlements
        leave them alone. ``codes`` as the codebook stands.
    pandas.DataFrame
        Who has read what, coded or not: coder, text_id of the batches that were closed.
    """
    if store is None:
        return frames, texts_read([])
    batches = current_batches(store)
    codebook = current_codebook(store, consultation)
    kept, _ = _counted(independent_codings(store, frames, batches), codebook, Texts.of(frames), {})
    return _laid_over(frames, codebook, map(_as_row, kept)), texts_read(batches)


def _laid_over(frames: Frames, codebook: Codebook, rows: Iterable[tuple[object, ...]]) -> Frames:
    columns = ["coding_id", "text_id", "code", "coder", "coded_on", "start", "end", "origin"]
    codings = pd.DataFrame(rows, columns=columns)
    return Frames.of(**(dict(frames.items()) | {"codes": codebook.frame(), "codings": codings}))


def _counted(
    codings: Iterable[Coding],
    codebook: Codebook,
    texts: "Texts",
    settled: dict[tuple[str, str], Settlement],
) -> tuple[list[Coding], list[tuple[object, ...]]]:
    """Return the codings that count, as they count, and a row of what is in doubt for those that need one."""
    kept: list[Coding] = []
    doubts: list[tuple[object, ...]] = []
    for coding in codings:
        placed, doubt = _placed(coding, codebook, texts, settled)
        if doubt:
            counted = placed is not None
            doubts.append((coding.coding_id, coding.text_id, coding.code, coding.coder, doubt, counted))
        if placed is not None:
            kept.append(placed)
    return kept, doubts


class Texts(dict[str, str]):
    """Texts by their ids, with the hash of each worked out once."""

    @classmethod
    def of(cls, frames: Frames) -> Self:
        """Return the texts of frames."""
        return cls(zip(frames.texts["text_id"], frames.texts["text"], strict=True))

    @cached_property
    def digests(self) -> dict[str, str]:
        """The hash of every text."""
        return {text_id: digest_of(text) for text_id, text in self.items()}

    def find_again(self, coding: Coding) -> Anchor | None:
        """Return where a coding stands in its text as it is now, or None where that is not certain."""
        if coding.anchor.digest == self.digests[coding.text_id]:
            return coding.anchor
        return find_again(coding.anchor, self[coding.text_id])


def _placed(
    coding: Coding,
    codebook: Codebook,
    texts: Texts,
    settled: dict[tuple[str, str], Settlement],
) -> tuple[Coding | None, str]:
    """Return a coding as it counts now, or None; and what is in doubt about it."""
    if coding.text_id not in texts:
        return None, TEXT_GONE
    code = codebook.resolve(coding.code)
    if code is None:
        return None, CODE_GONE
    settlement = settled.get((coding.text_id, code))
    if settlement and not settlement.belongs and (coding.at is None or coding.at <= settlement.at):
        return None, SETTLED_AGAINST
    anchor = texts.find_again(coding)
    if anchor is not None:
        return replace(coding, code=code, anchor=anchor), ""
    doubt = TEXT_CHANGED if coding.start is None else WORDS_MOVED
    return replace(coding, code=code, anchor=replace(coding.anchor, start=None, end=None)), doubt


def _as_row(coding: Coding) -> tuple[object, ...]:
    day = coding.coded_at.replace(hour=0, minute=0, second=0, microsecond=0) if coding.coded_at else None
    return (
        coding.coding_id,
        coding.text_id,
        coding.code,
        coding.coder or None,
        day,
        coding.start,
        coding.end,
        coding.origin,
    )


def _settled_rows(
    settled: Iterable[Settlement], codebook: Codebook, texts: set[str]
) -> Iterator[tuple[object, ...]]:
    for each in settled:
        code = codebook.resolve(each.code)
        if each.belongs and code and each.text_id in texts:
            coding_id = stable_id("c", "settled", each.text_id, each.code)
            day = each.at.replace(hour=0, minute=0, second=0, microsecond=0)
            yield coding_id, each.text_id, code, each.actor, day, None, None, "settled"


def find_again_all(
    store: Store, actor: Actor, frames: Frames, codings: Iterable[Coding]
) -> tuple[list[Coding], list[Coding]]:
    """Write down where codings stand in texts that have changed, and return those and the ones in doubt.

    Returns
    -------
    Codings found again with certainty (each a revision of its own now; none if somebody else is writing them
    down at this moment), and codings that a person must look at: give them a place with ``change_coding``, or
    take them off.
    """
    texts = Texts.of(frames)
    found: list[tuple[Coding, Coding]] = []
    doubtful: list[Coding] = []
    for coding in codings:
        if coding.revision == 0 or coding.text_id not in texts:
            continue
        anchor = texts.find_again(coding)
        if anchor is None:
            doubtful.append(coding)
        elif anchor != coding.anchor:
            found.append((coding, replace(coding, deed="found again", anchor=anchor)))
    if not found:
        return [], doubtful
    try:
        return change_codings(store, actor, found, "the text has changed; its words were found"), doubtful
    except Conflict:
        return [], doubtful
