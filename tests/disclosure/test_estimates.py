"""Weighted sums of counts beside random tables: those that are shown give nothing away, all of them would."""

import numpy as np
import pandas as pd
import pytest

from heard.release.disclosure import Chosen, Estimated, Hidden, Rule, hide, protect_estimates
from heard.tables import ResultTable, dimension, estimate
from tests.disclosure.attacker import Attacker, Dimension
from tests.disclosure.publishing import publish
from tests.disclosure.test_attack import made

TABLES, ESTIMATES, STEP = 40, 8, 0.01
# The attacker knows kinds of people, which is more than the package reasons with: see test_attack.
AT_MOST_NARROW = 0.02
Intervals = dict[tuple[str, ...], tuple[float, float]]


def random_estimates(seed: int, chosen: Chosen) -> Estimated:
    """Return sums of two to four counts, as means of shares and differences of shares are."""
    random = np.random.default_rng(seed)
    cells = chosen.table.frame[chosen.table.dimensions]
    parts = []
    for place in range(ESTIMATES):
        number = min(int(random.integers(2, 5)), len(cells))
        picked = cells.iloc[random.choice(len(cells), size=number, replace=False)]
        weights = random.choice([-1, 1, 1], size=number) / (number * random.integers(20, 200, size=number))
        parts.append(picked.assign(estimate=place, weight=weights))
    weights = pd.concat(parts, ignore_index=True)
    true = weights.merge(chosen.table.frame, on=chosen.table.dimensions)
    sums = (true["weight"] * true["people"]).groupby(true["estimate"]).sum()
    frame = pd.DataFrame({"of": [str(place) for place in range(ESTIMATES)], "sum": sums})
    columns = (dimension("of", "Of"), estimate("sum", "Sum", "share"))
    table = ResultTable("sums", "Sums", frame, columns, "people")
    return Estimated(table, (chosen.table.name, "people"), weights, pd.Series([STEP] * ESTIMATES))


def attacked(
    dimensions: list[Dimension],
    tables: list[Chosen],
    rule: Rule,
    hidden: Hidden,
    sums: Estimated,
    told: pd.Series,
) -> Intervals:
    attacker = Attacker(dimensions, rule.round_to)
    for chosen in tables:
        publish(chosen, hidden, rule, attacker)
    by = tables[0].table.dimensions
    for place, written in told.dropna().items():
        parts = sums.weights[sums.weights["estimate"] == place]
        attacker.read_sum(
            [({name: row[name] for name in by}, row["weight"]) for row in parts.to_dict("records")],
            str(written),
            STEP,
        )
    return attacker.intervals(whole=False)


@pytest.mark.slow
def test_sums_that_are_shown_give_nothing_away() -> None:
    hidden_counts = narrow = shown = 0
    for seed in range(TABLES):
        dimensions, tables, rule = made(seed)
        hidden = hide(tables, rule)
        sums = random_estimates(seed, tables[0])
        published = protect_estimates(sums, hidden.attack).table.frame["sum"]
        found = attacked(dimensions, tables, rule, hidden, sums, published)
        recovered = {place for place, (least, most) in found.items() if least == most}
        assert recovered == set(), f"tables of seed {seed}"
        hidden_counts += len(found)
        shown += int(published.notna().sum())
        narrow += sum(most - least < rule.narrowest for least, most in found.values())
    assert shown > TABLES
    assert narrow <= AT_MOST_NARROW * hidden_counts


def test_all_of_them_would_give_much_away() -> None:
    given_away = 0
    for seed in range(15):
        dimensions, tables, rule = made(seed)
        sums = random_estimates(seed, tables[0])
        everything = (sums.table.frame["sum"] / STEP).round() * STEP
        found = attacked(dimensions, tables, rule, hide(tables, rule), sums, everything)
        given_away += sum(least == most for least, most in found.values())
    assert given_away > 10
