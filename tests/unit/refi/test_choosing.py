"""The reading of positions is found by where segments fall, or they are left and both readings shown."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from heard.refi import BY_NAME, READINGS, STANDARD, Project, Reading, read_project
from heard.refi.choosing import LEAD
from heard.refi.evidence import CUT, FAIR, ON_WORDS
from tests.unit.refi.making import OTHER_SOURCE, SOURCE, described, one_source, packed, segment, text_source

TEXT = "We \U0001f600 asked for help, twice.\r\nNobody \U0001f602 came.\r\nThen a worker rang us, at night."
WORDS = ("asked", "help", "Nobody", "came", "worker", "rang us", "night")


def stated(text: str, words: Iterable[str], reading: Reading) -> list[tuple[int, int]]:
    """Where a tool says that some words stand, by its own way of counting."""
    counted = ("\ufeff" if reading.mark else "") + text
    counted = counted.replace("\r\n", "\n") if reading.single else counted
    width = 2 if reading.utf16 else 4
    codec = "utf-16-le" if reading.utf16 else "utf-32-le"
    places = []
    for each in words:
        at = counted.index(each)
        start, end = (len(counted[:place].encode(codec)) // width for place in (at, at + len(each)))
        places.append((start, end - reading.inclusive))
    return places


def read(
    path: Path, text: str, places: Iterable[tuple[int, int]], mark: bool = True, **named: Reading
) -> Project:
    content = (b"\xef\xbb\xbf" if mark else b"") + text.encode()
    inside = [segment(*place, number) for number, place in enumerate(places)]
    return read_project(one_source(path / "p.qdpx", content, inside), named)


def words_of(project: Project) -> list[str]:
    texts = {source.guid: source.text for source in project.sources}
    return [texts[each.source_guid][each.start : each.end] for each in project.codings]


@pytest.mark.parametrize("reading", [reading for reading in READINGS if not reading.restored], ids=str)
def test_each_of_sixteen_ways_of_counting_is_recognised(tmp_path: Path, reading: Reading) -> None:
    project = read(tmp_path, TEXT, stated(TEXT, WORDS, reading))
    assert words_of(project) == list(WORDS)
    (found,) = project.readings
    assert (found.reading, found.basis, found.score.on_words) == (reading, "evidence", len(WORDS))


def test_the_score_of_every_reading_is_reported_the_likeliest_first(tmp_path: Path) -> None:
    project = read(tmp_path, TEXT, stated(TEXT, WORDS, Reading(utf16=True)))
    (found,) = project.readings
    points = [score.points for _, score in found.scores]
    assert found.scores[0] == (Reading(utf16=True), found.score)
    assert found.score.points == ON_WORDS * len(WORDS)
    assert points == sorted(points, reverse=True)
    assert len(found.scores) == 16


def test_two_readings_that_score_alike_are_both_shown_and_the_segments_left(tmp_path: Path) -> None:
    # However it is counted, the segment is some of the exclamation marks.
    text = "\U0001f600 !!!!!! help"
    project = read(tmp_path, text, [(4, 5)], mark=False)
    assert project.codings == ()
    assert project.selections == ()
    (found,) = project.readings
    assert (found.reading, found.basis) == (None, "undecided")
    (codings, segments) = project.left
    assert (codings.what, codings.number) == ("codings", 1)
    assert (segments.what, segments.number) == ("segments", 1)
    for reading, _ in found.scores[:2]:
        assert f"{reading} (" in codings.why
    one, other = found.examples[0]
    assert f"{one[0]}-{one[1]} or {other[0]}-{other[1]}" in codings.why


def test_a_word_before_a_comma_does_not_say_where_its_end_is_counted(tmp_path: Path) -> None:
    project = read(tmp_path, "We had help, twice.", [(7, 11)], mark=False)
    (found,) = project.readings
    assert [reading for reading, _ in found.scores] == [Reading(), Reading(inclusive=True)]
    assert found.scores[0][1].points == found.scores[1][1].points == ON_WORDS
    assert project.codings == ()


def test_a_word_before_a_space_does(tmp_path: Path) -> None:
    project = read(tmp_path, "We had help twice.", [(7, 11)], mark=False)
    (found,) = project.readings
    assert [score.points for _, score in found.scores] == [ON_WORDS, FAIR]
    assert found.score.points - FAIR == LEAD
    assert words_of(project) == ["help"]


def test_a_person_can_name_the_reading(tmp_path: Path) -> None:
    places = [(7, 11)]
    by_source = read(tmp_path, "We had help, twice.", places, False, **{SOURCE: BY_NAME["code-points"]})
    for_all = read(tmp_path, "We had help, twice.", places, False, **{"": BY_NAME["code-points,inclusive"]})
    assert words_of(by_source) == ["help"]
    assert words_of(for_all) == ["help,"]
    assert for_all.readings[0].basis == "named"


def test_readings_that_give_the_same_segments_are_no_ambiguity(tmp_path: Path) -> None:
    # Before the first character outside the basic plane all units are alike; only the end can be two things.
    project = read(tmp_path, "We had help twice. \U0001f600", [(0, 2), (7, 11)], mark=False)
    (found,) = project.readings
    assert len(found.scores) == 2
    assert found.reading == STANDARD


def test_stored_words_decide_where_boundaries_do_not(tmp_path: Path) -> None:
    content = b"We had help, twice."
    for name, end in (("help", 11), ("help,", 12)):
        path = one_source(tmp_path / f"{end}.qdpx", content, segment(7, 11, name=name))
        project = read_project(path)
        assert words_of(project) == [content[7:end].decode()]
        assert project.readings[0].score.quoted == 1


def test_a_source_too_small_to_tell_is_read_as_the_whole_project_is(tmp_path: Path) -> None:
    large = [segment(*place, number) for number, place in enumerate(stated(TEXT, WORDS, Reading(utf16=True)))]
    small = "\U0001f600 (help), \U0001f600 (now), "
    small_places = stated(small, ["help"], Reading(utf16=True))
    sources = text_source(large) + text_source([segment(*place, 100) for place in small_places], OTHER_SOURCE)
    files = {f"Sources/{SOURCE}.txt": TEXT.encode(), f"Sources/{OTHER_SOURCE}.txt": small.encode()}
    project = read_project(packed(tmp_path / "p.qdpx", described(sources), files))
    bases = {each.source_guid: each.basis for each in project.readings}
    assert bases == {SOURCE: "evidence", OTHER_SOURCE: "project"}
    assert words_of(project) == [*WORDS, "help"]


def test_thin_evidence_against_that_of_the_whole_project_is_not_followed(tmp_path: Path) -> None:
    large = [segment(*place, number) for number, place in enumerate(stated(TEXT, WORDS, Reading(utf16=True)))]
    small = "\U0001f600 We had help twice."
    against = [segment(*place, 100) for place in stated(small, ["help"], Reading())]
    sources = text_source(large) + text_source(against, OTHER_SOURCE)
    files = {f"Sources/{SOURCE}.txt": TEXT.encode(), f"Sources/{OTHER_SOURCE}.txt": small.encode()}
    project = read_project(packed(tmp_path / "p.qdpx", described(sources), files))
    assert {each.source_guid: each.basis for each in project.readings}[OTHER_SOURCE] == "undecided"
    assert words_of(project) == list(WORDS)


def test_positions_that_keep_to_words_in_no_reading_are_not_guessed(tmp_path: Path) -> None:
    text = "abcdefghij " * 20
    project = read(tmp_path, text, [(11 * row + 2, 11 * row + 5) for row in range(10)], mark=False)
    (found,) = project.readings
    assert found.basis == "undecided"
    assert found.score.points == 10 * CUT


def test_one_segment_with_many_codes_is_one_piece_of_evidence(tmp_path: Path) -> None:
    once = read(tmp_path, "We had help twice.", [(7, 11)], mark=False)
    often = read(tmp_path, "We had help twice.", [(7, 11)] * 5, mark=False)
    assert once.readings[0].score.points == often.readings[0].score.points
    assert often.readings[0].score.on_words == often.readings[0].score.selections == 5


def test_where_no_spaces_are_written_letters_say_nothing_of_words(tmp_path: Path) -> None:
    project = read(
        tmp_path, "\U0001f600" + "\u6211\u4eec\u9700\u8981\u5e2e\u52a9" * 5, [(3, 5), (7, 9)], mark=False
    )
    assert project.readings[0].basis == "undecided"


def test_no_message_holds_what_somebody_said(tmp_path: Path) -> None:
    project = read(tmp_path, "We had help, twice.", [(7, 11)], mark=False)
    said = " ".join(f"{each.what} {each.where} {each.why}" for each in project.left)
    assert not re.search("help|twice|had", said)
