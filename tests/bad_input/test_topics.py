"""Texts that no topic model was made for: a clear message, or tables that hold together."""

import numpy as np
import pandas as pd
import pytest

from heard.analysis import topics as t
from heard.analysis.preparation import Preparation, prepare
from heard.analysis.topics import criteria as c
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import broken_margins

_SOURCE = [{"file": "x.csv", "layout": "answers", "columns": {"text": "text"}}]
CONSULTATION = Consultation.model_validate(
    {
        "title": "Odd",
        "owner": "Tests",
        "synthetic": True,
        "groupings": [{"code": "role", "name": "Role", "groups": [{"code": "a", "name": "A"}]}],
        "collections": [{"code": "x", "title": "X", "kind": "call_for_advice", "sources": _SOURCE}],
    }
)
ODD = {
    "languages mixed": [
        "support for families",
        "поддержка семьи",
        "支援 家庭",
        "دعم الأسرة",
        "soutien aux familles",
    ]
    * 4,
    "a text of a million words": ["support family " * 500_000, "school teacher school", "support school"],
    "all the same": ["please help our school"] * 12,
    "two words": ["help school"] * 6,
    "mostly empty": ["", "😀", "12", "help school family", "school help"],
}


def frames_of(texts: list[str]) -> Frames:
    ids = [f"t{number:03d}" for number in range(len(texts))]
    return Frames.of(
        texts=pd.DataFrame(
            {"text_id": ids, "collection": "x", "question_id": None, "session_id": None}
            | {"respondent_id": [f"p{number:03d}" for number in range(len(texts))], "text": texts}
        )
    )


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("method", ["lda", "nmf"])
def test_odd_texts_give_tables_that_hold_together(kind: str, method: str) -> None:
    frames = frames_of(ODD[kind])
    tokens = prepare(frames.texts, Preparation(min_texts=1)).tokens
    settings = t.TopicSettings(k=2, method=method, iterations=6, burnin=4, thin=2)  # type: ignore[arg-type]
    chains = t.combine_chains([t.fit_topics(tokens, each) for each in settings.chains(3)])
    shares, stability = t.topic_shares(chains.reported, tokens, frames), t.topic_stability(chains)
    tables = [
        shares,
        stability,
        t.topic_passports(shares, stability),
        t.topic_texts(chains.reported),
        t.topic_words(chains.reported, tokens, frames),
        t.relevant_words(chains.reported, tokens),
        t.typical_texts(chains.reported, frames),
        t.topic_prevalence(chains, frames, CONSULTATION, "role", resamples=20),
        t.topic_map(chains.reported),
        t.topic_correlations(chains),
        t.topic_codes(chains.reported, frames),
    ]
    assert broken_margins({table.name: table for table in tables}) == []
    assert np.isfinite(shares.frame["tokens_share"]).all()
    assert np.isfinite(stability.frame["cosine"]).all()


@pytest.mark.parametrize("kind", ["languages mixed", "all the same", "two words"])
def test_criteria_of_odd_texts_are_numbers(kind: str) -> None:
    tokens = prepare(frames_of(ODD[kind]).texts, Preparation(min_texts=1)).tokens
    held = c.hold_out(tokens)
    models = [
        t.fit_topics(held.training, t.TopicSettings(k=2, iterations=6, burnin=4, seed=s)) for s in (1, 2)
    ]
    found = c.criteria_by_k({2: models}, held).frame
    assert np.isfinite(found["value"]).all()


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([], "no text has a word left"),
        (["", "😀", "12 34"], "no text has a word left"),
        (["the and of"], "no text has a word left"),
        (["help school family"], "2 topics are asked of 1 texts with 3 different words"),
        (["help"] * 9, "2 topics are asked of 9 texts with 1 different words"),
    ],
)
def test_too_little_is_said(texts: list[str], said: str) -> None:
    tokens = prepare(frames_of(texts).texts, Preparation(min_texts=1)).tokens
    with pytest.raises(HeardError, match=said):
        t.fit_topics(tokens, t.TopicSettings(k=2))
