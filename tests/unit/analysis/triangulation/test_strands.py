from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.analysis.coding import coding_totals, themes
from heard.analysis.triangulation import strands, themes_by_strand, who_raised_themes
from heard.consultation import Consultation
from heard.frames import Frames
from heard.results import table_html
from heard.tables import ResultTable, broken_margins
from tests.unit.analysis.triangulation.making import raising, without

Read = Callable[[ResultTable, str], dict[object, object]]
_SESSIONS, _ADVICE, _EVIDENCE = "Sessions", "Call for advice", "Call for evidence"


def test_a_strand_says_how_much_of_it_is_coded(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = strands(frames, consultation)
    # Two sessions have a note; p1 to p4 answered, p4 without a coding; p5 and p6 sent evidence.
    assert column(table, "sources") == {_SESSIONS: 2, _ADVICE: 4, _EVIDENCE: 2}
    assert column(table, "sources_coded") == {_SESSIONS: 2, _ADVICE: 3, _EVIDENCE: 0}
    assert column(table, "people") == {_SESSIONS: 0, _ADVICE: 3, _EVIDENCE: 0}
    assert column(table, "texts_coded") == {_SESSIONS: 3, _ADVICE: 3, _EVIDENCE: 0}
    found = column(table, "themes")
    assert (found[_SESSIONS], found[_ADVICE]) == (2, 2)
    assert pd.isna(found[_EVIDENCE])


def test_sources_are_people_and_where_nobody_is_named_sessions(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = themes_by_strand(frames, consultation)
    sources = column(table, "sources")
    # s1 spoke of support and s2 of school; p1 and p2 of support, p1 and p3 of school; of contact nobody.
    assert [sources[theme, _SESSIONS] for theme in ("Support", "School", "Contact")] == [1, 1, 0]
    assert [sources[theme, _ADVICE] for theme in ("Support", "School", "Contact")] == [2, 2, 0]
    assert column(table, "sources_base")["Contact", _SESSIONS] == 2
    assert column(table, "sources_share")["Support", _ADVICE] == pytest.approx(2 / 3)
    assert column(table, "people")["Support", _SESSIONS] == 0
    # Waiting stands on t1 twice, by two coders: one mention, beside Night and, on t2, the theme itself.
    assert column(table, "mentions")["Support", _ADVICE] == 3


def test_places_are_within_the_strand_and_equals_share_the_better_one(
    frames: Frames, consultation: Consultation, column: Read
) -> None:
    fewer = without(frames, "codings", "coding_id", "k5")
    places = column(themes_by_strand(fewer, consultation), "place")
    assert (places["School", _ADVICE], places["Support", _ADVICE]) == (1, 2)
    assert (places["School", _SESSIONS], places["Support", _SESSIONS]) == (1, 1)
    assert pd.isna(places["Contact", _SESSIONS])


def test_a_strand_that_nobody_coded_is_marked_and_is_not_nought(
    frames: Frames, consultation: Consultation
) -> None:
    for table in (themes_by_strand(frames, consultation), who_raised_themes(frames, consultation)):
        uncoded = table.frame[table.frame["strand"] == _EVIDENCE]
        assert len(uncoded) == 3
        assert uncoded.drop(columns=["theme", "strand"]).isna().all(axis=None)
        assert table_html(table).count("Not coded") >= 3
    notes = themes_by_strand(frames, consultation).notes
    assert notes[0].startswith("Of 3 themes the codings of each strand use: Sessions 2, Call for advice 2.")
    coded = themes_by_strand(frames, consultation).frame.query("strand != @_EVIDENCE")
    assert coded["sources"].notna().all()


def test_who_raised_a_theme_by_what_they_speak_from(
    frames: Frames, speaking: Consultation, column: Read
) -> None:
    table = who_raised_themes(frames, speaking)
    # p1 is an adopter and a carer, p2 an adopter, p3 a carer; the notes of s1 name nobody.
    assert column(table, "lived_experience")["Support", _ADVICE] == 2
    assert column(table, "practice")["Support", _ADVICE] == 1
    assert column(table, "lived_experience")["School", _ADVICE] == 1
    assert column(table, "practice")["School", _ADVICE] == 2
    assert column(table, "research")["School", _ADVICE] == 0
    assert column(table, "unnamed")["Support", _SESSIONS] == 1
    assert column(table, "unnamed")["Support", _ADVICE] == 0
    nobody = without(frames, "memberships", "respondent_id", "p3")
    assert column(who_raised_themes(nobody, speaking), "not_stated")["School", _ADVICE] == 1


def test_every_margin_holds(frames: Frames, consultation: Consultation, no_frames: Frames) -> None:
    for each in (frames, no_frames):
        tables = [
            make(each, consultation)
            for make in (strands, themes_by_strand, who_raised_themes, themes, coding_totals)
        ]
        assert broken_margins({table.name: table for table in tables}) == []


def test_the_order_of_rows_does_not_matter(
    frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    for make in (strands, themes_by_strand, who_raised_themes):
        assert make(frames, consultation).frame.equals(make(shuffled, consultation).frame)


def test_without_codings_every_strand_is_marked(
    frames: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    uncoded = Frames.of(codes=frames.codes, texts=frames.texts)
    assert themes_by_strand(uncoded, consultation).frame["sources"].isna().all()
    assert strands(uncoded, consultation).frame["sources_coded"].tolist() == [0, 0, 0]
    assert themes_by_strand(no_frames, consultation).frame.empty
    assert who_raised_themes(no_frames, consultation).frame.empty


_SOURCES = st.lists(st.sets(st.sampled_from(["a", "a1", "a2x", "b", "c"])).map(" ".join), max_size=8)


@given(st.fixed_dictionaries({"advice": _SOURCES, "evidence": _SOURCES}))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # the frames and the consultation are never changed
def test_counts_are_those_of_a_plain_loop(
    frames: Frames, consultation: Consultation, raised: dict[str, list[str]]
) -> None:
    table = themes_by_strand(raising(frames, raised), consultation).frame.set_index(["strand", "theme"])
    for collection, title in (("advice", _ADVICE), ("evidence", _EVIDENCE)):
        coded = [{code[0] for code in codes.split()} for codes in raised[collection] if codes]
        for theme, name in (("a", "Support"), ("b", "School"), ("c", "Contact")):
            cell = table.loc[(title, name)]
            if coded:
                assert cell["sources"] == sum(theme in each for each in coded)
                assert cell["sources_base"] == len(coded)
            else:
                assert pd.isna(cell["sources"])
