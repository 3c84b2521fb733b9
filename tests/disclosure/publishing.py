"""What a release would print of some tables, handed to an attacker."""

from dataclasses import replace

import pandas as pd

from heard.release.disclosure import Chosen, Hidden, Rule, hide
from tests.disclosure.attacker import HIDDEN, Attacker


def publish(chosen: Chosen, hidden: Hidden, rule: Rule, attacker: Attacker, release: str = "") -> None:
    """Hand every number of a table to an attacker as it would be written."""
    name = chosen.table.name
    for number in chosen.numbers:
        for categories, true, is_hidden in _numbers(chosen, number, hidden.numbers[name, number]):
            written = HIDDEN if is_hidden else str(rule.rounded(true))
            attacker.read((release, name, number, *categories.values()), categories, written)


def only_the_small(chosen: list[Chosen], rule: Rule) -> Hidden:
    """Return what is hidden where only the rule is applied, and nothing is hidden besides."""
    numbers = {}
    for each in chosen:
        for number in each.numbers:
            by = each.dimensions_of(number)
            states = each.table.frame[[*by, number]].drop_duplicates(by or None)
            small = states[number].between(1, rule.hide_up_to)
            numbers[each.table.name, number] = states[by].assign(hidden=small)
    return replace(hide(chosen, rule), numbers=numbers)


def _numbers(chosen: Chosen, number: str, states: pd.DataFrame) -> list[tuple[dict[str, str], int, bool]]:
    by = chosen.dimensions_of(number)
    true = chosen.table.frame[[*by, number]].drop_duplicates(by or None)
    both = true.merge(states, on=by) if by else true.assign(hidden=states["hidden"].iloc[0])
    return [
        ({name: row[name] for name in by}, int(row[number]), bool(row["hidden"]))
        for row in both.to_dict("records")
    ]
