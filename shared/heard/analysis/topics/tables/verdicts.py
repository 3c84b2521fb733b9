"""A verdict on each topic by stated rules: robust, fragile, or not to be reported."""

from dataclasses import dataclass

ROBUST, FRAGILE, DO_NOT_REPORT = "Robust", "Fragile", "Do not report"

FEWEST_TEXTS = 10
FOUND_BY_MOST, FOUND_BY_HALF = 0.9, 0.5
FOUND_NEAR = 0.5
ONE_SOURCE_MUCH, ONE_SOURCE_MOST = 0.2, 0.5
RATERS_MOST = 0.5
RULES = (
    f"Do not report: fewer than {FEWEST_TEXTS} texts; found by under {FOUND_BY_HALF:.0%} of seeds; over "
    f"{ONE_SOURCE_MOST:.0%} of its texts from one source or one family of near-copies; or under "
    f"{RATERS_MOST:.0%} of raters can interpret it, or accept its texts.",
    f"Fragile: found by under {FOUND_BY_MOST:.0%} of seeds, or by under {FOUND_NEAR:.0%} of the models "
    f"with a few topics more or fewer; or over {ONE_SOURCE_MUCH:.0%} of its texts from one source or family.",
    "Robust: none of these.",
)


@dataclass(frozen=True)
class TopicEvidence:
    """What is known of a topic that its verdict rests on; None where it was not looked at.

    Attributes
    ----------
    texts
        Texts of which it is the main topic.
    found
        Share of chains, differing by their seed, that found it.
    found_near
        Mean share of chains that found it, over the models with a few topics more or fewer.
    largest_source, largest_family
        Largest share of its texts from one person or session, and of near-copies.
    interpretable, accepted
        Share of raters who could interpret it; share of judgements that its texts are about it.
    """

    texts: int
    found: float
    found_near: float | None
    largest_source: float
    largest_family: float
    interpretable: float | None = None
    accepted: float | None = None


def verdict_on(topic: TopicEvidence) -> tuple[str, str]:
    """Return the verdict and its reasons, in words."""
    against = _reasons_against(topic)
    if against:
        return DO_NOT_REPORT, "; ".join(against)
    doubts = _doubts(topic)
    if doubts:
        return FRAGILE, "; ".join(doubts)
    return ROBUST, "no reason against it"


def _reasons_against(topic: TopicEvidence) -> list[str]:
    found = []
    if topic.texts < FEWEST_TEXTS:
        found.append(f"only {topic.texts} texts")
    if topic.found < FOUND_BY_HALF:
        found.append(f"found by only {topic.found:.0%} of seeds")
    if topic.largest_source > ONE_SOURCE_MOST:
        found.append(f"{topic.largest_source:.0%} of its texts from one source")
    if topic.largest_family > ONE_SOURCE_MOST:
        found.append(f"{topic.largest_family:.0%} of its texts are near-copies")
    if topic.interpretable is not None and topic.interpretable < RATERS_MOST:
        found.append(f"only {topic.interpretable:.0%} of raters could interpret it")
    if topic.accepted is not None and topic.accepted < RATERS_MOST:
        found.append(f"raters accepted only {topic.accepted:.0%} of its texts")
    return found


def _doubts(topic: TopicEvidence) -> list[str]:
    found = []
    if topic.found < FOUND_BY_MOST:
        found.append(f"found by {topic.found:.0%} of seeds")
    if topic.found_near is not None and topic.found_near < FOUND_NEAR:
        found.append(f"found by {topic.found_near:.0%} of models with a few topics more or fewer")
    if topic.largest_source > ONE_SOURCE_MUCH:
        found.append(f"{topic.largest_source:.0%} of its texts from one source")
    if topic.largest_family > ONE_SOURCE_MUCH:
        found.append(f"{topic.largest_family:.0%} of its texts are near-copies")
    return found
