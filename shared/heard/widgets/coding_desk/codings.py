"""The codings that a desk knows: looked up by text, counted by code, kept up with what others do."""

from collections import Counter
from collections.abc import Iterable, Iterator

from heard.store import Coding


class Codings:
    """Every coding's latest known revision, those taken off included.

    Parameters
    ----------
    codings
        Those that stand; of two revisions of one, the later in this order counts.
    coder
        Whose desk it is.
    """

    def __init__(self, codings: Iterable[Coding], coder: str) -> None:
        self._coder = coder
        self._known = {coding.coding_id: coding for coding in codings}
        self._of_text: dict[str, dict[str, Coding]] = {}
        for coding in self._known.values():
            if coding.stands:
                self._of_text.setdefault(coding.text_id, {})[coding.coding_id] = coding
        self._hidden: frozenset[str] = frozenset()
        self._counts = Counter(coding.code for coding in self.standing())

    def __getitem__(self, coding_id: str) -> Coding:
        return self._known[coding_id]

    def __contains__(self, coding_id: str) -> bool:
        return coding_id in self._known

    def absorb(self, coding: Coding) -> bool:
        """Take in a revision, unless a newer one is known; returns whether it was news."""
        former = self._known.get(coding.coding_id)
        if former is not None and former.revision >= coding.revision:
            return False
        if former is not None:
            self._of_text[former.text_id].pop(former.coding_id, None)
            self._counts[former.code] -= self._counted(former)
        self._known[coding.coding_id] = coding
        if coding.stands:
            self._of_text.setdefault(coding.text_id, {})[coding.coding_id] = coding
        self._counts[coding.code] += self._counted(coding)
        return True

    def hide(self, text_ids: Iterable[str]) -> None:
        """Hide others' codings on these texts, and on no others (blind coding)."""
        hidden = frozenset(text_ids)
        if hidden != self._hidden:
            self._hidden = hidden
            self._counts = Counter(coding.code for coding in self.visible())

    def shows(self, coding: Coding) -> bool:
        """Whether the coder may see a coding."""
        return coding.coder == self._coder or coding.text_id not in self._hidden

    def standing(self) -> Iterator[Coding]:
        """Yield the codings that stand, seen or not."""
        for codings in self._of_text.values():
            yield from codings.values()

    def visible(self) -> Iterator[Coding]:
        """Yield the codings that stand and may be seen."""
        return (coding for coding in self.standing() if self.shows(coding))

    def of_text(self, text_id: str) -> list[Coding]:
        """Return the codings of a text that stand and may be seen."""
        return [coding for coding in self._of_text.get(text_id, {}).values() if self.shows(coding)]

    def counts(self) -> Counter[str]:
        """Return how many visible codings each code has as it was put on (merges not followed)."""
        return self._counts

    def _counted(self, coding: Coding) -> int:
        return int(coding.stands and self.shows(coding))
