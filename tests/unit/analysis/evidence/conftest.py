import pandas as pd
import pytest

from heard.frames import Frames


@pytest.fixture
def coded(frames: Frames) -> Frames:
    """The small consultation with coded evidence.

    p5 answers both questions: robust are Waiting and School, a gap is School. p6 writes freely of School
    and Contact. p1 answers the second question: a gap is Waiting.
    """
    texts = pd.DataFrame(
        [
            ("e3", "evidence", "evidence.q2", "p5", None, "Schools are not known."),
            ("e4", "evidence", "evidence.q2", "p1", None, "Nor is waiting."),
        ],
        columns=["text_id", "collection", "question_id", "respondent_id", "session_id", "text"],
    )
    codings = pd.DataFrame(
        [
            ("v1", "e1", "a1", "X"),
            ("v2", "e1", "a1", "Y"),
            ("v3", "e1", "b", "X"),
            ("v4", "e3", "b", "X"),
            ("v5", "e2", "b", "X"),
            ("v6", "e2", "c", "X"),
            ("v7", "e4", "a1", "X"),
        ],
        columns=["coding_id", "text_id", "code", "coder"],
    ).assign(coded_on=pd.NaT, origin="file")
    changed = {
        "texts": pd.concat([frames.texts, texts]),
        "codings": pd.concat([frames.codings, codings]),
    }
    return Frames.of(**(dict(frames.items()) | changed))
