from pathlib import Path

import pandas as pd
import pytest

from heard.frames import CONTRACTS, Frames, empty_frame


@pytest.mark.parametrize("name", CONTRACTS)
def test_an_empty_frame_has_its_columns_in_order(name: str) -> None:
    assert list(empty_frame(name).columns) == list(CONTRACTS[name].columns)


def test_frames_are_brought_to_their_contracts() -> None:
    respondents = pd.DataFrame({"more": [1], "known_by": ["row"], "respondent_id": ["r-1"]}, index=[5])
    frames = Frames.of(respondents=respondents)
    assert list(frames.respondents.columns) == ["respondent_id", "known_by"]
    assert frames.respondents.index.tolist() == [0]
    assert len(frames.texts) == 0


def test_a_column_that_may_be_empty_can_be_left_out_and_no_other() -> None:
    codings = pd.DataFrame({"coding_id": ["c-1"], "text_id": ["t-1"], "code": ["help"], "origin": ["file"]})
    framed = Frames.of(codings=codings).codings
    assert framed[["coder", "coded_on", "start", "end"]].isna().all(axis=None)
    with pytest.raises(KeyError):
        Frames.of(codings=codings.drop(columns="code"))


def test_frames_come_back_as_they_were_written(tmp_path: Path) -> None:
    sessions = pd.DataFrame(
        {"session_id": ["s-1"], "collection": ["e"], "method": [None], "held_on": [None], "people": [3]}
    )
    frames = Frames.of(sessions=sessions)
    frames.write(tmp_path)
    for name, frame in Frames.read(tmp_path).items():
        pd.testing.assert_frame_equal(frame, getattr(frames, name))
