"""A view: every switch that a workbook offers, as one object whose states can all be listed.

A release computes, protects and stores all states together, so nothing may be offered that is not in here.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from heard.errors import HeardError


@dataclass(frozen=True)
class Switch:
    """One thing to choose; its options go from value to label, and the first is the default."""

    name: str
    label: str
    options: dict[str, str]

    def __post_init__(self) -> None:
        if not self.options:
            raise HeardError("a switch has no option", where=self.name, fix="Give it at least one.")


@dataclass(frozen=True)
class State:
    """One choice for every switch of a view."""

    choices: tuple[tuple[str, str], ...]

    def __getitem__(self, name: str) -> str:
        return dict(self.choices)[name]

    @property
    def slug(self) -> str:
        """A name for files and links, such as ``group=adopters&question=q4``."""
        return "&".join(f"{name}={value}" for name, value in self.choices)


@dataclass(frozen=True)
class View:
    """The switches of a workbook."""

    switches: tuple[Switch, ...] = ()

    def states(self) -> Iterator[State]:
        """Yield every state, the default first."""
        names = [switch.name for switch in self.switches]
        for values in itertools.product(*(switch.options for switch in self.switches)):
            yield State(tuple(zip(names, values, strict=True)))

    @property
    def default(self) -> State:
        """The state in which every switch stands on its first option."""
        return next(self.states())

    def state(self, **choices: str) -> State:
        """Return the state with these choices, defaults elsewhere; raises HeardError on an unknown one."""
        chosen = dict(self.default.choices)
        for name, value in choices.items():
            options = next((switch.options for switch in self.switches if switch.name == name), None)
            if options is None or value not in options:
                known = ", ".join(options) if options else ", ".join(chosen)
                raise HeardError(f"the view has no {name} = {value}", fix=f"Choose from: {known}.")
            chosen[name] = value
        return State(tuple(chosen.items()))
