"""Planted vocabulary: every code has a word of its own, among words that say nothing."""

import itertools
import random
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.analysis.coding.suggestions import (
    held_out_precision,
    suggestion_precision,
    suggestion_totals,
    train_suggester,
)
from heard.analysis.coding.suggestions.examples import passages
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import broken_margins

PLANTED = {"adopt": "adoption", "court": "hearing", "money": "allowance", "rare": "unicycle"}
FILLER = ["river", "window", "table", "garden", "yellow", "morning", "paper", "street", "music", "candle"]
TEXTS, RARE = 90, 4


def planted(*, segments: bool = False, people: int = TEXTS) -> Frames:
    """Ninety texts of two sentences; each sentence has the word of one of three codes, four the rare one."""
    random_words = random.Random(7)
    codes = list(PLANTED)[:3]
    texts, codings = [], []
    for number in range(TEXTS):
        chosen = [codes[number % 3], codes[(number // 3) % 3]]
        if number < RARE:
            chosen[1] = "rare"
        text = ""
        for code in chosen:
            start = len(text)
            words = [*random_words.sample(FILLER, 4), PLANTED[code]]
            random_words.shuffle(words)
            text += " ".join(words) + ". "
            place = (start, len(text) - 1) if segments else (None, None)
            codings.append((f"k{len(codings):03}", f"t{number:02}", code, *place))
        texts.append((f"t{number:02}", text, f"p{number % people:02}"))
    return Frames.of(
        texts=pd.DataFrame(texts, columns=["text_id", "text", "respondent_id"]).assign(collection="advice"),
        codes=pd.DataFrame({"code": list(PLANTED), "name": [code.title() for code in PLANTED]}).assign(
            theme=list(PLANTED), definition=""
        ),
        codings=pd.DataFrame(codings, columns=["coding_id", "text_id", "code", "start", "end"]).assign(
            origin="hand"
        ),
    )


@pytest.mark.parametrize("segments", [False, True])
def test_planted_words_are_found_and_named(segments: bool) -> None:
    suggester = train_suggester(planted(segments=segments))
    for code in list(PLANTED)[:3]:
        text = f"The morning of our {PLANTED[code].upper()} was yellow."
        first = suggester.suggest(text)[0]
        assert first.code == code
        assert first.words[0] == PLANTED[code]
        assert 0 < first.score <= 1


def test_a_text_with_two_codes_gets_both_from_where_they_stand() -> None:
    text = "A garden of paper, the hearing and music. Then winter, a candle and the allowance came."
    found = {each.code: each for each in train_suggester(planted(segments=True)).suggest(text)}
    assert set(found) == {"court", "money"}
    assert "hearing" in text[found["court"].start : found["court"].end]
    assert "allowance" in text[found["money"].start : found["money"].end]
    assert found["court"].end <= found["money"].start


def test_what_stands_beside_a_segment_is_not_learnt_from() -> None:
    """Every text has both codes, each on its own sentence: the text as a whole cannot tell them apart."""
    first, second = "The morning hearing. ", "A yellow allowance."
    ids = [f"t{number:02}" for number in range(20)]
    texts = pd.DataFrame({"text_id": ids, "collection": "advice", "text": first + second})
    spans = {"court": (0, len(first) - 1), "money": (len(first), len(first + second))}
    codings = pd.DataFrame(
        [(f"{code}-{text}", text, code, *span) for text in ids for code, span in spans.items()],
        columns=["coding_id", "text_id", "code", "start", "end"],
    )
    suggester = train_suggester(Frames.of(texts=texts, codings=codings.assign(origin="hand")))
    assert [each.code for each in suggester.suggest("hearing")] == ["court"]
    assert [each.code for each in suggester.suggest("allowance")] == ["money"]


def test_a_text_without_known_words_gets_no_suggestion() -> None:
    suggester = train_suggester(planted())
    assert suggester.suggest("Zebra quagga okapi.") == []
    assert suggester.suggest("the and of") == []
    assert suggester.suggest("") == []


def test_a_frequent_code_is_not_suggested_for_being_frequent() -> None:
    suggester = train_suggester(planted())
    # More than half of all texts have each of the three codes; a hearing speaks for one and so against two.
    assert [each.code for each in suggester.suggest("hearing hearing")] == ["court"]
    assert all(each.words for each in suggester.suggest(" ".join(FILLER)))


def test_what_is_measured_is_what_is_suggested() -> None:
    frames = planted(segments=True)
    fold = held_out_precision(frames, folds=TEXTS)
    tested = "t07"
    others = Frames.of(
        **dict(frames.items()) | {"codings": frames.codings[frames.codings["text_id"] != tested]}
    )
    (text,) = frames.texts.loc[frames.texts["text_id"] == tested, "text"]
    suggested = [(each.code, each.score) for each in train_suggester(others).suggest(text)]
    shown = fold.shown[fold.shown["text_id"] == tested]
    assert list(zip(shown["code"], shown["score"], strict=True)) == suggested


def test_a_code_on_too_few_texts_is_not_suggested_and_is_listed() -> None:
    suggester = train_suggester(planted())
    assert suggester.codes == ("adopt", "court", "money")
    assert suggester.not_suggested == {"rare": RARE}
    assert "rare" not in {each.code for each in suggester.suggest("unicycle unicycle hearing")}
    assert "rare" in train_suggester(planted(), least_texts=RARE).codes


def test_nothing_to_learn_suggests_nothing() -> None:
    empty = train_suggester(Frames.of())
    assert empty.suggest("hearing") == []
    alone = planted()
    one = Frames.of(**dict(alone.items()) | {"codings": alone.codings.head(1)})
    assert train_suggester(one).suggest("hearing") == []


def test_the_order_of_rows_changes_nothing() -> None:
    frames = planted(segments=True)
    other = Frames.of(**{name: frame.sample(frac=1, random_state=5) for name, frame in frames.items()})
    text = "A hearing in the garden. An allowance for paper."
    assert train_suggester(frames).suggest(text) == train_suggester(other).suggest(text)
    one, two = held_out_precision(frames), held_out_precision(other)
    pd.testing.assert_frame_equal(one.shown, two.shown)


@pytest.mark.parametrize("segments", [False, True])
def test_planted_codes_are_found_on_held_out_texts(segments: bool) -> None:
    frames = planted(segments=segments)
    measured = held_out_precision(frames, top=2)
    right, shown = measured.overall
    assert right / shown > 0.9
    # All that can be suggested: each text's codes but the rare one.
    on_texts = frames.codings.loc[frames.codings["code"] != "rare", ["text_id", "code"]].drop_duplicates()
    assert len(measured.coded) == len(on_texts)
    assert right / len(on_texts) > 0.9
    assert measured.of("court")[1] <= measured.texts == TEXTS
    assert measured.of("rare") == (0, 0)
    assert measured.not_suggested == {"rare": RARE}
    assert measured.shown.groupby("text_id").size().max() <= 2


def test_nothing_is_suggested_from_ones_own_texts() -> None:
    """Each person has a word of their own and one code: nothing that others could have taught."""
    rows = [
        (f"t{person}{number}", f"word{'abcdefghij'[person]} " * 3 + f"extra{'abc'[number]}", f"p{person}")
        for person in range(10)
        for number in range(3)
    ]
    texts = pd.DataFrame(rows, columns=["text_id", "text", "respondent_id"]).assign(collection="advice")
    codings = pd.DataFrame(
        {
            "coding_id": texts["text_id"],
            "text_id": texts["text_id"],
            "code": [f"c{int(person[1:]) % 5}" for person in texts["respondent_id"]],
            "origin": "hand",
        }
    )
    frames = Frames.of(texts=texts, codings=codings)
    leaking = Frames.of(
        texts=texts.assign(respondent_id=[f"q{number}" for number in range(len(texts))]), codings=codings
    )
    fair, leaked = (held_out_precision(each, top=1, least_texts=2) for each in (frames, leaking))
    # Were one person's texts on both sides, their word would give them away.
    assert leaked.overall[0] > 20
    assert fair.overall[0] < 10


def test_texts_of_the_very_same_words_are_not_learnt_from() -> None:
    frames = planted()
    campaign = frames.texts.assign(text="Zebra quagga okapi")
    copied = Frames.of(**dict(frames.items()) | {"texts": campaign})
    assert held_out_precision(copied).overall == (0, 0)


def test_accepted_suggestions_are_not_measured_by_themselves() -> None:
    frames = planted()
    accepted = frames.codings["text_id"] < "t30"
    origin = frames.codings["origin"].mask(accepted, "suggestion")
    measured = held_out_precision(
        Frames.of(**dict(frames.items()) | {"codings": frames.codings.assign(origin=origin)})
    )
    assert measured.texts == TEXTS - 30
    assert measured.shown["text_id"].min() >= "t30"
    assert measured.coded["text_id"].min() >= "t30"


def test_one_person_alone_cannot_be_held_out() -> None:
    with pytest.raises(HeardError, match="fewer than two people or sessions"):
        held_out_precision(planted(people=1))
    with pytest.raises(HeardError, match="cannot be learnt from one text"):
        train_suggester(planted(), least_texts=1)


def test_the_tables_say_what_was_measured() -> None:
    frames = planted()
    measured = held_out_precision(frames, top=2)
    by_code, totals = suggestion_precision(frames, measured), suggestion_totals(frames, measured)
    assert by_code.frame["code"].tolist() == ["Adopt", "Court", "Money"]
    for name, row in by_code.frame.set_index("code").iterrows():
        assert (row["right"], row["suggested"]) == measured.of(str(name).lower())
        assert row["coded"] == (measured.coded["code"] == str(name).lower()).sum()
    assert totals.frame[["right", "suggested"]].to_numpy().tolist() == [list(measured.overall)]
    assert totals.frame["precision"][0] == measured.overall[0] / measured.overall[1]
    assert any(note == "Not suggested, on too few texts: Rare." for note in by_code.notes)
    assert broken_margins({table.name: table for table in (by_code, totals)}) == []
    assert not by_code.holds_words


@given(st.text(alphabet="ab.! \n", max_size=60), st.integers(0, 20))
def test_passages_cover_every_word_once_and_in_order(text: str, length: int) -> None:
    places = passages(text, length)
    assert "".join("".join(text[start:end].split()) for start, end in places) == "".join(text.split())
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places))


def test_scikit_learn_is_not_loaded_before_it_is_needed() -> None:
    code = "import heard.analysis.coding.suggestions, sys; print('sklearn' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
