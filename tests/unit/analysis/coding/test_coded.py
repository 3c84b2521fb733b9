import pandas as pd
import pytest

from heard.analysis.coding.coded import coded_texts
from heard.analysis.scope import EVERYTHING, Scope
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames


def test_what_a_table_does_to_coded_texts_no_other_table_sees(
    frames: Frames, consultation: Consultation
) -> None:
    first = coded_texts(frames, consultation, EVERYTHING)
    before = first.copy(deep=True)
    first["theme"] = "Something else"
    first.loc[:, "source"] = "nobody"
    pd.testing.assert_frame_equal(coded_texts(frames, consultation, EVERYTHING), before)


def test_scopes_and_frames_are_kept_apart(
    frames: Frames, no_frames: Frames, consultation: Consultation
) -> None:
    scopes = map(Scope, ("advice", "engagement", "advice"))
    sizes = [len(coded_texts(frames, consultation, each)) for each in scopes]
    assert sizes == [6, 3, 6]
    assert coded_texts(no_frames, consultation, Scope("advice")).empty
    for question in ("q1", "q4", "q1", "q4"):
        coded_texts(frames, consultation, Scope("advice", question))
    assert len(coded_texts(frames, consultation, EVERYTHING)) == 9


def test_an_unknown_scope_is_refused_whatever_is_kept(frames: Frames, consultation: Consultation) -> None:
    coded_texts(frames, consultation, EVERYTHING)
    with pytest.raises(HeardError, match="no collection `advise`"):
        coded_texts(frames, consultation, Scope("advise"))
