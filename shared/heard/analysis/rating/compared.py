"""Names as they are compared: capitals, spaces and signs make no other name."""

import re

_SIGNS = re.compile(r"[^\w]+")


def as_compared(name: str) -> str:
    """Return a free name in small letters, without signs: "Foster-care " is "foster care"."""
    return _SIGNS.sub(" ", name.casefold().replace("'", "").replace("’", "")).strip()
