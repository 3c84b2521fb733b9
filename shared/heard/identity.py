"""Who is acting: one identity, taken from the system login or a personal link, recorded with every act."""

import getpass
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Actor:
    """A coder, rater, approver or whoever started a run.

    Attributes
    ----------
    name
        The login, or the name on the personal link.
    known_by
        How the name came to be known.
    """

    name: str
    known_by: Literal["login", "link"]


def current_actor() -> Actor:
    """Return the person logged in on this machine (``unknown`` where the system does not say)."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "unknown"
    return Actor(name=name, known_by="login")
