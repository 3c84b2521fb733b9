"""What is published, counted by hand on the small consultation, and the whole of it on the demonstration."""

from dataclasses import replace

from heard.analysis.published import (
    EVERYBODY,
    EVERYTHING_WRITTEN,
    people_by_group,
    sides_taken,
    subthemes_raised,
    themes_raised,
)
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable


def cells(table: ResultTable, column: str) -> dict[tuple[str, ...], int]:
    frame = table.frame
    return dict(zip(frame[table.dimensions].itertuples(index=False, name=None), frame[column], strict=True))


def test_everyone_is_a_group_and_everything_a_choice(frames: Frames, consultation: Consultation) -> None:
    people = cells(people_by_group(frames, consultation, "experience"), "people")
    themes = themes_raised(frames, consultation, "experience")
    raised, of = cells(themes, "people"), cells(themes, "people_base")
    for (texts, group), number in people.items():
        assert {of[key] for key in of if key[:2] == (texts, group)} == {number}
    everybody = {
        key[2]: number for key, number in raised.items() if key[:2] == (EVERYTHING_WRITTEN, EVERYBODY)
    }
    coded = frames.codings.merge(frames.texts, on="text_id").merge(frames.codes[["code", "theme"]], on="code")
    by_hand = coded.dropna(subset=["respondent_id"]).groupby("theme")["respondent_id"].nunique()
    names = frames.codes.set_index("code")["name"]
    assert {names[theme]: number for theme, number in by_hand.items()} == {
        theme: number for theme, number in everybody.items() if number
    }


def test_a_subtheme_is_raised_by_no_more_than_its_theme(frames: Frames, consultation: Consultation) -> None:
    themes = cells(themes_raised(frames, consultation, "experience"), "people")
    for (texts, theme, _), number in cells(subthemes_raised(frames, consultation), "people").items():
        assert number <= themes[texts, EVERYBODY, theme]


def test_whoever_took_both_sides_is_on_neither(frames: Frames, consultation: Consultation) -> None:
    table = sides_taken(frames, consultation, "experience")
    assert (table.frame["first"] <= table.frame["leaning"]).all()
    assert set(table.rows_behind) == {"first", "leaning"}


def test_subthemes_that_oppose_each_other_are_left_to_the_sides(
    frames: Frames, consultation: Consultation
) -> None:
    opposed = replace(frames, codes=frames.codes.assign(opposes=frames.codes["code"].map({"a1": "a2"})))
    listed = set(subthemes_raised(frames, consultation).frame["subtheme"])
    assert listed - set(subthemes_raised(opposed, consultation).frame["subtheme"]) == {"Waiting", "Crisis"}
