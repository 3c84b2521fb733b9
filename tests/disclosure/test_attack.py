"""The attacker recovers hidden counts where only small numbers are hidden, and none of what is released.

The tables are of people made up at random: two to four dimensions, some of whose categories overlap, with
totals and bases, alone or linked. The attacker reasons about kinds of people (see
:mod:`tests.disclosure.attacker`), which is more than the package does, so now and then it can tell a number a
little closer than the rule says; it may recover none, and those told too closely may be no more than one in a
hundred.
"""

import numpy as np
import pytest

from heard.release.disclosure import Chosen, Rule, hide
from tests.disclosure.attacker import Attacker, Dimension
from tests.disclosure.publishing import only_the_small, publish
from tests.disclosure.random_tables import random_dimensions, random_people, table_of, with_gaps

TABLES = 200
RULES = (Rule(9), Rule(7, 5), Rule(4))
AT_MOST_NARROW = 0.01


def made(seed: int) -> tuple[list[Dimension], list[Chosen], Rule]:
    random = np.random.default_rng(seed)
    number = int(random.integers(2, 5))
    dimensions = random_dimensions(random, number)
    people = random_people(random, dimensions)
    if number >= 3 and random.random() < 0.5:
        tables = [
            table_of(people, dimensions[:2], "first", based=random.random() < 0.5),
            table_of(people, [dimensions[0], *dimensions[2:]], "second", based=random.random() < 0.5),
        ]
    else:
        tables = [table_of(people, dimensions, "only", based=random.random() < 0.6)]
    rule = RULES[int(random.integers(len(RULES)))]
    return dimensions, [with_gaps(random, table) for table in tables], rule


@pytest.mark.slow
def test_nothing_of_what_is_released_is_recovered() -> None:
    hidden_counts = narrow = 0
    for seed in range(TABLES):
        dimensions, tables, rule = made(seed)
        found = attacked(dimensions, tables, rule, protected=True)
        recovered = {place for place, (least, most) in found.items() if least == most}
        assert recovered == set(), f"tables of seed {seed}"
        hidden_counts += len(found)
        narrow += sum(most - least < rule.narrowest for least, most in found.values())
    assert hidden_counts > 1000
    assert narrow <= AT_MOST_NARROW * hidden_counts


def test_the_attack_works_where_only_small_numbers_are_hidden() -> None:
    recovered = 0
    for seed in range(30):
        dimensions, tables, rule = made(seed)
        found = attacked(dimensions, tables, rule, protected=False)
        recovered += sum(least == most for least, most in found.values())
    assert recovered > 50


def attacked(
    dimensions: list[Dimension], tables: list[Chosen], rule: Rule, *, protected: bool
) -> dict[tuple[str, ...], tuple[float, float]]:
    hidden = hide(tables, rule) if protected else only_the_small(tables, rule)
    attacker = Attacker(dimensions, rule.round_to)
    for chosen in tables:
        publish(chosen, hidden, rule, attacker)
    return attacker.intervals(whole=False)
