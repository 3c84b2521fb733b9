"""Which texts come up, in which order."""

import hashlib

from heard.store import Batch
from heard.widgets.coding_desk.disagreements import coders_of, disagreed_codes
from heard.widgets.coding_desk.state import State

QUEUES = {
    "all": "All texts",
    "uncoded": "Not yet coded",
    "sample": "Sampled at random",
    "given": "Given to me",
    "double": "Coded by two or more",
    "disagreed": "Disagreed on",
    "doubt": "Words have changed",
}


def texts_of(state: State, name: str, *, question: str = "", seed: int = 1, sample: int = 50) -> list[str]:
    """Return the ids of a queue's texts as things stand now.

    Parameters
    ----------
    name
        One of :data:`QUEUES`.
    question
        Only answers to this question (its id); empty for all.
    seed, sample
        Which texts are sampled, and how many: the same seed gives the same texts in the same order.
    """
    texts = state.frames.texts
    asked = texts if not question else texts[texts["question_id"] == question]
    ids: list[str] = asked["text_id"].tolist()
    if name == "sample":
        return sampled(ids, seed, sample)
    if name == "all":
        return ids
    chosen = _chosen(state, name)
    if name == "disagreed":
        most = {text_id: len(disagreed_codes(state, text_id)) for text_id in ids if text_id in chosen}
        return sorted(most, key=lambda text_id: -most[text_id])
    return [text_id for text_id in ids if (text_id in chosen) != (name == "uncoded")]


def sampled(ids: list[str], seed: int, size: int) -> list[str]:
    """Return some ids in an order that depends on the seed and each id alone, not on the other ids."""
    return sorted(ids, key=lambda text_id: hashlib.blake2b(f"{seed}:{text_id}".encode()).digest())[:size]


def _chosen(state: State, name: str) -> set[str]:
    if name == "given":
        return set().union(*(batch.texts[state.actor.name] for batch in my_open_batches(state)))
    if name == "doubt":
        return {coding.text_id for coding in state.codings.visible() if state.place_of(coding) is None}
    coded = {coding.text_id for coding in state.codings.visible()}
    if name == "uncoded":
        return coded
    several = {text_id for text_id in coded if len(coders_of(state, text_id)) > 1}
    return several if name == "double" else {each for each in several if disagreed_codes(state, each)}


def my_open_batches(state: State) -> list[Batch]:
    """Return the batches that this coder was given and has not closed."""
    return [batch for batch in state.batches if batch.open_to(state.actor.name)]
