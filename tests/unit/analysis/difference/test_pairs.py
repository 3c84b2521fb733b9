from heard.analysis.difference import declared_pairs, pair_names
from heard.analysis.difference.pairs import poles_taken, sides_of_codes
from tests.unit.analysis.difference.speaking import CODEBOOK, codes_frame, many, speak


def test_it_is_enough_that_one_of_two_codes_says_that_they_oppose() -> None:
    pairs = declared_pairs(codes_frame(CODEBOOK))
    # Fast says it and stands after Slow: the codebook's order decides which is called first.
    assert [pair.key for pair in pairs] == ["more/less", "slow/fast"]
    assert pair_names(codes_frame(CODEBOOK)) == {"more/less": "More / Less", "slow/fast": "Slow / Fast"}


def test_a_code_may_stand_in_several_pairs() -> None:
    codes = codes_frame(
        [
            ("a", "Local", "a", None, "c"),
            ("b", "Regional", "b", None, "c"),
            ("c", "National", "c", None, None),
        ]
    )
    assert pair_names(codes) == {"a/c": "Local / National", "b/c": "Regional / National"}


def test_a_code_that_opposes_itself_or_one_that_is_gone_makes_no_pair() -> None:
    codes = codes_frame([("a", "Merged", "a", None, "a"), ("b", "Left alone", "b", None, "gone")])
    assert declared_pairs(codes) == []


def test_names_that_two_poles_share_are_told_apart() -> None:
    codes = codes_frame([("a", "Keep it", "a", None, "b"), ("b", "Keep it", "b", None, None)])
    assert pair_names(codes) == {"a/b": "Keep it (a) / Keep it (b)"}


def test_a_code_under_a_pole_counts_for_the_pole() -> None:
    codes = codes_frame(CODEBOOK)
    pair = declared_pairs(codes)[0]
    assert sides_of_codes(codes, pair).to_dict() == {"more": "first", "more-now": "first", "less": "second"}


def test_under_both_poles_a_code_counts_for_the_nearer() -> None:
    codes = codes_frame(
        [
            ("a", "Yes", "a", None, "a1"),
            ("a1", "No", "a", "a", None),
            ("a11", "Never", "a", "a1", None),
            ("a2", "At once", "a", "a", None),
        ]
    )
    (pair,) = declared_pairs(codes)
    sides = {"a": "first", "a1": "second", "a11": "second", "a2": "first"}
    assert sides_of_codes(codes, pair).to_dict() == sides


def test_whoever_said_both_in_two_texts_took_both() -> None:
    said = many(1, "", "more", "x") | many(1, "", "more more-now", "y") | many(1, "", "more-now less", "z")
    frames = speak(said)
    coded = frames.codings.merge(frames.texts, on="text_id")
    taken = poles_taken(coded, frames.codes, declared_pairs(frames.codes))
    assert dict(zip(taken["respondent_id"], taken["took"], strict=True)) == {
        "x00": "first",
        "y00": "first",
        "z00": "both",
    }
    assert set(taken["pair"]) == {"More / Less"}
