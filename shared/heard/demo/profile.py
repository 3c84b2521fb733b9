"""Who raises what: planted weights of subthemes by group and by region, and what only one of them raises.

The base follows the published order of themes; the groups' boosts follow what the review reported group by
group. The numbers themselves are invented.
"""

THEME_WEIGHTS: dict[str, float] = {
    "support-children": 17,
    "relationships-professionals": 15,
    "social-worker-practice": 12.5,
    "send-complex-needs": 11,
    "foster-care": 11.3,
    "adoption": 7.8,
    "kinship-sgo": 7.7,
    "support-carers": 6.0,
    "education": 7.2,
    "inconsistency": 7.5,
    "cliff-edge": 5.0,
    "birth-family-contact": 3.4,
    "worker-turnover": 5.1,
    "moving-placements": 3.2,
    "early-intervention": 2.0,
    "multi-agency": 1.0,
}

# Subtheme to factor, for each group.
GROUP_BOOSTS: dict[str, dict[str, float]] = {
    "care-experienced-adults": {
        "support-ends": 6,
        "opting-in": 5,
        "adulthood-housing": 6,
        "trust": 2,
        "accurate-records": 3,
        "relationships-lost": 4,
        "schools-understanding": 2,
        "siblings-apart": 2,
    },
    "adoptees": {"peer-support": 6, "contact-rules": 4, "siblings-apart": 3, "adoption-information": 5},
    "children-young-people": {
        "siblings-apart": 6,
        "contact-rules": 4,
        "support-ends": 3,
        "mental-health-access": 2,
        "fewer-changes": 3,
        "involvement-decisions": 2.5,
        "community-ties": 4,
    },
    "kinship-carers": {
        "kinship-impact": 9,
        "kinship-less-support": 9,
        "kinship-pressure": 6,
        "respite-leave": 2,
    },
    "parents-families": {
        "listened-to": 3,
        "transparency": 2.5,
        "birth-family-support": 6,
        "contact-rules": 2.5,
        "crisis-only": 2,
        "welfare-before-crisis": 4,
    },
    "foster-carers": {"foster-status": 10, "foster-say": 9, "la-agency-support": 8, "respite-leave": 3},
    "adopters": {
        "adopter-assessment": 7,
        "adoption-information": 7,
        "adoption-support-fund": 8,
        "therapeutic-support": 2.5,
        "adoption-breakdown": 10,
        "schools-understanding": 2,
    },
    "parent-carers-disabled": {
        "cp-focus-disability": 9,
        "carer-blame": 9,
        "assessment-waits": 7,
        "send-area-inequality": 5,
        "fight-for-support": 2,
    },
    "professionals": {
        "joined-up": 14,
        "welfare-before-crisis": 5,
        "turnover-instability": 3,
        "virtual-school-heads": 4,
        "teacher-training": 2,
        "practice-inconsistency": 2,
    },
}

# Subthemes that, among notes whose speaker is known, this group alone raises.
ONE_GROUP_ONLY: dict[str, str] = {
    "joined-up": "professionals",
    "virtual-school-heads": "professionals",
    "adoption-support-fund": "adopters",
    "adoption-breakdown": "adopters",
    "foster-say": "foster-carers",
    "opting-in": "care-experienced-adults",
    "carer-blame": "parent-carers-disabled",
}

# Region to (subtheme, factor): engagement notes.
REGION_BOOSTS: dict[str, tuple[str, float]] = {
    "south-west": ("mental-health-access", 4.0),
    "north-east": ("welfare-before-crisis", 5.0),
    "london": ("adulthood-housing", 5.0),
    "east-of-england": ("assessment-waits", 3.0),
    "north-west": ("community-ties", 5.0),
}

# Region to (topic, factor): question 4 of the call for advice.
REGION_TOPICS: dict[str, tuple[str, float]] = {
    "london": ("placements", 2.5),
    "north-east": ("wider-services", 2.5),
    "south-west": ("education", 2.5),
}

REGIONS: dict[str, float] = {
    "north-east": 6,
    "north-west": 14,
    "yorkshire-humber": 11,
    "east-midlands": 9,
    "west-midlands": 11,
    "east-of-england": 10,
    "london": 17,
    "south-east": 14,
    "south-west": 10,
}

# Birth parents, adopters and foster carers are heard more often than their share.
GROUPS_HEARD: dict[str, float] = {
    "care-experienced-adults": 13,
    "adoptees": 4,
    "children-young-people": 9,
    "kinship-carers": 8,
    "parents-families": 24,
    "foster-carers": 16,
    "adopters": 16,
    "parent-carers-disabled": 10,
}

STANCE: dict[str, str] = {
    "care-experienced-adults": "own",
    "adoptees": "own",
    "children-young-people": "own",
    "professionals": "seen",
}
