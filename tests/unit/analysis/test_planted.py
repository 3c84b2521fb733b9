"""What the demo plants comes back: practice models to the last mention, and the eight topics."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linear_sum_assignment

from heard.analysis import Scope
from heard.analysis.evidence import find_models
from heard.analysis.topics import TopicSettings, fit_topics, prepare_texts
from heard.consultation import Consultation, load_consultation, load_practice_models
from heard.frames import Frames, stable_id
from heard.intake import read_consultation
from heard.places import home

_FOLDER = home() / "data" / "demo"


def _truth(name: str) -> pd.DataFrame:
    return pd.read_csv(_FOLDER / "truth" / name, dtype={"question": "str"})


@pytest.fixture(scope="module")
def demo() -> tuple[Frames, Consultation]:
    consultation = load_consultation(_FOLDER)
    return read_consultation(_FOLDER, consultation).frames, consultation


def test_every_mention_of_a_practice_model_is_found_and_no_other(
    demo: tuple[Frames, Consultation],
) -> None:
    frames, consultation = demo
    texts = frames.texts[frames.texts["collection"] == "evidence"]
    found = find_models(texts, load_practice_models(_FOLDER, consultation))
    planted = _truth("practice_mentions.csv").query("collection == 'evidence'")
    # Names inside names, misspelt names and plain uses of the same words are planted too, as traps.
    assert (planted["counts"] == "no").sum() > 50
    meant = planted.loc[planted["counts"] == "yes", "what"].value_counts()
    assert found["code"].value_counts().sort_index().to_dict() == meant.sort_index().to_dict()


def test_the_planted_topics_of_question_4_are_found(demo: tuple[Frames, Consultation]) -> None:
    frames, consultation = demo
    tokens = prepare_texts(frames, consultation, Scope("advice", "q4"))
    fitted = fit_topics(tokens, TopicSettings(k=8, iterations=300, alpha=0.1))
    mixtures = _truth("q4_mixtures.csv")
    mixtures.index = pd.Index([stable_id("r", "advice", number) for number in mixtures["respondent"]])
    respondent = frames.texts.set_index("text_id")["respondent_id"]
    found = pd.DataFrame(fitted.document_topic, index=respondent.loc[fitted.text_ids.tolist()].to_numpy())
    # People known in two collections have another id; the others are most of them.
    both = found.index.intersection(mixtures.index)
    assert len(both) > 700
    planted, shares = mixtures.loc[both].iloc[:, 3:], found.loc[both].fillna(0)
    unit = [each / np.linalg.norm(each, axis=0) for each in (planted.to_numpy(), shares.to_numpy())]
    cosines = unit[0].T @ unit[1]
    rows, columns = linear_sum_assignment(cosines, maximize=True)
    assert cosines[rows, columns].min() > 0.9
    main = planted.to_numpy().argmax(axis=1) == rows[np.argsort(columns)][shares.to_numpy().argmax(axis=1)]
    assert main.mean() > 0.8
