"""Nothing coded, nobody known, no session, one theme: tables of noughts or none, and no error."""

from collections.abc import Callable

import pandas as pd
import pytest

from heard.analysis import Scope
from heard.analysis.coding import (
    coders,
    coding_totals,
    saturation,
    subthemes,
    theme_pairs,
    themes,
    themes_by_coder,
)
from heard.analysis.groups import distinctive_themes, group_bases, themes_by_group, themes_by_group_present
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Make = Callable[[Frames, Consultation, Scope], ResultTable]


def _by(table: Callable[..., ResultTable]) -> Make:
    return lambda frames, consultation, scope: table(frames, consultation, "experience", scope)


CODED: dict[str, Make] = {
    table.__name__: table
    for table in (coding_totals, themes, subthemes, theme_pairs, saturation, coders, themes_by_coder)
}
GROUPS: dict[str, Make] = {
    table.__name__: _by(table)
    for table in (group_bases, themes_by_group, themes_by_group_present, distinctive_themes)
}
TABLES = CODED | GROUPS


def _without(frames: Frames, *emptied: str) -> Frames:
    return Frames.of(**{name: frame for name, frame in frames.items() if name not in emptied})


def _one_theme(frames: Frames) -> Frames:
    kept = {
        "codes": frames.codes[frames.codes["code"] == "b"],
        "codings": frames.codings[frames.codings["code"] == "b"],
    }
    return Frames.of(**(dict(frames.items()) | kept))


STATES: dict[str, Callable[[Frames], Frames]] = {
    "no coding": lambda frames: _without(frames, "codings"),
    "no session": lambda frames: _without(_notes_dropped(frames), "sessions", "attendance"),
    "nobody known": lambda frames: _unknown(frames),
    "one theme": _one_theme,
    "one theme, no coding": lambda frames: _without(_one_theme(frames), "codings"),
    "nothing": lambda _: Frames.of(),
}


def _notes_dropped(frames: Frames) -> Frames:
    notes = frames.texts.loc[frames.texts["session_id"].notna(), "text_id"]
    kept = {name: frame[~frame["text_id"].isin(notes)] for name, frame in _of_texts(frames).items()}
    return Frames.of(**(dict(frames.items()) | kept))


def _unknown(frames: Frames) -> Frames:
    """Engagement notes without known speakers."""
    notes = frames.texts.loc[frames.texts["session_id"].notna(), "text_id"]
    kept = {name: frame[frame["text_id"].isin(notes)] for name, frame in _of_texts(frames).items()}
    emptied = _without(frames, "respondents", "participations", "memberships")
    return Frames.of(**(dict(emptied.items()) | kept))


def _of_texts(frames: Frames) -> dict[str, pd.DataFrame]:
    return {"texts": frames.texts, "codings": frames.codings}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", TABLES)
def test_every_table_stands(name: str, state: str, frames: Frames, consultation: Consultation) -> None:
    table = TABLES[name](STATES[state](frames), consultation, Scope())
    if "no coding" in state or state == "nothing":
        coded = [each for each in table.named("count") if each != "people" or name != "group_bases"]
        assert (table.frame[coded] == 0).all(axis=None)


@pytest.mark.parametrize("state", STATES)
def test_every_margin_holds(state: str, frames: Frames, consultation: Consultation) -> None:
    tables = [make(STATES[state](frames), consultation, Scope()) for make in TABLES.values()]
    assert broken_margins({table.name: table for table in tables}) == []


def test_one_theme_has_no_pair(frames: Frames, consultation: Consultation) -> None:
    one = _one_theme(frames)
    assert theme_pairs(one, consultation).frame.empty
    assert themes(one, consultation).frame["theme"].tolist() == ["School"]
    # t1, t3 and n3 have the code; the curve ends with the last of them.
    assert saturation(one, consultation).frame["texts_read"].tolist() == [1, 3]


def test_notes_without_known_speakers_have_bases_of_nought(
    frames: Frames, consultation: Consultation
) -> None:
    table = themes_by_group(_unknown(frames), consultation, "experience")
    assert set(table.frame["people_base"]) == {0}
    assert table.frame[["people_share", "low", "high"]].isna().all(axis=None)
    present = themes_by_group_present(_unknown(frames), consultation, "experience").frame
    assert present["sessions"].sum() > 0
