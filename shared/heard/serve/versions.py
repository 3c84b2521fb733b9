"""The versions that a server in front of strangers needs, checked before it starts."""

import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from heard.errors import HeardError

NEEDED = {"voila": "0.5.13", "jupyter-server": "2.21", "nbconvert": "7.17"}


def check_versions(needed: Mapping[str, str] = NEEDED) -> None:
    """Raise HeardError if a package is older than it must be, or is not there.

    Parameters
    ----------
    needed
        The lowest version of each package, in numbers and dots.
    """
    for package, lowest in needed.items():
        try:
            found = version(package)
        except PackageNotFoundError:
            found = "0"
        if _numbers(found) < _numbers(lowest):
            raise HeardError(
                f"{package} is at {found}, and must be at {lowest} or later to be served to others",
                where="heard serve",
                fix="Set Heard up again from its locks.",
            )


def _numbers(words: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", words)[:3])
