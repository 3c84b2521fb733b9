"""Candidates come in an order that nobody chose, mixed over themes and groups."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from heard.consultation import Consultation, load_consultation
from heard.frames import Frames
from heard.intake import read_consultation
from heard.widgets.release_desk.candidates import LONGEST_TEXT, Asked, Candidates


@pytest.fixture
def consultation(small_consultation: Path) -> Consultation:
    return load_consultation(small_consultation)


@pytest.fixture
def frames(small_consultation: Path, consultation: Consultation) -> Frames:
    return read_consultation(small_consultation, consultation).frames


@pytest.fixture
def candidates(frames: Frames, consultation: Consultation) -> Candidates:
    return Candidates(frames, consultation)


def begins(candidates: Candidates, asked: Asked, frames: Frames) -> list[str]:
    texts = frames.texts.set_index("text_id")["text"]
    return [texts[each.text_id][each.start : each.end].split()[0] for each in candidates.drawn(asked)]


def test_short_texts_and_coded_segments_are_candidates_once_with_their_codes(
    frames: Frames, consultation: Consultation
) -> None:
    text_id = frames.texts.loc[frames.texts["text"].str.startswith("We"), "text_id"].iloc[0]
    row = frames.codings.iloc[0].to_dict() | {"coding_id": "x", "text_id": text_id, "code": "staff"}
    codings = pd.concat([frames.codings, pd.DataFrame([row | {"start": 2, "end": 16}])], ignore_index=True)
    codings[["start", "end"]] = codings[["start", "end"]].astype("Int64")
    found = Candidates(replace(frames, codings=codings), consultation).all
    here = {(each.start, each.end): each.codes for each in found if each.text_id == text_id}
    assert here == {(0, 25): ("help",), (3, 16): ("staff",)}  # without the space before it
    assert len(found) == 5


def test_a_long_text_is_no_candidate_but_a_segment_of_it_is(
    frames: Frames, consultation: Consultation
) -> None:
    texts = frames.texts.assign(text=frames.texts["text"] + "." * LONGEST_TEXT)
    assert Candidates(replace(frames, texts=texts), consultation).all == []


def test_they_are_filtered_by_theme_group_collection_and_words(
    candidates: Candidates, frames: Frames
) -> None:
    assert sorted(begins(candidates, Asked(theme="help"), frames)) == ["Help", "We"]
    assert sorted(begins(candidates, Asked(group="role/parent"), frames)) == ["Staff", "We"]
    assert begins(candidates, Asked(words="EVERY month"), frames) == ["Staff"]
    assert len(begins(candidates, Asked(collection="advice"), frames)) == 4
    assert begins(candidates, Asked(collection="other"), frames) == []


def test_the_lot_depends_on_the_seed_and_on_nothing_of_the_files(
    candidates: Candidates, frames: Frames, consultation: Consultation
) -> None:
    shuffled = replace(frames, texts=frames.texts.iloc[::-1], codings=frames.codings.iloc[::-1])
    orders = {seed: candidates.drawn(Asked(seed=seed)) for seed in range(20)}
    assert all(Candidates(shuffled, consultation).drawn(Asked(seed=seed)) == orders[seed] for seed in orders)
    assert len({tuple(order) for order in orders.values()}) > 5


def test_every_theme_and_group_comes_before_any_comes_twice(
    frames: Frames, consultation: Consultation
) -> None:
    # 30 texts like the one on help, 1 on staff: drawn evenly, staff would come first once in 31.
    one = frames.texts[frames.texts["text"].str.startswith("We")]
    coding = frames.codings[frames.codings["text_id"] == one["text_id"].iloc[0]]
    texts = pd.concat([frames.texts, *(one.assign(text_id=f"more-{at}") for at in range(29))])
    codings = pd.concat(
        [frames.codings, *(coding.assign(text_id=f"more-{at}", coding_id=f"c-{at}") for at in range(29))]
    )
    many = Candidates(replace(frames, texts=texts, codings=codings), consultation)
    for seed in range(10):
        first = many.drawn(Asked(seed=seed))[:4]
        assert len({each.text_id.startswith("more") for each in first}) <= 2
        kinds = {
            (many.themes_of(each.codes)[:1] == ["help"], tuple(many.groups_of(each.text_id)[:1]))
            for each in first
        }
        assert len(kinds) == 4
