"""What is said of groups, on the NHS comments: services as groups, 50 hand-coded themes as codes.

The totals are counted a second time by a few lines of the csv module.
"""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from heard.analysis.composition import composition_weights, ranking_by_composition
from heard.analysis.difference import common_ground, divergence
from heard.analysis.groups import (
    areas_outside,
    distinctive_themes,
    group_bases,
    group_pages,
    subthemes_by_group,
    themes_by_area,
    themes_by_group,
)
from heard.analysis.keyness import distinctive_words
from heard.analysis.published import people_by_group, themes_raised
from heard.analysis.references import find_references, resolve_references
from heard.analysis.triangulation import themes_by_strand
from heard.analysis.voices import find_families, near_copy_families, one_voice, themes_both_ways
from heard.consultation import Consultation, load_consultation
from heard.frames import Frames
from heard.intake import read_consultation
from heard.release.build import write_table
from heard.release.composition import themes_by_composition
from heard.release.disclosure import Chosen, Rule, hide, protect, protect_estimates
from heard.tables import broken_margins
from tests.disclosure.reader import Reader, read_compositions, read_table
from tests.real.test_nhs_fft import DATA, FILE, HERE, THEMES, says_something

pytestmark = pytest.mark.skipif(
    not FILE.is_file(),
    reason="the real data are not here: set HEARD_REAL_DATA to the folder that holds nhs_fft/",
)
Data = tuple[Frames, Consultation]


