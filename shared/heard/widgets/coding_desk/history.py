"""Undo and redo: each act knows the act that takes it back, which is saved like any other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from heard.errors import HeardError


@dataclass(frozen=True)
class Step:
    """An act that was done and saved.

    Attributes
    ----------
    label
        What was done, for the person who did it.
    back
        Does and saves the opposite; returns the step that takes that back in turn.
    text_id
        The text it was about; empty where it was about none.
    """

    label: str
    back: Callable[[], "Step"]
    text_id: str = ""


@dataclass
class History:
    """What one person did at one desk since it was opened."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> Self:
        """Take in a new act; what was undone before can then not be done again."""
        self.done.append(step)
        self.undone.clear()
        return self

    def undo(self) -> Step:
        """Take the latest act back; returns it. If that fails, it is still the latest act."""
        return _turn(self.done, self.undone, "undo")

    def redo(self) -> Step:
        """Do again what was undone last; returns it."""
        return _turn(self.undone, self.done, "do again")


def _turn(away: list[Step], onto: list[Step], deed: str) -> Step:
    if not away:
        raise HeardError(f"there is nothing to {deed}")
    step = away[-1]
    back = step.back()
    away.pop()
    onto.append(Step(step.label, back.back, step.text_id))
    return step
