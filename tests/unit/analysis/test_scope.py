import pytest

from heard.analysis import EVERYTHING, Scope
from heard.analysis.scope import scope_in_words, scope_of, texts_in
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (EVERYTHING, ["e1", "e2", "n1", "n2", "n3", "t1", "t2", "t3", "t4"]),
        (Scope("advice"), ["t1", "t2", "t3", "t4"]),
        (Scope("advice", "q4"), ["t1", "t2", "t3"]),
        (Scope(grouping="experience", group="carers"), ["t1", "t3"]),
        (Scope("evidence", grouping="experience", group="carers"), []),
    ],
)
def test_a_scope_holds_just_its_texts(
    frames: Frames, consultation: Consultation, scope: Scope, expected: list[str]
) -> None:
    assert sorted(texts_in(frames, consultation, scope)["text_id"]) == expected


@pytest.mark.parametrize(
    ("scope", "fix"),
    [
        (Scope("advise"), "Did you mean `advice`"),
        (Scope("advice", "q5"), "Choose from: q1, q4"),
        (Scope(question="q4"), "Name the collection"),
        (Scope(grouping="experience", group="adopter"), "Did you mean `adopters`"),
        (Scope(grouping="age", group="old"), "Choose from: experience, region"),
    ],
)
def test_what_the_consultation_lacks_is_refused_with_the_nearest(
    frames: Frames, consultation: Consultation, scope: Scope, fix: str
) -> None:
    with pytest.raises(HeardError, match=fix):
        texts_in(frames, consultation, scope)


def test_a_scope_says_what_it_holds(consultation: Consultation) -> None:
    assert scope_in_words(consultation, EVERYTHING) == "texts of all collections"
    scope = Scope("advice", "q4", "experience", "carers")
    assert scope_in_words(consultation, scope) == (
        "texts of Call for advice, question q4, from known respondents who hold Foster carers"
    )


@pytest.mark.parametrize(
    ("switches", "scope"),
    [
        ((), EVERYTHING),
        (("advice",), Scope("advice")),
        (("advice.q4", "experience.carers"), Scope("advice", "q4", "experience", "carers")),
    ],
)
def test_switches_of_a_workbook_choose_a_scope(switches: tuple[str, ...], scope: Scope) -> None:
    assert scope_of(*switches) == scope
