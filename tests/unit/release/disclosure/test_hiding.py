"""What is hidden in tables small enough to work out by hand."""

import pandas as pd
import pytest

from heard.errors import HeardError
from heard.release.disclosure import Chosen, EarlierRelease, Hidden, Rule, hide
from heard.tables import ResultTable, base, count, dimension, rate

BELOW_10 = Rule(9)


def counted(name: str, cells: dict[str, list[str]], *, of: list[str] | None = None) -> Chosen:
    """A table of one dimension: category to the people in it, with a base if one is given."""
    frame = pd.DataFrame({"group": list(cells), "people": [len(each) for each in cells.values()]})
    rows = {
        "people": pd.DataFrame(
            [(group, person) for group, people in cells.items() for person in people],
            columns=["group", "row_id"],
        )
    }
    columns = [dimension("group", "Group"), count("people", "People", "people")]
    if of is not None:
        frame["all"] = len(of)
        frame["share"] = frame["people"] / len(of)
        rows["all"] = pd.DataFrame({"row_id": of})
        columns += [base("all", "All", "people"), rate("share", "Share", of=("people", "all"))]
    table = ResultTable(name, "Counts", frame, tuple(columns), "people", rows_behind=rows)
    return Chosen(table, ("people",))


def people(first: int, number: int) -> list[str]:
    return [f"p{each}" for each in range(first, first + number)]


def hidden_groups(hidden: Hidden, name: str) -> set[str]:
    states = hidden.numbers[name, "people"]
    return set(states.loc[states["hidden"], "group"])


def test_a_small_count_is_hidden_and_a_zero_is_not() -> None:
    table = counted("t", {"a": people(0, 4), "b": people(4, 30), "c": []})
    assert hidden_groups(hide([table], BELOW_10), "t") == {"a"}


def test_a_small_count_is_not_left_to_be_subtracted_from_the_total() -> None:
    # 44 = 4 + 15 + 25: with the total shown, 4 is what 15 and 25 leave; the cheaper of the two goes as well.
    table = counted("t", {"All": people(0, 44), "a": people(0, 4), "b": people(4, 15), "c": people(19, 25)})
    hidden = hide([table], BELOW_10)
    assert hidden_groups(hidden, "t") == {"a", "b"}
    assert hidden.exact
    assert (hidden.by_rule, hidden.besides) == (1, 1)


def test_two_small_counts_that_are_together_small_need_a_third() -> None:
    # 3 and 4 hidden leave a sum of 7: each is 1 to 6, closer than ten numbers.
    table = counted(
        "t",
        {"All": people(0, 50), "a": people(0, 3), "b": people(3, 4), "c": people(7, 13), "d": people(20, 30)},
    )
    assert hidden_groups(hide([table], BELOW_10), "t") == {"a", "b", "c"}


def test_all_but_a_few_and_all_of_a_base_are_hidden() -> None:
    # 38 of 40 leaves 2; 40 of 40 leaves nobody, and says of everybody what they raised. 25 of 40 is neither.
    everybody = people(0, 40)
    table = counted("t", {"a": people(0, 38), "b": everybody, "c": people(0, 25)}, of=everybody)
    hidden = hide([table], BELOW_10)
    assert hidden_groups(hidden, "t") == {"a", "b"}
    assert not hidden.numbers["t", "all"]["hidden"].any()


def test_channels_that_share_out_their_base_do_not_hide_it() -> None:
    everybody = people(0, 40)
    table = counted("t", {"form": everybody, "email": []}, of=everybody)
    assert hidden_groups(hide([table], BELOW_10), "t") == set()


def test_the_same_count_in_two_tables_is_hidden_in_both() -> None:
    first = counted("first", {"a": people(0, 5), "b": people(5, 30)})
    second = counted("second", {"x": people(0, 5), "y": people(100, 30)})
    hidden = hide([first, second], BELOW_10)
    assert hidden_groups(hidden, "first") == {"a"}
    assert hidden_groups(hidden, "second") == {"x"}


def test_rounding_hides_by_itself() -> None:
    # 5 of 33: shown as 35 and 30 (28 to 32), so that the rest may be 1 to 9.
    table = counted("t", {"All": people(0, 33), "a": people(0, 5), "b": people(5, 28)})
    assert hidden_groups(hide([table], Rule(7, 5)), "t") == {"a"}


def test_below_nothing_nothing_is_hidden() -> None:
    table = counted("t", {"All": people(0, 12), "a": people(0, 1), "b": people(1, 11)})
    assert hidden_groups(hide([table], Rule(0)), "t") == set()


