from collections.abc import Callable

import pandas as pd
import pytest

from heard.analysis.groups import group_pages, groups_in_words, who_is_missing
from heard.analysis.scope import EVERYTHING, Scope
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ResultTable

Read = Callable[[ResultTable, str], dict[object, object]]
Made = Callable[..., Frames]


def _heard(made: Made) -> Frames:
    """Ten adopters, twelve carers, three professionals and two who hold no group.

    School is the adopters' own (9 of 10); everybody but the adopters raises contact; support is raised by
    some of each.
    """
    adopters = [[*(["b"] if n < 9 else ["a1"]), *(["a1"] if n < 4 else [])] for n in range(10)]
    carers = [["c", *(["a2"] if n < 2 else [])] for n in range(12)]
    professionals = [["c"], ["c", "a1"], ["c", "a1"]]
    others = [["c"], ["c"]]
    return made(
        [["adopters"]] * 10 + [["carers"]] * 12 + [["pros"]] * 3 + [[]] * 2,
        [*adopters, *carers, *professionals, *others],
    )


def _themes(table: ResultTable, group: str, kind: str) -> list[str]:
    frame = table.frame
    return frame.loc[(frame["group"] == group) & (frame["kind"] == kind), "theme"].tolist()


def page_of(
    frames: Frames, consultation: Consultation, group: str, scope: Scope = EVERYTHING, top: int = 5
) -> str:
    return groups_in_words(frames, consultation, "experience", scope, top)[group]


def test_themes_of_a_page_in_three_kinds(made: Made, consultation: Consultation) -> None:
    table = group_pages(_heard(made), consultation, "experience", top=2)
    # 9 adopters raised school and 5 support; among all, 17 raised contact and 9 school and 9 support.
    assert _themes(table, "Adopters", "Recurrent") == ["School", "Support"]
    assert _themes(table, "Adopters", "Distinctive") == ["School"]
    # School is among the first of all as well, and it is the adopters' own: it is not shared.
    assert _themes(table, "Adopters", "Shared with everyone") == ["Support"]
    assert _themes(table, "Foster carers", "Shared with everyone") == ["Support"]
    assert _themes(table, "Professionals", "Shared with everyone") == ["Contact", "Support"]
    assert "Shared: not distinctive of the group" in table.notes[-1]
    assert _themes(table, "Foster carers", "Recurrent") == ["Contact", "Support"]
    assert _themes(table, "Foster carers", "Distinctive") == ["Contact"]
    # Three are too few to be compared.
    assert _themes(table, "Professionals", "Distinctive") == []
    assert _themes(table, "Professionals", "Recurrent") == ["Contact", "Support"]
    assert table.frame["group"].drop_duplicates().tolist() == ["Adopters", "Foster carers", "Professionals"]


def test_numbers_of_a_page_are_those_counted_by_hand(
    made: Made, consultation: Consultation, column: Read
) -> None:
    table = group_pages(_heard(made), consultation, "experience", top=2)
    cell = ("Adopters", "Recurrent", "School")
    read = {name: column(table, name)[cell] for name in table.frame.columns[3:]}
    assert (read["place"], read["place_of_all"]) == (1, 2)
    assert (read["people"], read["people_base"], read["others_base"]) == (9, 10, 15)
    assert read["people_share"] == read["difference"] == 0.9
    # 17 contact, 9 school, 9 support (5 adopters, 2 carers, 2 professionals): two share the second place.
    assert column(table, "place_of_all")["Adopters", "Recurrent", "Support"] == 2
    assert column(table, "place_of_all")["Foster carers", "Recurrent", "Contact"] == 1


def test_themes_that_equal_the_last_place_are_all_there_and_one_person_does_not_recur(
    made: Made, consultation: Consultation
) -> None:
    equal = made([["adopters"]] * 4, [["a"], ["a", "b"], ["b", "c"], ["c"]])
    assert _themes(group_pages(equal, consultation, "experience", top=1), "Adopters", "Recurrent") == [
        "Support",
        "School",
        "Contact",
    ]
    single = made([["adopters"]] * 2, [["a", "b"], ["a"]])
    assert _themes(group_pages(single, consultation, "experience"), "Adopters", "Recurrent") == ["Support"]


def test_what_is_recurrent_here_only_is_not_shared(made: Made, consultation: Consultation) -> None:
    table = group_pages(_heard(made), consultation, "experience", top=1)
    assert _themes(table, "Adopters", "Recurrent") == ["School"]
    assert _themes(table, "Adopters", "Shared with everyone") == []
    assert _themes(table, "Professionals", "Shared with everyone") == ["Contact"]


