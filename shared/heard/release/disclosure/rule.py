"""What a consultation says about small numbers: which are hidden, and how sure nobody may become of them."""

from dataclasses import dataclass
from typing import Self

from heard.consultation import Disclosure

_PRESETS = {"below-10": (9, 1), "7-then-round-to-5": (7, 5), "below-5": (4, 1)}


@dataclass(frozen=True)
class Rule:
    """Numbers of ``consultation.yml``'s disclosure preset.

    Attributes
    ----------
    hide_up_to
        Counts from 1 to this are hidden; so is what is left of a base when it is that few, or nobody.
    round_to
        What is shown is rounded to a multiple of this; 1 leaves it as it is.
    """

    hide_up_to: int
    round_to: int = 1

    @classmethod
    def of(cls, disclosure: Disclosure) -> Self:
        """Return the rule of a preset, or of a consultation's own numbers."""
        if disclosure.preset == "own":
            assert disclosure.hide_up_to is not None
            return cls(disclosure.hide_up_to, disclosure.round_to or 1)
        return cls(*_PRESETS[disclosure.preset])

    @property
    def narrowest(self) -> int:
        """The least distance between the smallest and the largest that a hidden number may be.

        It is as wide as the numbers that the rule hides.
        """
        return self.hide_up_to

    @property
    def sentence(self) -> str:
        """The rule, for readers."""
        hidden = (
            f"Counts of 1 to {self.hide_up_to} are hidden, and so are further numbers, so that no hidden "
            "number can be worked out from the others."
            if self.hide_up_to
            else "No count is hidden."
        )
        if self.round_to == 1:
            return hidden
        return f"{hidden} Everything shown is rounded to the nearest {self.round_to}."

    def rounded(self, number: int) -> int:
        """Return a count as it is shown: the nearest multiple, halves upwards."""
        return (number + self.round_to // 2) // self.round_to * self.round_to

    def possible(self, number: int) -> tuple[int, int]:
        """Return the smallest and the largest count that are shown as this one is."""
        shown = self.rounded(number)
        low = shown - self.round_to // 2
        return max(low, 0), low + self.round_to - 1
