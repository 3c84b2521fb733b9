"""Personal details in texts: found, and replaced by kinds or pseudonyms. It proposes; a person decides.

Details are found by Presidio's engine over a small English model of spaCy, with recognisers for what is
written in the United Kingdom; each family of them has its own page in ``recognisers``. What overlaps is
resolved, so that each character belongs to one detail at most. A person, school, place or organisation gets
the number of its name from a :class:`Register`, the same wherever the name stands in the consultation;
everything else gets the name of its kind. ``docs/methods/redaction.md`` has the measured recall, by kind, and
what this is not to be trusted with.

The engine and the model load when the first text is read, not when this page is imported.
"""

from heard.release.redaction.find import find_details
from heard.release.redaction.kinds import KINDS, Kind
from heard.release.redaction.redact import Redaction, redact, replace_details
from heard.release.redaction.register import Register
from heard.release.redaction.register_file import open_register

__all__ = [
    "KINDS",
    "Kind",
    "Redaction",
    "Register",
    "find_details",
    "open_register",
    "redact",
    "replace_details",
]
