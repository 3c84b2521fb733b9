"""Families of near-copies: found within a question, named by their first text, counted once or not."""

import pandas as pd

from heard.analysis.voices import OWN_VOICES, families_counted_once, find_families, one_voice
from heard.frames import Frames

LETTER = "please give kinship carers equal allowances training respite legal advice everywhere"
OTHER = "our own school has no place for a child who was hurt and waits all year"


def frame(columns: str, *rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns.split())


def signed() -> Frames:
    """Four letters on q1 (p1 to p4), one of another question; p4 also wrote an answer of their own."""
    return Frames.of(
        respondents=frame("respondent_id known_by", *((f"p{n}", "collection") for n in range(1, 7))),
        participations=frame("respondent_id collection", *((f"p{n}", "advice") for n in range(1, 7))),
        memberships=frame(
            "respondent_id grouping group", ("p1", "g", "a"), ("p2", "g", "a"), ("p4", "g", "b")
        ),
        questions=frame(
            "question_id collection question wording kind",
            ("advice.q1", "advice", "q1", "?", "free_text"),
            ("advice.q2", "advice", "q2", "?", "free_text"),
        ),
        texts=frame(
            "text_id collection question_id respondent_id text",
            ("t1", "advice", "advice.q1", "p1", f"I agree {LETTER} today"),
            ("t2", "advice", "advice.q1", "p2", LETTER),
            ("t3", "advice", "advice.q1", "p3", LETTER.upper()),
            ("t4", "advice", "advice.q1", "p4", f"{LETTER} now"),
            ("t5", "advice", "advice.q2", "p4", OTHER),
            ("t6", "advice", "advice.q2", "p5", LETTER),
        ),
        codes=frame("code name theme definition", ("c", "C", "c", "")),
        codings=frame(
            "coding_id text_id code origin",
            *((f"k{n}", f"t{n}", "c", "file") for n in (1, 2, 3, 4, 6)),
        ),
    )


def test_a_family_is_looked_for_within_a_question() -> None:
    found = find_families(signed().texts)
    assert list(found["text_id"]) == ["t1", "t2", "t3", "t4"]
    assert set(found["family"]) == {"f1"}


def test_the_text_most_like_the_others_stands_for_them() -> None:
    found = find_families(signed().texts).set_index("text_id")
    # Eleven words are everybody's; t2 and t3 have no other, and t2 comes first.
    assert found.index[found["stands_for_it"]].tolist() == ["t2"]
    assert found.at["t1", "likeness"] == 11 / 14
    assert found.at["t4", "likeness"] == 11 / 12


def test_each_family_of_a_question_has_the_text_most_like_what_half_of_it_says() -> None:
    texts = frame(
        "text_id collection question_id text",
        ("t1", "advice", "advice.q1", LETTER),
        ("t2", "advice", "advice.q1", OTHER),
        ("t3", "advice", "advice.q1", f"{LETTER} now today"),
        ("t4", "advice", "advice.q1", f"{OTHER} again"),
        ("t5", "advice", "advice.q1", f"{OTHER} more"),
    ).assign(session_id=None)
    found = find_families(texts)
    assert list(found["family"]) == ["f1", "f1", "f2", "f2", "f2"]
    # Of two texts each word is half of the family's, so the longer says more of it; of three one is not.
    assert found.loc[found["stands_for_it"], "text_id"].tolist() == ["t3", "t2"]


def test_no_text_has_no_family() -> None:
    assert find_families(Frames.of().texts).empty
    assert find_families(signed().texts.head(1)).empty


def test_notes_of_sessions_are_in_the_words_of_whoever_took_them() -> None:
    texts = signed().texts
    assert find_families(texts.assign(session_id="s1")).empty


def test_families_do_not_depend_on_the_order_of_rows() -> None:
    texts = signed().texts
    assert find_families(texts).equals(find_families(texts.sample(frac=1, random_state=2)))


def test_counted_once_one_text_is_left_with_its_codings() -> None:
    frames = signed()
    once = one_voice(frames, find_families(frames.texts))
    assert list(once.texts["text_id"]) == ["t2", "t5", "t6"]
    assert list(once.codings["coding_id"]) == ["k2", "k6"]


def test_who_wrote_nothing_else_is_spoken_for_and_others_stay() -> None:
    frames = signed()
    once = one_voice(frames, find_families(frames.texts))
    # p1 and p3 sent the letter alone; p4 answered the other question too; p6 wrote nothing to begin with.
    assert list(once.respondents["respondent_id"]) == ["p2", "p4", "p5", "p6"]
    assert list(once.participations["respondent_id"]) == ["p2", "p4", "p5", "p6"]
    assert list(once.memberships["respondent_id"]) == ["p2", "p4"]


def test_who_chose_an_option_of_their_own_stays() -> None:
    frames = signed()
    chose = frame("respondent_id question_id option", ("p1", "advice.q2", "yes"))
    frames = Frames.of(**(dict(frames.items()) | {"choices": chose}))
    once = one_voice(frames, find_families(frames.texts))
    assert "p1" in set(once.participations["respondent_id"])
    assert len(once.choices) == 1


def test_a_family_judged_to_be_voices_of_their_own_keeps_every_text() -> None:
    frames = signed()
    families = find_families(frames.texts)
    counted = families_counted_once(families, {"f1": OWN_VOICES})
    assert counted.empty
    assert len(one_voice(frames, counted).texts) == len(frames.texts)
    assert len(families_counted_once(families, {"f1": "one voice", "f9": OWN_VOICES})) == 4
