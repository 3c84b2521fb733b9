from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from heard.analysis.coding.suggestions import LEAST_TEXTS, suggestion_precision, train_suggester
from heard.errors import HeardError
from heard.frames import Frames

PLANTED = {
    "wait": ["waited", "months", "queue"],
    "staff": ["worker", "left", "agency"],
    "school": ["class", "teacher"],
}
OTHER = ["and", "house", "people", "weather", "paper", "letter", "window", "street", "garden"]


def frames_of(texts: Sequence[tuple[str, str]], per_person: int = 1) -> Frames:
    """Frames of (text, code) with a coding a text."""
    ids = [f"t{number}" for number in range(len(texts))]
    return Frames.of(
        texts=pd.DataFrame(
            {
                "text_id": ids,
                "collection": "advice",
                "respondent_id": [f"p{number // per_person}" for number in range(len(texts))],
                "text": [text for text, _ in texts],
            }
        ),
        codes=pd.DataFrame(
            {"code": list(PLANTED), "name": list(PLANTED), "theme": list(PLANTED), "definition": ""}
        ),
        codings=pd.DataFrame(
            {
                "coding_id": ids,
                "text_id": ids,
                "code": [code for _, code in texts],
                "origin": "hand",
            }
        ),
    )


def planted(number: int, seed: int) -> list[tuple[str, str]]:
    draw = np.random.default_rng(seed)
    texts = []
    for at in range(number):
        code = list(PLANTED)[at % len(PLANTED)]
        words = [*draw.choice(PLANTED[code], 3), *draw.choice(OTHER, 8)]
        texts.append((" ".join(draw.permutation(words)), code))
    return texts


def test_a_planted_vocabulary_is_found_and_its_words_are_shown() -> None:
    suggester = train_suggester(frames_of(planted(90, seed=1)))
    first, *_ = suggester.suggest("The teacher came to the house and the class wrote a letter.")
    assert first.code == "school"
    assert set(first.words[:2]) == {"teacher", "class"}
    assert first.score > 0


def test_a_text_without_a_known_word_gets_no_suggestion() -> None:
    assert train_suggester(frames_of(planted(90, seed=1))).suggest("Zzyzx! 123") == []


def test_codes_on_few_texts_are_left_out_and_without_any_code_words_say_so() -> None:
    many = planted(3 * LEAST_TEXTS, seed=2)
    few = [pair for pair in many if pair[1] != "school"] + [pair for pair in many if pair[1] == "school"][:3]
    suggester = train_suggester(frames_of(few))
    assert (suggester.codes, suggester.left_out) == (("staff", "wait"), ("school",))
    with pytest.raises(HeardError, match="nothing to learn"):
        train_suggester(frames_of(many[:6]))


def test_a_segment_teaches_its_own_words_and_not_those_around_it() -> None:
    frames = frames_of([(f"garden garden {text}", code) for text, code in planted(90, seed=3)])
    # Each code stands on what follows the first 14 characters.
    codings = frames.codings.assign(start=14, end=frames.texts["text"].str.len().to_numpy())
    frames = Frames.of(**(dict(frames.items()) | {"codings": codings}))
    suggester = train_suggester(frames)
    assert all("garden" not in each.words[:2] for each in suggester.suggest("garden worker agency"))
    assert suggester.suggest("garden worker agency")[0].code == "staff"


def test_precision_is_high_on_planted_words_and_near_chance_on_words_that_say_nothing() -> None:
    good = suggestion_precision(frames_of(planted(120, seed=4))).frame
    assert good["suggested"].sum() >= 120
    assert good["right"].sum() / 120 > 0.95
    draw = np.random.default_rng(5)
    empty = [(" ".join(draw.choice(OTHER, 9)), code) for _, code in planted(120, seed=4)]
    bad = suggestion_precision(frames_of(empty)).frame
    assert bad["right"].sum() / bad["suggested"].sum() < 0.5


def test_nobody_stands_on_both_sides() -> None:
    # Each person has a word of their own in all their texts, and one code: learned by heart, it is right.
    draw = np.random.default_rng(6)
    texts = []
    for person in range(12):
        code = list(PLANTED)[draw.integers(3)]
        texts += [(f"own{'abcdefghijkl'[person]} " + " ".join(draw.choice(OTHER, 6)), code)] * 5
    apart = suggestion_precision(frames_of(texts, per_person=5)).frame
    assert apart["right"].sum() / max(apart["suggested"].sum(), 1) < 0.6
    known = train_suggester(frames_of(texts, per_person=5))
    assert known.suggest("ownd")[0].code == texts[15][1]


def test_the_same_codings_give_the_same_suggestions() -> None:
    one, other = (train_suggester(frames_of(planted(90, seed=1))).suggest("worker class queue") for _ in "ab")
    assert one == other
