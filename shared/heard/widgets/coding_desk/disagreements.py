"""Where coders who read the same text put different codes on it, and what was settled."""

from dataclasses import dataclass

from heard.store import Settlement
from heard.widgets.coding_desk.state import State


@dataclass(frozen=True)
class Judgement:
    """One code on one text, as each coder who read it sees it.

    Attributes
    ----------
    code
        The code, merges followed.
    coders
        Coder to whether that coder put it on the text.
    settlement
        What was settled, if it was.
    """

    code: str
    coders: dict[str, bool]
    settlement: Settlement | None

    @property
    def disagreed(self) -> bool:
        """Whether coders differ and nobody has settled it."""
        return len(set(self.coders.values())) > 1 and self.settlement is None


def coders_of(state: State, text_id: str) -> list[str]:
    """Return who has read a text: put a code on it, or closed a batch with it; the unnamed are left out."""
    names = {coding.coder for coding in state.codings.of_text(text_id)}
    hidden = state.is_blind(text_id)
    for batch in state.batches:
        names |= {
            coder for coder in batch.closed if not hidden and text_id in batch.texts.get(coder, frozenset())
        }
    return sorted(names - {""})


def judgements(state: State, text_id: str) -> list[Judgement]:
    """Return every code that a coder put on a text, those disagreed on first, then as the codebook goes."""
    coders = coders_of(state, text_id)
    put: dict[str, set[str]] = {}
    for coding in state.codings.of_text(text_id):
        code = state.codebook.resolve(coding.code)
        if code is not None:
            put.setdefault(code, set()).add(coding.coder)
    order = {entry.code: place for place, (entry, _) in enumerate(state.codebook.walk())}
    found = [
        Judgement(code, {coder: coder in who for coder in coders}, _settled(state, text_id, code))
        for code, who in put.items()
    ]
    return sorted(found, key=lambda each: (not each.disagreed, order[each.code]))


def disagreed_codes(state: State, text_id: str) -> list[str]:
    """Return the codes on which coders differ, and which nobody has settled."""
    return [each.code for each in judgements(state, text_id) if each.disagreed]


def _settled(state: State, text_id: str, code: str) -> Settlement | None:
    settlement = state.settlements.get((text_id, code))
    return settlement if settlement is not None and settlement.belongs is not None else None