def test_a_page_in_words(made: Made, consultation: Consultation) -> None:
    assert page_of(_heard(made), consultation, "adopters", top=2) == (
        "### Adopters\n\n"
        "**Whom this rests on.** 10 people of this group have coded texts of all collections. One "
        "person is 10 percentage points.\n\n"
        "**Raised most.** School (9 people, 90%) and Support (5 people, 50%).\n\n"
        "**Distinctive.** Raised more often than by everyone else who stated a group: School (90 "
        "percentage points more).\n\n"
        "**Shared with everyone.** Leaving aside what is distinctive, also among the 2 themes raised most by "
        "all: Support (place 2 among all)."
    )


def test_distinctive_subthemes_stand_within_their_theme(made: Made, consultation: Consultation) -> None:
    waiting = made(
        [["adopters"]] * 20 + [["carers"]] * 20, [["a1"]] * 18 + [["c"]] * 2 + [["a2"]] * 16 + [["c"]] * 4
    )
    # 18 adopters raised support and 16 carers; of waiting and of a crisis each is the only one to speak.
    assert (
        "**Distinctive.** No theme stands out from what everyone else who stated a group raised. Subthemes "
        "raised more often: Waiting (Support, 90 percentage points more)."
    ) in page_of(waiting, consultation, "adopters")
    words = page_of(waiting, consultation, "carers")
    assert "Subthemes raised more often: Crisis (Support, 80 percentage points more)." in words
    both = made([["adopters"]] * 20 + [["carers"]] * 20, [["a1", "a2"]] * 20 + [["c"]] * 20)
    assert (
        "**Distinctive.** Raised more often than by everyone else who stated a group: Support (100 "
        "percentage points more). Subthemes raised more often: Waiting (Support, 100 percentage points "
        "more) and Crisis (Support, 100 percentage points more)."
    ) in page_of(both, consultation, "adopters")


def test_a_page_with_nothing_to_share_says_so(made: Made, consultation: Consultation) -> None:
    own = made([["adopters"]] * 20 + [["carers"]] * 20, [["b"]] * 20 + [["c"]] * 20)
    words = page_of(own, consultation, "adopters", top=1)
    assert "Leaving aside what is distinctive, none of these is the theme raised most by all." in words
    words = page_of(_heard(made), consultation, "pros", top=1)
    assert "**Shared with everyone.** Also the theme raised most by all: Contact" in words


@pytest.mark.parametrize(("people", "said"), [(10, "10"), (15, "7"), (29, "3"), (30, None), (9, None)])
def test_what_one_person_is_worth_is_said_of_small_bases(
    made: Made, consultation: Consultation, people: int, said: str | None
) -> None:
    words = page_of(made([["pros"]] * people, [["a"]] * people), consultation, "pros")
    assert ("One person is" in words) == bool(said)
    assert f"One person is {said} percentage points." in words or not said


def _at_sessions(frames: Frames, *spoke: tuple[str, str]) -> Frames:
    """Add notes of sessions that name who spoke."""
    notes = frames.texts[frames.texts["session_id"].notna()]
    more = [
        notes.iloc[[0]].assign(text_id=f"m{n}", session_id=session, respondent_id=person)
        for n, (session, person) in enumerate(spoke)
    ]
    return Frames.of(**(dict(frames.items()) | {"texts": pd.concat([frames.texts, *more])}))


@pytest.mark.parametrize(
    ("spoke", "adopters", "carers"),
    [
        # Adopters were at s1 and s2, carers at s1 and at s3, of which there is no note.
        ((), "2 sessions, and no note names anybody of it.", "2 sessions, and no note names anybody of it."),
        (
            (("s1", "p1"), ("s1", "p2")),
            "2 sessions; at 1 of them no note names anybody of it.",
            "2 sessions; at 1 of them no note names anybody of it.",
        ),
        # p3 is a carer, and spoke where no carer was counted.
        (
            (("s1", "p2"), ("s2", "p2"), ("s2", "p3")),
            "2 sessions, and notes of each name somebody of it.",
            "2 sessions, and no note names anybody of it.",
        ),
    ],
)
def test_a_page_says_where_the_group_was_and_nobody_of_it_is_named(
    frames: Frames,
    consultation: Consultation,
    spoke: tuple[tuple[str, str], ...],
    adopters: str,
    carers: str,
) -> None:
    pages = groups_in_words(_at_sessions(frames, *spoke), consultation, "experience")
    lead = "**Who is missing.** The group was present at "
    assert pages["adopters"].endswith(lead + adopters)
    assert pages["carers"].endswith(lead + carers)
    assert pages["pros"].endswith("**Who is missing.** No session says that the group came.")


def test_a_page_without_sessions_says_nothing_of_who_is_missing(
    frames: Frames, consultation: Consultation
) -> None:
    for scope in (Scope("advice"), Scope("advice", "q4")):
        pages = groups_in_words(frames, consultation, "experience", scope)
        assert not any("Who is missing" in page for page in pages.values())
    # Only s1 says a region, and it was in the south.
    pages = groups_in_words(_at_sessions(frames, ("s1", "p2")), consultation, "region")
    assert pages["south"].endswith("The group was present at 1 session, and its notes name somebody of it.")


