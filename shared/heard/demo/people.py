"""Groups, regions and dates as they are drawn and as the files write them."""

import datetime
from random import Random

from heard.demo.profile import GROUPS_HEARD, REGIONS, STANCE
from heard.demo.streams import chance, pick_weighted, sample_weighted, whole

# What a form prints for each group; consultation.yml lists these as labels.
FORM_LABELS: dict[str, str] = {
    "care-experienced-adults": "Care experienced adult",
    "adoptees": "Adopted person",
    "children-young-people": "Child or young person",
    "kinship-carers": "Kinship carer or special guardian",
    "parents-families": "Parent or family member",
    "foster-carers": "Foster carer",
    "adopters": "Adoptive parent",
    "parent-carers-disabled": "Parent carer of a disabled child",
    "professionals": "Professional or volunteer",
}
NAMES: dict[str, str] = {
    "care-experienced-adults": "Care experienced adults",
    "adoptees": "Adoptees",
    "children-young-people": "Children and young people",
    "kinship-carers": "Kinship carers",
    "parents-families": "Parents and families",
    "foster-carers": "Foster carers",
    "adopters": "Adopters",
    "parent-carers-disabled": "Parent carers of disabled children",
    "professionals": "Professionals",
}
REGION_NAMES: dict[str, str] = {
    "north-east": "North East",
    "north-west": "North West",
    "yorkshire-humber": "Yorkshire and the Humber",
    "east-midlands": "East Midlands",
    "west-midlands": "West Midlands",
    "east-of-england": "East of England",
    "london": "London",
    "south-east": "South East",
    "south-west": "South West",
}


def lived_groups(rng: Random, first: str | None = None) -> list[str]:
    """Return the groups of a person with lived experience: one, or for one in eight people two."""
    main = first or pick_weighted(rng, GROUPS_HEARD)
    others = {group: weight for group, weight in GROUPS_HEARD.items() if group != main}
    return [main, *(sample_weighted(rng, others, 1) if chance(rng, 0.125) else [])]


def region(rng: Random) -> str:
    """Return a region, as populous as it is."""
    return pick_weighted(rng, REGIONS)


def stance(groups: list[str]) -> str:
    """Return from where someone of these groups speaks: ``own``, ``family`` or ``seen``."""
    return STANCE.get(groups[0], "family") if groups else "seen"


def day(rng: Random, first: datetime.date, last: datetime.date) -> datetime.date:
    """Return a day of a period, both ends included."""
    return first + datetime.timedelta(days=whole(rng, 0, (last - first).days))
