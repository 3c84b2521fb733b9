"""The kinds of personal detail, and what stands in their place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of personal detail.

    Attributes
    ----------
    label
        What stands in its place, in square brackets; of a numbered kind, with the number after it.
    plural
        What several are called in a table of counts.
    numbered
        Whether the same name has the same number throughout a consultation.
    """

    label: str
    plural: str
    numbered: bool = False


KINDS = {
    "person": Kind("Person", "people's names", numbered=True),
    "school": Kind("School", "schools", numbered=True),
    "organisation": Kind("Organisation", "organisations", numbered=True),
    "place": Kind("Place", "small places", numbered=True),
    "address": Kind("address", "addresses"),
    "postcode": Kind("postcode", "postcodes"),
    "phone": Kind("phone number", "phone numbers"),
    "email": Kind("e-mail address", "e-mail addresses"),
    "birth": Kind("date of birth", "dates of birth"),
    "nhs_number": Kind("NHS number", "NHS numbers"),
    "national_insurance": Kind("National Insurance number", "National Insurance numbers"),
    "pupil_number": Kind("pupil number", "unique pupil numbers"),
    "case_number": Kind("case number", "case and court numbers"),
}
"""By name, in the order of tables."""
