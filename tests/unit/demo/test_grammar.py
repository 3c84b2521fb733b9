"""Fragments turn into words; brackets that do not match are refused."""

from random import Random

import pytest

from heard.demo.composer import Composer
from heard.demo.grammar import Grammar
from heard.demo.profile import THEME_WEIGHTS
from heard.demo.text import Piece, Text, piece_with
from heard.demo.voices import VOICES


def everything(fragment: str, **lists: list[str]) -> set[str]:
    grammar, rng = Grammar(lists), Random("every choice")
    return {grammar.say(fragment, rng) for _ in range(300)}


def test_alternatives_nest_and_may_be_empty() -> None:
    assert everything("a {b|c {d|}} e") == {"a b e", "a c d e", "a c e"}


def test_names_take_a_line_of_their_list_and_articles_fit() -> None:
    assert everything("a <who> came", who=["aunt", "{judge|officer}", "university"]) == {
        "an aunt came",
        "a judge came",
        "an officer came",
        "a university came",
    }


def test_spaces_and_stops_are_put_right() -> None:
    assert everything("one {|two} , then") == {"one, then", "one two, then"}


@pytest.mark.parametrize("broken", ["{a|b", "a}b", "{a{b}"])
def test_brackets_that_do_not_match_are_refused(broken: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        Grammar({}).say(broken, Random("x"))


def test_every_fragment_of_the_demo_can_be_said() -> None:
    composer, rng = Composer(), Random("all")
    for name, fragments in composer.lists.items():
        for fragment in fragments:
            words = composer.say(fragment, rng)
            assert words, name
            assert not set(words) & set("{}|<>"), name


def test_every_subtheme_can_be_raised_in_every_voice_from_every_stance() -> None:
    composer, rng = Composer(), Random("themes")
    for subthemes in (composer.codebook[theme] for theme in THEME_WEIGHTS):
        for subtheme in subthemes:
            for voice in VOICES:
                for stance in ("own", "family", "seen"):
                    assert composer.on_theme(subtheme, stance, voice, rng).words


def test_marks_keep_their_place_when_pieces_are_put_before_them() -> None:
    planted = piece_with("Ring @name on @phone.", "personal", {"name": "A Person", "phone": "01632 960123"})
    text = Text("advice/X/q1", [Piece("First."), planted, Piece("Last.")])
    text.insert(Piece("Before all."), 0.0)
    found = {mark.what: text.words[mark.start : mark.end] for mark in text.marks()}
    assert found == {"name": "A Person", "phone": "01632 960123"}