def test_what_concerns_all_groups_is_on_no_page(frames: Frames, consultation: Consultation) -> None:
    pages = groups_in_words(frames, consultation, "experience")
    assert not any("name who spoke" in page or "Fewer than 10" in page for page in pages.values())


def test_a_small_group_is_said_to_be_small(made: Made, consultation: Consultation) -> None:
    words = page_of(_heard(made), consultation, "pros")
    assert (
        "Only 3 people: read what follows as what these people said, not as what the group thinks." in words
    )
    assert "Nothing is compared: this group has fewer than 10 people here." in words
    one = made([["pros"]], [["a"]])
    words = page_of(one, consultation, "pros")
    assert "1 person of this group has coded texts" in words
    assert "Only 1 person: read what follows as what this person said" in words
    assert "No theme was raised by more than one of them." in words


def test_a_group_with_too_few_others_is_not_compared(made: Made, consultation: Consultation) -> None:
    nearly_all = made([["adopters"]] * 20 + [["pros"]] * 2, [["a"]] * 20 + [["b"]] * 2)
    words = page_of(nearly_all, consultation, "adopters")
    assert "Nothing is compared: the other groups have fewer than 10 people here." in words


def test_a_group_that_stands_out_in_nothing_says_so(made: Made, consultation: Consultation) -> None:
    alike = made([["adopters"]] * 12 + [["carers"]] * 12, ([["a", "c"]] * 6 + [["c"]] * 6) * 2)
    words = page_of(alike, consultation, "adopters")
    assert "Nothing stands out from what everyone else who stated a group raised." in words
    assert "Also among the 5 themes raised most by all: Contact (place 1 among all)" in words


def test_a_group_with_nobody_says_so(frames: Frames, consultation: Consultation) -> None:
    words = page_of(frames, consultation, "pros")
    assert words.startswith(
        "### Professionals\n\n"
        "**Whom this rests on.** Nobody of this group has coded texts of all collections: "
        "there is nothing to say of it here.\n\n**Who is missing.** No session says that the group came."
    )
    assert "Raised most" not in words


def test_who_is_missing(frames: Frames, consultation: Consultation, made: Made) -> None:
    # n1, n2 and n3 are coded and name nobody.
    assert who_is_missing(frames, consultation, "experience") == (
        "**Who is missing.** There is no coded text of anybody from: Professionals. Fewer than 10 people "
        "with a coded text are from: Adopters (2) and Foster carers (2). 3 of 6 coded texts (50%) do not "
        "name who spoke: they are in no group's figures."
    )
    nobody_known = who_is_missing(_heard(made), consultation, "experience")
    assert "2 people with a coded text stated no group." in nobody_known
    everybody = made([["adopters", "carers", "pros"]] * 10, [["a"]] * 10)
    assert who_is_missing(everybody, consultation, "experience") == (
        "**Who is missing.** Every group has at least 10 people with a coded text."
    )


def test_a_page_holds_no_words_of_respondents(frames: Frames, consultation: Consultation) -> None:
    words = page_of(frames, consultation, "adopters")
    assert not group_pages(frames, consultation, "experience").holds_words
    for said in frames.texts["text"]:
        assert said not in words


def test_names_are_not_read_as_markdown(made: Made, consultation: Consultation) -> None:
    people = made([["adopters"]] * 2, [["b"]] * 2)
    codes = people.codes.assign(name=people.codes["name"].replace({"School": "School *and* <b>home</b>_"}))
    words = page_of(Frames.of(**(dict(people.items()) | {"codes": codes})), consultation, "adopters")
    assert r"School \*and\* \<b\>home\</b\>\_ (2 people, 100%)" in words


def test_the_order_of_rows_does_not_matter(
    frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    one, other = (group_pages(each, consultation, "experience").frame for each in (frames, shuffled))
    assert one.equals(other)
    words = [page_of(each, consultation, "adopters") for each in (frames, shuffled)]
    assert words[0] == words[1]


def test_nobody_coded_makes_no_page(no_frames: Frames, frames: Frames, consultation: Consultation) -> None:
    for nothing in (no_frames, Frames.of(codes=frames.codes)):
        assert group_pages(nothing, consultation, "experience").frame.empty
        assert "Nobody of this group" in page_of(nothing, consultation, "adopters")


def test_what_cannot_be_asked_is_an_error(frames: Frames, consultation: Consultation) -> None:
    with pytest.raises(HeardError, match="a page of 0 themes"):
        group_pages(frames, consultation, "experience", top=0)


def test_rows_behind_a_page_are_its_people(frames: Frames, consultation: Consultation) -> None:
    table = group_pages(frames, consultation, "experience")
    rows = table.rows_behind["people"]
    of_cell = rows.groupby(["group", "kind", "theme"])["row_id"].agg(set)
    assert of_cell["Adopters", "Recurrent", "Support"] == {"p1", "p2"}
    assert isinstance(rows, pd.DataFrame)
