from heard.analysis import Scope
from heard.analysis.topics import prepare_texts
from heard.consultation import Consultation
from heard.frames import Frames


def test_stop_words_and_rare_words_go_and_empty_texts_stay(
    frames: Frames, consultation: Consultation
) -> None:
    tokens = prepare_texts(frames, consultation, Scope("advice"), min_texts=2)
    # "support" and "families" stand in t1 and t2; "school" in t3 only; t4 is a number.
    assert tokens.vocabulary.tolist() == ["families", "support"]
    assert tokens.text_ids.tolist() == ["t1", "t2", "t3", "t4"]
    assert tokens.lengths.tolist() == [3, 2, 0, 0]


def test_a_list_of_stop_words_replaces_the_usual_one(frames: Frames, consultation: Consultation) -> None:
    tokens = prepare_texts(frames, consultation, Scope("advice"), {"support"}, min_texts=1)
    assert "support" not in tokens.vocabulary
    assert "the" in tokens.vocabulary
