"""References to invented works, the same work cited in different forms."""

from random import Random

from heard.demo.draft import Draft
from heard.demo.grammar import Grammar, Lists, read_lists
from heard.demo.plantings.practice import FREE_LOTS
from heard.demo.streams import chance, pick, pick_weighted, stream
from heard.demo.text import Mark, Piece, piece_with

_SHARES = {"evidence": 0.5, "advice": 0.12}


def plant_references(draft: Draft) -> None:
    """Add citations to evidence and to question 3 of the call for advice."""
    lists = read_lists("references.txt")
    works = [dict(zip(_FIELDS, line.split("|"), strict=True)) for line in lists["works"]]
    draft.truth["works.csv"] = works
    texts = draft.texts_with_lot("evidence", "", *FREE_LOTS) + draft.texts_with_lot(
        "advice", "q3", *FREE_LOTS
    )
    for text in texts:
        collection = text.key.split("/")[0]
        rng = stream(draft.seed, f"references/{text.key}")
        if chance(rng, _SHARES[collection]):
            for _ in range(pick_weighted(rng, {1: 5, 2: 3, 3: 1}) if collection == "evidence" else 1):
                text.insert(_citation(pick(rng, works), lists, rng), rng.random())


_FIELDS = ("work", "authors", "year", "title", "where")


def _citation(work: dict[str, str], lists: Lists, rng: Random) -> Piece:
    template = Grammar(lists).say(pick(rng, lists["cited"]), rng)
    form = pick_weighted(rng, {"full": 4, "short": 5, "bracketed": 4, "title": 2, "initials first": 2})
    template = template if template.startswith("@") else template[:1].upper() + template[1:]
    piece = piece_with(template, f"reference: {form}", {"cite": written(work, form)})
    mark = piece.marks[0]
    return Piece(piece.words, "", (Mark(mark.kind, work["work"], mark.start, mark.end),))


def written(work: dict[str, str], form: str) -> str:
    """Return a work as it is cited in this form."""
    authors = work["authors"].split("; ")
    surnames = [author.split(",")[0] for author in authors]
    short = " & ".join(surnames) if len(surnames) < 3 else f"{surnames[0]} et al."
    turned = ", ".join(" ".join(reversed(author.split(", "))) for author in authors)
    return {
        "full": f"{' and '.join(authors)} ({work['year']}) '{work['title']}', {work['where']}",
        "short": f"{short} {work['year']}",
        "bracketed": f"{short.replace(' & ', ' and ')} ({work['year']})",
        "title": f'"{work["title"]}"',
        "initials first": f"{turned}: {work['title']} ({work['year']})",
    }[form]
