"""An edit refused because the thing has changed since it was read."""

from typing import Any

from heard.errors import HeardError


class Conflict(HeardError):  # noqa: N818 - what happened is no fault
    """Somebody else changed this first: nothing was saved.

    Attributes
    ----------
    yours
        The version that the edit started from.
    theirs
        The version that stands now; None where the thing has come into being meanwhile and cannot be read.
    """

    def __init__(self, what: str, yours: Any, theirs: Any, *, where: str = "") -> None:
        super().__init__(
            what, where=where, fix="Look at both versions, then do it again from the present one."
        )
        self.yours = yours
        self.theirs = theirs

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes without losing the parts."""
        return (_rebuild, (self.what, self.yours, self.theirs, self.where))


def _rebuild(what: str, yours: Any, theirs: Any, where: str) -> Conflict:
    return Conflict(what, yours, theirs, where=where)
