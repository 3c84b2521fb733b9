import dataclasses

import pytest

from heard.analysis.topics.tables.verdicts import (
    DO_NOT_REPORT,
    FRAGILE,
    ROBUST,
    TopicEvidence,
    verdict_on,
)

_GOOD = TopicEvidence(texts=80, found=1.0, found_near=0.9, largest_source=0.02, largest_family=0.05)


def test_a_topic_without_anything_against_it_is_robust() -> None:
    assert verdict_on(_GOOD) == (ROBUST, "no reason against it")
    assert verdict_on(dataclasses.replace(_GOOD, found_near=None))[0] == ROBUST


@pytest.mark.parametrize(
    ("change", "verdict", "reason"),
    [
        ({"texts": 9}, DO_NOT_REPORT, "only 9 texts"),
        ({"texts": 10}, ROBUST, ""),
        ({"found": 0.49}, DO_NOT_REPORT, "found by only 49% of seeds"),
        ({"found": 0.5}, FRAGILE, "found by 50% of seeds"),
        ({"found": 0.9}, ROBUST, ""),
        ({"found_near": 0.49}, FRAGILE, "models with a few topics more or fewer"),
        ({"largest_source": 0.51}, DO_NOT_REPORT, "51% of its texts from one source"),
        ({"largest_source": 0.21}, FRAGILE, "21% of its texts from one source"),
        ({"largest_family": 0.6}, DO_NOT_REPORT, "60% of its texts are near-copies"),
        ({"largest_family": 0.3}, FRAGILE, "30% of its texts are near-copies"),
        ({"interpretable": 0.4}, DO_NOT_REPORT, "only 40% of raters could interpret it"),
        ({"interpretable": 0.5, "accepted": 0.5}, ROBUST, ""),
        ({"accepted": 0.45}, DO_NOT_REPORT, "raters accepted only 45% of its texts"),
    ],
)
def test_each_rule_at_its_edge(change: dict[str, float], verdict: str, reason: str) -> None:
    found, reasons = verdict_on(dataclasses.replace(_GOOD, **change))  # type: ignore[arg-type]
    assert found == verdict
    assert reason in reasons


def test_every_reason_is_told() -> None:
    _, reasons = verdict_on(dataclasses.replace(_GOOD, texts=3, found=0.2, accepted=0.1))
    assert reasons == "only 3 texts; found by only 20% of seeds; raters accepted only 10% of its texts"
