"""Which name has which number.

Numbers are given in the order of a keyed hash of the names, among the names that are new at the time. So a
number tells neither where in the consultation a name came first (which would lead to a text, and to its
author) nor where it stands in the alphabet; and the same names under the same key get the same numbers on any
machine. Only what was numbered at an earlier time has lower numbers.
"""

import hashlib
from collections.abc import Iterable, Mapping


class Register:
    """Names and their numbers, in memory.

    Parameters
    ----------
    secret
        What orders new names; who has it can test a guess of a name against the order.
    numbers
        Kind to name to number, from 1 in each kind.
    """

    def __init__(self, secret: bytes, numbers: Mapping[str, Mapping[str, int]] | None = None) -> None:
        self._secret = hashlib.blake2b(secret, digest_size=32).digest()
        self._numbers = {kind: dict(names) for kind, names in (numbers or {}).items()}

    def numbers_of(self, kind: str, names: Iterable[str]) -> dict[str, int]:
        """Return the number of each name, giving new ones to names that have none.

        Parameters
        ----------
        kind
            A numbered kind of :data:`heard.release.redaction.KINDS`.
        names
            Names in the form that :mod:`heard.release.redaction.persons` brings them to.
        """
        wanted = set(names)
        numbers = self._numbers.setdefault(kind, {})
        for name in sorted(wanted - numbers.keys(), key=lambda name: self._order(kind, name)):
            numbers[name] = len(numbers) + 1
        return {name: numbers[name] for name in wanted}

    def _order(self, kind: str, name: str) -> bytes:
        return hashlib.blake2b(f"{kind}\n{name}".encode(), key=self._secret).digest()