def test_people_who_came_late_are_not_told_by_two_releases() -> None:
    before = counted("t", {"a": people(0, 30), "b": people(30, 40)})
    first = hide([before], BELOW_10)
    assert hidden_groups(first, "t") == set()
    now = counted("t", {"a": people(0, 33), "b": people(40, 40) + people(30, 10)})
    later = hide([now], BELOW_10, [EarlierRelease.of("one", [before], dict(first.numbers))])
    # 33 is 3 more than before; 50 is 10 more.
    assert hidden_groups(later, "t") == {"a"}


def test_what_was_hidden_before_stays_hidden() -> None:
    before = counted("t", {"All": people(0, 44), "a": people(0, 4), "b": people(4, 15), "c": people(19, 25)})
    first = hide([before], BELOW_10)
    now = counted("t", {"b": people(4, 15), "c": people(19, 25)})
    later = hide([now], BELOW_10, [EarlierRelease.of("one", [before], dict(first.numbers))])
    assert hidden_groups(later, "t") == {"b"}
    assert (later.by_rule, later.besides) == (0, 1)


def test_a_count_whose_rows_nobody_knows_is_not_released() -> None:
    table = counted("t", {"a": people(0, 30)}).table
    bare = ResultTable(table.name, table.title, table.frame, table.columns, table.universe)
    with pytest.raises(HeardError, match="nothing says which rows are behind people"):
        Chosen(bare, ("people",))


def by_theme(name: str, raised: dict[str, list[str]], of: dict[str, list[str]]) -> Chosen:
    """A table of one theme by group, each group with a base."""
    frame = pd.DataFrame({"group": list(of), "people": [len(raised[group]) for group in of]})
    frame["of"] = [len(each) for each in of.values()]
    frame["share"] = frame["people"] / frame["of"]
    columns = (
        dimension("group", "Group", overlaps=True),
        count("people", "People", "people"),
        base("of", "Of", "people"),
        rate("share", "Share", of=("people", "of")),
    )
    rows = {
        number: pd.DataFrame(
            [(group, person) for group, people in cells.items() for person in people],
            columns=["group", "row_id"],
        )
        for number, cells in (("people", raised), ("of", of))
    }
    return Chosen(ResultTable(name, "Counts", frame, columns, "people", rows_behind=rows), ("people",))


def test_all_of_those_outside_a_group_are_not_told() -> None:
    # Everyone 40 of 60 and the group 28 of 48: the 12 outside it would be 12 of 12.
    table = by_theme(
        "t",
        {"Everyone": people(0, 28) + people(48, 12), "a": people(0, 28)},
        {"Everyone": people(0, 60), "a": people(0, 48)},
    )
    hidden = hide([table], BELOW_10)
    assert hidden.besides >= 1


def test_newcomers_who_all_said_it_are_not_told() -> None:
    before = by_theme("t", {"Everyone": people(0, 100)}, {"Everyone": people(0, 200)})
    first = hide([before], BELOW_10)
    now = by_theme("t", {"Everyone": people(0, 100) + people(200, 12)}, {"Everyone": people(0, 212)})
    later = hide([now], BELOW_10, [EarlierRelease.of("one", [before], dict(first.numbers))])
    assert hidden_groups(later, "t") == {"Everyone"}


def test_a_renamed_category_is_known_by_its_rows() -> None:
    before = counted("t", {"Adopters": people(0, 50), "b": people(50, 40)})
    first = hide([before], BELOW_10)
    now = counted("t", {"Adoptive parents": people(0, 52), "b": people(52, 40)})
    later = hide([now], BELOW_10, [EarlierRelease.of("one", [before], dict(first.numbers))])
    assert "Adoptive parents" in hidden_groups(later, "t")


def test_a_zero_of_two_sides_is_hidden() -> None:
    everybody = {"a": people(0, 30), "b": people(30, 12)}
    table = by_theme("t", {"a": people(0, 14), "b": []}, everybody)
    sided = Chosen(table.table, ("people",), two_sided=True)
    assert hidden_groups(hide([table], BELOW_10), "t") == set()
    assert hidden_groups(hide([sided], BELOW_10), "t") == {"b"}


