"""What was planted, as tables that no workbook reads; tests compare results with them."""

import re
from collections import Counter
from collections.abc import Iterator

from heard.demo.advice import TOPICS
from heard.demo.codings import PAIRS
from heard.demo.draft import Draft, Row
from heard.demo.feedback import CODE_COLUMNS, DIFFERENCES, LEANS
from heard.demo.profile import GROUP_BOOSTS, ONE_GROUP_ONLY, REGION_BOOSTS, REGION_TOPICS, THEME_WEIGHTS
from heard.demo.text import Mark, Text

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")


def add_truth(draft: Draft) -> None:
    """Add the truth that follows from the finished texts, and the planted parameters."""
    draft.truth["personal_details.csv"] = [_marked(*each) for each in _marks(draft, "personal")]
    draft.truth["practice_mentions.csv"] = [
        _marked(*each) | {"counts": "yes" if each[1].kind in _COUNTS else "no"}
        for each in _marks(draft, "practice")
    ]
    draft.truth["citations.csv"] = [_marked(*each) for each in _marks(draft, "reference")]
    _add_topics(draft)
    _add_parameters(draft)


# A misspelt name, a name inside a longer one, and plain words are no mentions of the model.
_COUNTS = ("practice: name", "practice: alias")


def _marks(draft: Draft, about: str) -> Iterator[tuple[Text, Mark]]:
    for _, text in sorted(draft.texts.items()):
        for mark in text.marks():
            if mark.kind.startswith(about):
                yield text, mark


def _marked(text: Text, mark: Mark) -> Row:
    words = text.words[mark.start : mark.end]
    kind = mark.kind.partition(": ")[2] or mark.kind
    return text.place | {
        "start": mark.start,
        "end": mark.end,
        "what": mark.what,
        "kind": kind,
        "words": words,
    }


def _add_topics(draft: Draft) -> None:
    """Count, in the words that were written, how many belong to a sentence on each topic."""
    words: dict[str, Counter[str]] = {topic: Counter() for topic in TOPICS}
    mixtures: list[Row] = []
    for key, text in sorted(draft.texts.items()):
        if key.startswith("advice/") and key.endswith("/q4"):
            of_text = {topic: _count(text, topic) for topic in TOPICS}
            for topic, counted in of_text.items():
                words[topic] += counted
            total = sum(counted.total() for counted in of_text.values())
            if total:
                shares = {topic: counted.total() / total for topic, counted in of_text.items()}
                main = max(shares, key=lambda topic: shares[topic])
                mixtures.append(
                    {"respondent": text.place["respondent"], "main": main, "words": total}
                    | {topic: f"{share:.4f}" for topic, share in shares.items()}
                )
    draft.truth["q4_mixtures.csv"] = mixtures
    draft.truth["q4_topic_words.csv"] = [
        {"topic": topic, "word": word, "count": number}
        for topic, counted in words.items()
        for word, number in sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    ]


def _count(text: Text, topic: str) -> Counter[str]:
    return Counter(
        word for piece in text.pieces if piece.subject == topic for word in _WORD.findall(piece.words.lower())
    )


def _add_parameters(draft: Draft) -> None:
    draft.truth["group_boosts.csv"] = [
        {"group": group, "code": code, "factor": factor}
        for group, boosts in GROUP_BOOSTS.items()
        for code, factor in boosts.items()
    ]
    draft.truth["region_boosts.csv"] = [
        {"collection": collection, "region": region, "what": what, "factor": factor}
        for collection, boosts in (("engagement", REGION_BOOSTS), ("advice q4", REGION_TOPICS))
        for region, (what, factor) in boosts.items()
    ]
    draft.truth["one_group_only.csv"] = [
        {"code": code, "group": group} for code, group in ONE_GROUP_ONLY.items()
    ]
    draft.truth["reliability.csv"] = [
        {"first": first, "second": second, "planted_kappa": kappa} for first, (second, kappa) in PAIRS.items()
    ]
    draft.truth["leans.csv"] = [
        {
            "difference": difference,
            "first_pole": poles[0],
            "second_pole": poles[1],
            "group": group,
            "takes_first": lean,
        }
        for difference, poles in DIFFERENCES.items()
        for group, lean in LEANS[difference].items()
    ]
    draft.truth["one_strand_only.csv"] = _one_strand_only(draft)


def _one_strand_only(draft: Draft) -> list[Row]:
    """Return the themes and poles that only one coded strand raises; a subtheme counts for its theme."""
    theme_of = {code: theme for theme, codes in draft.composer.codebook.items() for code in (theme, *codes)}
    raised = {
        "engagement": set(THEME_WEIGHTS),
        "feedback": {theme_of.get(code, code) for code in CODE_COLUMNS.values()},
    }
    for row in draft.truth["strand_codes.csv"]:
        found = {theme_of[code] for code in row["codes"].split(";")}
        raised[row["collection"]] = raised.get(row["collection"], set()) | found
    return [
        {"code": code, "strand": strand}
        for strand, codes in raised.items()
        for code in sorted(codes.difference(*(other for name, other in raised.items() if name != strand)))
    ]
