import numpy as np
import pandas as pd

from heard.analysis.near_copies import near_copies, used_words
from heard.analysis.words import tokenise

LETTER = "please give kinship carers equal allowances training respite legal advice everywhere"


def families(*texts: str) -> list[int]:
    frame = pd.DataFrame({"text_id": [f"t{n:03d}" for n in range(len(texts))], "text": texts})
    return near_copies(tokenise(frame)).tolist()


def test_copies_with_a_few_words_of_their_own_are_one_family() -> None:
    found = families(
        LETTER,
        "our own school has no place for a child who was hurt and waits",
        f"{LETTER} today",
        f"I agree {LETTER}",
    )
    assert found[0] == found[2] == found[3] != -1
    assert found[1] == -1


def test_sharing_seven_words_of_ten_is_enough_and_less_is_not() -> None:
    ten = LETTER.split()[:10]
    assert families(" ".join(ten), " ".join([*ten[:9], "x"]))[0] != -1  # 9 of 11
    assert families(" ".join(ten), " ".join([*ten[:7], "x", "y", "z"])) == [-1, -1]  # 7 of 13


def test_exactly_seven_words_of_ten_are_enough() -> None:
    # Eight and nine words, seven of them in both, so ten different ones.
    seven = "trust wait guide family anger joy brother"
    assert families(f"{seven} course", f"{seven} fund meeting") == [0, 0]


def test_two_families_of_which_one_is_large_are_told_apart_where_a_band_takes_them_together() -> None:
    # Words chosen so that the only one of 21 bands that the last two texts share is the campaign's as well.
    letter = "sibling nurse therapy skill course coach father joy mother class"
    other = f"{letter} assess stay"
    found = families(
        *[f"{letter} sister kinship work"] * 30, f"{other} school danger", f"{other} daughter trust baby"
    )
    assert len(set(found[:30])) == 1
    assert found[30] == found[31] not in (-1, found[0])


def test_short_answers_are_alike_by_chance() -> None:
    assert families("more help please", "more help please") == [-1, -1]


def test_families_do_not_depend_on_who_comes_first() -> None:
    texts = [LETTER, f"{LETTER} today", "x" * 3, f"{LETTER} at once and for all of them now"]
    there = np.array(families(*texts))
    back = np.array(families(*texts[::-1]))[::-1]
    assert ((there == -1) == (back == -1)).all()


def test_texts_without_words_have_no_family() -> None:
    assert families("", "😀", "12") == [-1, -1, -1]


def test_candidates_that_share_too_little_are_no_copies() -> None:
    # 26 pairs of texts that share 10 of their 15 words: banding proposes many of them.
    letters = "abcdefghijklmnopqrstuvwxyz"

    def words(pair: int, *numbers: int) -> str:
        return " ".join(
            f"{letters[pair]}word{'abcdefghijklmnop'[number]}{letters[pair]}" for number in numbers
        )

    texts = [words(pair, *range(10), *own) for pair in range(26) for own in ((10, 11), (12, 13, 14))]
    assert set(families(*texts)) == {-1}


def test_looking_leaves_the_tokens_as_they_were() -> None:
    tokens = tokenise(
        pd.DataFrame({"text_id": ["t1", "t2"], "text": ["help us help them", "us us and them"]})
    )
    before = tokens.words.copy(), tokens.starts.copy()
    first = used_words(tokens).toarray()
    assert first.sum(axis=1).tolist() == [3, 3]
    assert (used_words(tokens).toarray() == first).all()
    assert (tokens.words == before[0]).all()
    assert (tokens.starts == before[1]).all()
