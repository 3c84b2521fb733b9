r"""What is looked for: a page for each family of personal details, each a recogniser of Presidio's.

The entity of a recogniser is a name of :data:`heard.release.redaction.kinds.KINDS`. A score at or above one
half is a find. Patterns are of the ``regex`` library, which Presidio uses: ``\K`` in one means that what
stands before it must be there and is no part of the find.

These pages import Presidio at their head, so nothing imports them before a text is to be read.
"""

from presidio_analyzer import EntityRecognizer

from heard.release.redaction.recognisers.addresses import Addresses
from heard.release.redaction.recognisers.births import DatesOfBirth
from heard.release.redaction.recognisers.cases import CaseNumbers
from heard.release.redaction.recognisers.names import Names
from heard.release.redaction.recognisers.numbers import NationalInsuranceNumbers, NHSNumbers, PupilNumbers
from heard.release.redaction.recognisers.organisations import Organisations, Schools
from heard.release.redaction.recognisers.phones import EmailAddresses, PhoneNumbers
from heard.release.redaction.recognisers.postcodes import Postcodes


def all_recognisers() -> list[EntityRecognizer]:
    """Return one of each."""
    return [
        Addresses(),
        CaseNumbers(),
        DatesOfBirth(),
        EmailAddresses(),
        NHSNumbers(),
        Names(),
        NationalInsuranceNumbers(),
        Organisations(),
        PhoneNumbers(),
        Postcodes(),
        PupilNumbers(),
        Schools(),
    ]
