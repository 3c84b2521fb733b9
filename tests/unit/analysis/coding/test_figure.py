from collections.abc import Callable

from heard.analysis import Scope
from heard.analysis.coding import coding_totals, figure_of_themes
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]


def with_definitions(frames: Frames, **definitions: str) -> Frames:
    defined = frames.codes["code"].map(definitions).fillna("")
    return Frames.of(**dict(frames.items()) | {"codes": frames.codes.assign(definition=defined)})


def test_each_theme_raised_has_its_description_and_the_points_made(
    frames: Frames, consultation: Consultation
) -> None:
    table = figure_of_themes(with_definitions(frames, a="Help of any kind."), consultation)
    # Waiting and Crisis have two mentions each and stay in the codebook's order; nobody raised Contact.
    assert table.frame[["theme", "description", "points"]].to_numpy().tolist() == [
        ["Support", "Help of any kind.", "Waiting; Crisis"],
        ["School", "Not described in the codebook", "None below the theme itself"],
    ]
    counts = table.frame[["people", "people_base", "sessions", "sessions_base", "mentions", "mentions_base"]]
    assert counts.to_numpy().tolist() == [[2, 3, 1, 2, 5, 8], [2, 3, 1, 2, 3, 8]]


def test_points_come_in_the_order_of_what_is_counted(frames: Frames, consultation: Consultation) -> None:
    more = frames.codings[frames.codings["coding_id"] != "k7"]
    fewer_waiting = Frames.of(**dict(frames.items()) | {"codings": more})
    assert figure_of_themes(fewer_waiting, consultation).frame["points"][0] == "Crisis; Waiting"
    # One person raised each of the two.
    by_people = figure_of_themes(fewer_waiting, consultation, rank_by="people")
    assert by_people.frame["points"][0] == "Waiting; Crisis"


def test_a_subtheme_that_nobody_raised_in_the_scope_is_no_point(
    frames: Frames, consultation: Consultation
) -> None:
    in_session_two = Frames.of(
        **dict(frames.items()) | {"codings": frames.codings[frames.codings["coding_id"].isin(["k7", "k9"])]}
    )
    table = figure_of_themes(in_session_two, consultation, Scope("engagement"))
    assert dict(zip(table.frame["theme"], table.frame["points"], strict=True))["Support"] == "Waiting"


def test_it_holds_no_respondents_words_and_agrees_with_the_totals(
    frames: Frames, consultation: Consultation
) -> None:
    table = figure_of_themes(frames, consultation)
    assert not table.holds_words
    totals = coding_totals(frames, consultation)
    assert broken_margins({each.name: each for each in (table, totals)}) == []


def test_order_of_rows_and_emptiness(
    frames: Frames, shuffled: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    one, other = (figure_of_themes(each, consultation).frame for each in (frames, shuffled))
    assert one.equals(other)
    assert figure_of_themes(no_frames, consultation).frame.empty
    assert figure_of_themes(frames, consultation, Scope("evidence")).frame.empty