@pytest.fixture(scope="module")
def data() -> Data:
    described = load_consultation(HERE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEARD_REAL_DATA", str(DATA))
        return read_consultation(HERE, described).frames, described


@pytest.fixture(scope="module")
def counted() -> tuple[dict[tuple[str, str], set[str]], dict[str, set[str]]]:
    """Return respondents by service and theme, and respondents with a coded comment by service."""
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    services = defaultdict(set)
    for row in rows:
        services[row[2]].add(" ".join(row[4].split()))
    raised, coded = defaultdict(set), defaultdict(set)
    for row in filter(says_something, rows):
        themes = [name for name, mark in zip(header[THEMES], row[THEMES], strict=True) if mark == "1"]
        for service in (services[row[2]] - {""} or {"Not stated"}) if themes else ():
            coded[service].add(row[2])
            for theme in themes:
                raised[service, theme].add(row[2])
    return raised, coded


@pytest.fixture(scope="module")
def names(data: Data) -> dict[str, str]:
    """Return the name of each service by how the file writes it."""
    groups = data[1].grouping("service").groups
    written = {label.casefold(): group.name for group in groups for label in (group.name, *group.labels)}
    return written | {"not stated": "Not stated"}


def test_people_by_service_and_theme_are_those_of_the_file(
    data: Data,
    counted: tuple[dict[tuple[str, str], set[str]], dict[str, set[str]]],
    names: dict[str, str],
) -> None:
    table = themes_by_group(*data, "service").frame
    ours = table[table["people"] > 0].set_index(["group", "theme"])["people"].to_dict()
    raised, coded = counted
    theirs = {(names[service.casefold()], theme): len(people) for (service, theme), people in raised.items()}
    assert ours == theirs
    bases = group_bases(*data, "service").frame.set_index("group")["people_coded"].to_dict()
    assert {group: people for group, people in bases.items() if people} == {
        names[service.casefold()]: len(people) for service, people in coded.items()
    }


def test_the_pooled_ranking_as_heard_is_that_of_the_file(
    data: Data, counted: tuple[dict[tuple[str, str], set[str]], dict[str, set[str]]]
) -> None:
    pooled = defaultdict(set)
    for (_, theme), people in counted[0].items():
        pooled[theme] |= people
    table = ranking_by_composition(*data, "service").frame.set_index("theme")
    assert table.loc[table["people"] > 0, "people"].to_dict() == {
        theme: len(people) for theme, people in pooled.items()
    }
    assert (table["change"] == 0).all()
    equal = composition_weights(*data, "service", "each_group_equal").frame
    held = equal[equal["people"] > 0]
    # The file lists each respondent under one service or few, so equal groups come out nearly equal.
    assert np.ptp(held["weighted_share"]) < 0.02
    # One service has a single person here, who then speaks for an eighth of all: the table shows it.
    assert held["people"].min() == 1
    assert held["mean_weight"].max() > 400


def test_differences_of_services_are_found_with_their_words(data: Data) -> None:
    distinctive = distinctive_themes(*data, "service").frame
    own = set(
        distinctive[distinctive["distinctive"] == 1][["group", "theme"]].itertuples(index=False, name=None)
    )
    assert ("Patient transport", "Transport to/ from services") in own
    words = distinctive_words(*data, "service", families=find_families(data[0].texts)).frame
    of_transport = words[(words["group"] == "Patient transport") & (words["distinctive"] == 1)]
    assert {"driver", "drivers"} & set(of_transport["term"])
    apart = divergence(*data, "service").frame
    assert apart["differs"].sum() > 10
    assert common_ground(*data, "service").frame["theme"].iloc[0] in {
        "Positive experience & gratitude",
        "Staff manner & personal attributes",
    }


def test_every_other_table_holds_its_totals(data: Data) -> None:
    from heard.analysis.coding import coding_totals, themes

    tables = [
        coding_totals(*data),
        themes(*data),
        group_bases(*data, "service"),
        themes_by_group(*data, "service"),
        subthemes_by_group(*data, "service"),
        group_pages(*data, "service"),
        ranking_by_composition(*data, "service", "each_group_equal"),
        themes_by_area(*data, "timeliness-of-care", "trust"),
        areas_outside(*data, "trust"),
    ]
    assert broken_margins({table.name: table for table in tables}) == []
    assert themes_by_strand(*data).frame["sources"].sum() > 0


def test_copied_answers_count_once_and_nothing_else_is_lost(data: Data) -> None:
    frames, described = data
    families = find_families(frames.texts)
    once = one_voice(frames, families)
    gone = len(families) - families["family"].nunique()
    assert len(once.texts) == len(frames.texts) - gone
    assert near_copy_families(frames, described, families, {}).frame["texts"].sum() == len(families)
    both = themes_both_ways(frames, once, described).frame
    assert (both["once"] <= both["every_text"]).all()


def test_comments_on_services_cite_next_to_nothing(data: Data) -> None:
    works, mentions = resolve_references(find_references(data[0].texts))
    # 7,000 comments by patients hold no reference; what looks like one is left unresolved.
    assert len(works) <= 5
    assert len(mentions) < 100


def test_a_release_of_it_gives_nothing_away(data: Data, tmp_path: Path) -> None:
    tables = [people_by_group(*data, "service"), themes_raised(*data, "service")]
    chosen = [Chosen(table, ("people",)) for table in tables]
    hidden = hide(chosen, Rule(9))
    shown = {each.table.name: protect(each, hidden.numbers, Rule(9)) for each in chosen}
    estimated = themes_by_composition(chosen[1], shown["themes_raised"])
    for protected in (*shown.values(), protect_estimates(estimated, hidden.attack)):
        write_table(tmp_path, "nhs", protected)
    reader, by, files = Reader(), ["texts", "group"], tmp_path / "tables"
    places = [
        *read_table(reader, files / "themes_raised.csv", [*by, "theme"], "people", "people_base", by),
        *read_table(reader, files / "people_by_group.csv", by, "people", "people_base", ["texts"]),
    ]
    raised = files / "themes_raised.csv"
    assert read_compositions(reader, files / "themes_by_composition.csv", raised) > 50
    assert len(places) > 100
    told = {place: reader.interval(place) for place in sorted(places)[::3]}
    assert not [place for place, (least, most) in told.items() if most - least < 9]
