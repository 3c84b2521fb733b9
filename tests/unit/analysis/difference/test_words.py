from heard.analysis.difference import (
    common_ground,
    common_ground_across_poles,
    common_ground_in_words,
    poles_by_group,
)
from heard.consultation import Consultation
from heard.frames import Frames
from tests.unit.analysis.difference.speaking import CODEBOOK, many, speak
from tests.unit.analysis.difference.test_across import SAID


def in_words(frames: Frames, consultation: Consultation, least: float = 0.1) -> str:
    return common_ground_in_words(
        common_ground(frames, consultation, "experience"),
        poles_by_group(frames, consultation, "experience"),
        common_ground_across_poles(frames, consultation, "experience"),
        least,
    )


def test_what_all_raise_alike_is_named_and_what_they_differ_on_is_not(consultation: Consultation) -> None:
    words = in_words(speak(SAID), consultation)
    assert words.startswith(
        "**Common ground.** Raised by at least 10% of each of 3 groups, with no difference between them "
        "shown: Support (at least 100% of every group). Groups differ on 2 themes"
    )
    assert any(f"of these {theme} was raised by most" in words for theme in ("Pace", "Contact"))


def test_a_pair_says_who_leans_where_and_what_these_groups_share(consultation: Consultation) -> None:
    words = in_words(speak(SAID), consultation)
    assert (
        "- More / Less: groups lean apart (Adopters: the first; Foster carers: the second). Of the themes "
        "that each of them raises most, no difference between them was shown on: Contact." in words
    )
    assert "- Slow / Fast: no group was shown to lean otherwise than the others." in words


def test_a_theme_that_a_group_hardly_raises_is_counted_and_not_named(consultation: Consultation) -> None:
    said = (
        many(20, "adopters", "c fast", "a")
        | many(19, "carers", "c fast", "c")
        | many(1, "carers", "b fast", "d")
    )
    words = in_words(speak(said), consultation)
    assert (
        "no difference between them shown: Pace (at least 100% of every group) and Contact (at least 95%"
        in words
    )
    assert "differ on" not in words
    rarer = many(9, "adopters", "c", "a") | many(1, "adopters", "fast c", "f") | many(12, "carers", "c", "c")
    assert "No difference was shown on 1 more theme, which some group raised less." in in_words(
        speak(rarer), consultation
    )


def test_names_are_no_markdown_and_nobodys_words_are_in_it(consultation: Consultation) -> None:
    odd = [row if row[0] != "c" else ("c", "*Contact* <b>", "c", None, None) for row in CODEBOOK]
    words = in_words(speak(SAID, odd), consultation)
    assert "\\*Contact\\* \\<b\\>" in words
    assert "Words of" not in words
    assert "may be other people of the same groups" in words


def test_nothing_to_compare_is_said(consultation: Consultation, no_frames: Frames) -> None:
    one_group = in_words(speak(many(12, "adopters", "more", "a")), consultation)
    assert "Nothing is compared: fewer than two groups have 10 people" in one_group
    assert "Nothing is compared" in in_words(no_frames, consultation)
    unnamed = in_words(speak(SAID), consultation, least=1.01)
    assert "shown: no theme." in unnamed