def by_texts_and_group(raised: dict[tuple[str, str], list[str]], of: dict[str, list[str]]) -> Chosen:
    """A table of people by texts and group, some of whose groups are not there in all texts."""
    frame = pd.DataFrame([(*where, len(each)) for where, each in raised.items()])
    frame.columns = ["texts", "group", "people"]
    frame["of"] = frame["texts"].map({texts: len(each) for texts, each in of.items()})
    frame["share"] = frame["people"] / frame["of"]
    columns = (
        dimension("texts", "Texts", overlaps=True),
        dimension("group", "Group"),
        count("people", "People", "people"),
        base("of", "Of", "people"),
        rate("share", "Share", of=("people", "of")),
    )
    rows = {
        "people": pd.DataFrame(
            [(*where, person) for where, each in raised.items() for person in each],
            columns=["texts", "group", "row_id"],
        ),
        "of": pd.DataFrame(
            [(texts, person) for texts, each in of.items() for person in each], columns=["texts", "row_id"]
        ),
    }
    table = ResultTable("t", "Counts", frame, columns, "people", rows_behind=rows)
    return Chosen(table, ("people",), everybody="Everyone")


def test_a_group_that_is_not_there_in_some_texts_is_no_contradiction() -> None:
    # One person of the call for advice stated no group, and nobody of the evidence: there is no such row.
    advice, evidence = people(0, 30), people(30, 20)
    parents, carers, unknown = advice[:15], advice[15:29], advice[29:]
    table = by_texts_and_group(
        {
            ("Everything", "Everyone"): advice + evidence,
            ("Everything", "Parents"): parents + evidence[:10],
            ("Everything", "Carers"): carers + evidence[10:],
            ("Everything", "Not stated"): unknown,
            ("Advice", "Everyone"): advice,
            ("Advice", "Parents"): parents,
            ("Advice", "Carers"): carers,
            ("Advice", "Not stated"): unknown,
            ("Evidence", "Everyone"): evidence,
            ("Evidence", "Parents"): evidence[:10],
            ("Evidence", "Carers"): evidence[10:],
        },
        {"Everything": advice + evidence, "Advice": advice, "Evidence": evidence},
    )
    hidden = hide([table], BELOW_10)
    # The one, and the cheaper of the two others that would leave it, in both texts.
    states = hidden.numbers["t", "people"]
    assert set(states.loc[states["hidden"], ["texts", "group"]].itertuples(index=False, name=None)) == {
        ("Everything", "Not stated"),
        ("Advice", "Not stated"),
        ("Everything", "Carers"),
        ("Advice", "Carers"),
    }
    assert not hidden.numbers["t", "of"]["hidden"].any()


def test_everybody_is_the_base_and_hides_nobody() -> None:
    # All forty are parents, which nobody is told; that everybody is everybody is no news.
    everyone = people(0, 40)
    groups = {"Everyone": everyone, "Parents": everyone, "Carers": people(0, 20)}
    table = by_texts_and_group(
        {("Everything", group): there for group, there in groups.items()}, {"Everything": everyone}
    )
    states = hide([table], BELOW_10).numbers["t", "people"].set_index("group")["hidden"]
    assert dict(states) == {"Everyone": False, "Parents": True, "Carers": False}


def test_who_raises_one_thing_under_a_question_may_raise_another_under_the_next() -> None:
    # The same forty answered both questions. Under the first they raise one thing each; under the second the
    # thirty who answered fully raise both. So things overlap in a part of the people and not in all of them.
    everybody = people(0, 40)
    raised = {
        ("q1", "Help"): people(0, 25),
        ("q1", "Staff"): people(25, 15),
        ("q2", "Help"): people(0, 30),
        ("q2", "Staff"): people(0, 30),
    }
    frame = pd.DataFrame([(*where, len(each)) for where, each in raised.items()])
    frame.columns = ["question", "theme", "people"]
    frame["of"] = [40, 40, 30, 30]
    frame["share"] = frame["people"] / frame["of"]
    columns = (
        dimension("question", "Question", overlaps=True),
        dimension("theme", "Theme", overlaps=True),
        count("people", "People", "people"),
        base("of", "Of", "people"),
        rate("share", "Share", of=("people", "of")),
    )
    rows = {
        "people": pd.DataFrame(
            [(*where, person) for where, each in raised.items() for person in each],
            columns=["question", "theme", "row_id"],
        ),
        "of": pd.DataFrame(
            [("q1", person) for person in everybody] + [("q2", person) for person in people(0, 30)],
            columns=["question", "row_id"],
        ),
    }
    table = ResultTable("t", "Counts", frame, columns, "people", rows_behind=rows)
    states = hide([Chosen(table, ("people",))], BELOW_10).numbers["t", "people"]
    # All thirty of thirty raised both, which is hidden; nothing contradicts itself.
    assert states.loc[states["question"] == "q2", "hidden"].all()
