"""The one error a user sees: what is wrong, where, and what to do about it."""


class HeardError(Exception):
    """A problem that the person at the keyboard can mend.

    Its text is one line, and never holds a respondent's words: a value is described by its class (for
    example "a date in no listed form"), not quoted.

    Parameters
    ----------
    what
        What is wrong, as a short clause.
    where
        The place: file, sheet, row, column or key. Empty when there is none.
    fix
        What to do next, as an instruction.
    """

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        self.what = what
        self.where = where
        self.fix = fix
        place = f"{where}: " if where else ""
        advice = f" {fix}" if fix else ""
        text = f"{place}{what.rstrip('.')}.{advice}"
        super().__init__(" ".join(text.split()))

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes without losing the parts."""
        return (_rebuild, (self.what, self.where, self.fix))


def _rebuild(what: str, where: str, fix: str) -> HeardError:
    return HeardError(what, where=where, fix=fix)
