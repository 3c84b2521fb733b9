from collections.abc import Callable

import pytest

from heard.analysis import Scope
from heard.analysis.references import find_references, resolve_references, works_by_topic, works_cited
from heard.consultation import Consultation, DictionaryEntry
from heard.frames import Frames
from heard.tables import ResultTable, broken_margins

Read = Callable[[ResultTable, str], dict[object, object]]
TOPICS = (
    DictionaryEntry(code="moves", name="Moves", aliases=("the moves",)),
    DictionaryEntry(code="law", name="The law"),
    DictionaryEntry(code="money", name="Money"),
)
ADVICE = Scope("advice")
OKAFOR, STEIN, GREEN, REED = "Okafor and Cole (2016)", "Stein (2006)", "Green (2001)", "Reed (1999)"
# Okafor's title names moves. Stein is cited in a sentence on the law, after one on money; Green on nothing.
_WORDS = {
    "t1": "Money matters most. On the law see Stein (2006), and also Okafor and Cole (2016).",
    "t2": "Okafor, T. and Cole, B. (2016) 'Counting the moves', Care. The law is dull.",
    "t3": "See Green (2001) and nothing on money.",
    "t4": "Money; the law, as in Reed (1999). Read Reed (1999) on money!",
}


@pytest.fixture
def citing(frames: Frames) -> Frames:
    texts = frames.texts.assign(text=frames.texts["text_id"].map(_WORDS).fillna("No reference."))
    return Frames.of(**(dict(frames.items()) | {"texts": texts}))


def test_a_work_is_on_the_topics_of_its_title_else_of_the_sentence_that_cites_it(
    citing: Frames, consultation: Consultation, column: Read
) -> None:
    resolved = resolve_references(find_references(citing.texts))
    table = works_by_topic(citing, consultation, *resolved, TOPICS, ADVICE)
    # Two people at most cite a work, so that each is named by its number.
    number = {work.label: f"Work {work.work_id}" for work in resolved[0].itertuples()}
    assert column(table, "submissions") == {
        ("Moves", number[OKAFOR]): 2,
        ("The law", number[REED]): 1,
        ("The law", number[STEIN]): 1,
        ("No listed topic", number[GREEN]): 1,
        ("No listed topic", number[REED]): 1,
    }
    assert column(table, "submissions_base")["No listed topic", number[REED]] == 1
    assert not table.holds_words
    cited = works_cited(citing, consultation, *resolved, ADVICE, "experience")
    assert broken_margins({table.name: table, cited.name: cited}) == []


def test_without_works_or_topics_the_table_says_so(
    no_frames: Frames, citing: Frames, consultation: Consultation
) -> None:
    resolved = resolve_references(find_references(citing.texts))
    assert set(works_by_topic(citing, consultation, *resolved, (), ADVICE).frame["topic"]) == {
        "No listed topic"
    }
    none = resolve_references(find_references(no_frames.texts))
    assert works_by_topic(no_frames, consultation, *none, TOPICS).frame.empty
