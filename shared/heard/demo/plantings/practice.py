"""Practice models in evidence: by name, by alias, inside longer names, misspelt, and as plain words."""

from random import Random
from typing import Any

from ruamel.yaml import YAML

from heard.demo.definition import definition
from heard.demo.draft import Draft
from heard.demo.grammar import Grammar, Lists, read_lists
from heard.demo.streams import chance, pick, pick_weighted, shuffled, stream
from heard.demo.text import Mark, Piece, piece_with

FREE_LOTS = (0.18, 1.0)
_SHARE = 0.62
_PLAIN = {
    "strengthening-families": "strengthening families",
    "secure-base": "a secure base",
    "paving-the-way": "paving the way",
    "staying-close": "staying close",
    "one-front-door": "one front door",
    "strengthening-communities": "strengthening communities",
    "incredible-years": "incredible years",
    "trove": "a trove",
    "signs-of-safety": "signs of safety",
}
_NEAR_MISSES = {
    "signs-of-safety": "Signs of Saftey",
    "mockingbird": "Mocking Bird",
    "strengthening-families": "Strenghtening Families",
    "fdac": "Family Drugs and Alcohol Court",
    "lifelong-links": "Lifelong Link",
    "mst": "Multisystem Therapy",
    "no-wrong-door": "No Wrong Doors",
    "fgc": "Family Group Conferance",
    "reclaiming-social-work": "Reclaim Social Work",
}
# Names that hold another model's name.
_INSIDE = {
    "salford-strengthening-families": ("Strengthening Families",),
    "strengthening-families-protecting-children": ("Strengthening Families",),
}


def plant_practice_models(draft: Draft) -> None:
    """Add sentences that name practice models to evidence; every one of the fifty is named at least once."""
    models = YAML(typ="safe", pure=True).load(definition("practice_models.yml"))
    lists = read_lists("practice.txt")
    texts = [
        text
        for question in ("q2", "q4", "")
        for text in draft.texts_with_lot("evidence", question, *FREE_LOTS)
        if question or text.key.endswith("/")
    ]
    rng = stream(draft.seed, "practice")
    chosen = [text for text in shuffled(rng, texts) if chance(rng, _SHARE)]
    waiting = shuffled(rng, models)
    for text in sorted(chosen, key=lambda each: each.key):
        own = stream(draft.seed, f"practice/{text.key}")
        for _ in range(pick_weighted(own, {1: 4, 2: 3, 3: 1})):
            kind = pick_weighted(own, {"named": 70, "near miss": 12, "plain": 18})
            if kind == "named":
                model = waiting.pop() if waiting else pick(own, models)
                text.insert(_named(model, lists, own), own.random())
            else:
                text.insert(_no_mention(kind, lists, own), own.random())


def _no_mention(kind: str, lists: Lists, rng: Random) -> Piece:
    if kind == "plain":
        code = pick(rng, list(_PLAIN))
        return _said(lists, f"plain {code}", "plain words", code, _PLAIN[code], rng)
    code = pick(rng, list(_NEAR_MISSES))
    return _said(lists, "named", "near miss", code, _NEAR_MISSES[code], rng)


def _named(model: dict[str, Any], lists: Lists, rng: Random) -> Piece:
    alias = bool(model["aliases"]) and not model["ambiguous"] and chance(rng, 0.3)
    written = pick(rng, model["aliases"]) if alias else model["name"]
    piece = _said(lists, "named", "alias" if alias else "name", model["code"], written, rng)
    inside = [_inside(piece, name) for name in _INSIDE.get(model["code"], ()) if name in written]
    return Piece(piece.words, piece.subject, (*piece.marks, *inside))


def _said(lists: Lists, name: str, kind: str, code: str, written: str, rng: Random) -> Piece:
    template = Grammar(lists).say(pick(rng, lists[name]), rng)
    template = template if template.startswith("@") else template[:1].upper() + template[1:]
    slot = "plain" if "@plain" in template else "model"
    starts = template.startswith("@") and written[0].islower()
    written = written[:1].upper() + written[1:] if starts else written
    piece = piece_with(template, f"practice: {kind}", {slot: written})
    mark = piece.marks[0]
    return Piece(piece.words, piece.subject, (Mark(mark.kind, code, mark.start, mark.end),))


def _inside(piece: Piece, name: str) -> Mark:
    start = piece.words.index(name)
    return Mark("practice: inside a longer name", "strengthening-families", start, start + len(name))
