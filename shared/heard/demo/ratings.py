"""Nine simulated raters of the planted topics, of known reliability.

Nothing here is a person's judgement. A round must not depend on a fitted model, so the topics are those that
were planted: their words as counted in the texts, and texts by their planted shares.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.rating import Amounts, Item, RatingRound, ShownTopic, make_round, sheet_for
from heard.analysis.stop_words import STOP_WORDS
from heard.demo.advice import TOPICS
from heard.demo.draft import Draft, Row
from heard.demo.streams import chance, pick, pick_weighted, stream
from heard.frames import stable_id
from heard.intake.ratings import without_texts

ROUND, ANSWERS, SHARED = "rating_round.json", "ratings.csv", "rating_names.csv"
RATERS = tuple(f"Simulated rater {number}" for number in range(1, 10))
NAME_RELIABILITY = 0.85
RIGHT = {"word_intrusion": 0.85, "word_set_intrusion": 0.8, "topic_intrusion": 0.75}
ABOUT = {"yes": 0.9, "no": 0.07, "unsure": 0.03}
_CONFIDENCE = {"2": 1, "3": 2, "4": 4, "5": 3}
_RECHECK = 6
_NO_NAME = "not interpretable"

# Free names of each topic; the first is the one that the simulated coordinator puts the others under.
NAMES: dict[str, tuple[str, ...]] = {
    "system": ("How the system is run", "Running the system", "Money, law and inspection"),
    "placements": ("Where children live", "Placements and homes", "Finding placements"),
    "relationships": ("Relationships with workers", "Trust in social workers", "Being known by somebody"),
    "practice-models": ("Ways of working", "Practice models", "Methods and training"),
    "education": ("School and learning", "Education", "Schools and exclusion"),
    "family-justice": ("Family courts", "Courts and judges", "Justice for families"),
    "carers": ("Support for carers", "Foster and kinship carers", "Carers and their support"),
    "wider-services": ("Other services", "Health, housing and police", "Services around the family"),
}


@dataclass(frozen=True)
class _Planted:
    """The planted topics as a round needs them."""

    key: str
    topic_ids: tuple[str, ...]
    vocabulary: NDArray[np.object_]
    topic_word: NDArray[np.float64]
    text_ids: NDArray[np.object_]
    document_topic: NDArray[np.float64]


def add_ratings(draft: Draft) -> None:
    """Add the round, the answers of nine simulated raters, the shared names, and what was planted in them."""
    rating_round = _round(draft)
    draft.documents[ROUND] = without_texts(rating_round).to_json() + "\n"
    refused = _refused(rating_round)
    draft.rows[ANSWERS] = [row for rater in RATERS for row in _sheet(draft, rating_round, rater, refused)]
    draft.rows[SHARED] = [{"Name": name, "Shared": names[0]} for names in NAMES.values() for name in names]
    draft.truth["ratings.csv"] = [{"what": what, "value": f"{value:.4f}"} for what, value in _truth().items()]
    draft.truth["rating_topics.csv"] = [
        {"round_topic": shown.topic_id, "topic": topic, "name": NAMES[topic][0]}
        for topic, shown in zip(TOPICS, rating_round.topics, strict=True)
    ]
    assert refused.text is not None
    draft.truth["rating_refused.csv"] = [{"round_topic": refused.topic_id, "text_id": refused.text.text_id}]


def _truth() -> dict[str, float]:
    """Return what was planted, and the agreement on names to be expected from it.

    With a probability r a rater gives the topic's name; else any of the names, or none ("not
    interpretable"), all alike likely.
    """
    r, wrong = NAME_RELIABILITY, 1 - NAME_RELIABILITY
    values = len(NAMES) + 1
    observed = r**2 + (1 - r**2) / values
    named, unnamed = r / len(NAMES) + wrong / values, wrong / values
    by_chance = len(NAMES) * named**2 + unnamed**2
    by_gwet = (len(NAMES) * named * (1 - named) + unnamed * (1 - unnamed)) / (values - 1)
    return {
        "name_reliability": r,
        "percent_agreement": observed,
        "krippendorff_alpha": (observed - by_chance) / (1 - by_chance),
        "gwets_ac1": (observed - by_gwet) / (1 - by_gwet),
        **RIGHT,
        "recheck_yes": ABOUT["yes"],
    }


def _round(draft: Draft) -> RatingRound:
    texts = {
        _text_id(row["respondent"]): draft.texts[f"advice/{row['respondent']}/q4"].words
        for row in _rows(draft)
    }
    return make_round(
        "Nine simulated raters",
        "advice.q4",
        _planted(draft),
        pd.DataFrame({"text_id": list(texts), "text": list(texts.values())}),
        draft.seed,
        synthetic=True,
        amounts=Amounts(recheck=_RECHECK),
    )


def _rows(draft: Draft) -> list[Row]:
    return draft.truth["q4_mixtures.csv"]


def _text_id(respondent: str) -> str:
    return stable_id("t", "advice", "respondent", respondent, "advice.q4")


def _planted(draft: Draft) -> _Planted:
    counted = pd.DataFrame(draft.truth["q4_topic_words.csv"])
    content = ~counted["word"].isin(STOP_WORDS) & ~counted["word"].str.contains("['’]")
    table = counted[content & (counted["word"].str.len() > 2)].pivot_table(
        index="topic", columns="word", values="count", fill_value=0
    )
    words = table.loc[list(TOPICS)].to_numpy(dtype="float64")
    shares = [[float(row[topic]) for topic in TOPICS] for row in _rows(draft)]
    return _Planted(
        "planted",
        tuple(f"P{number + 1}" for number in range(len(TOPICS))),
        table.columns.to_numpy(dtype=object),
        np.round(words / words.sum(axis=1, keepdims=True), 6),
        np.array([_text_id(row["respondent"]) for row in _rows(draft)], dtype=object),
        np.array(shares),
    )


def _refused(rating_round: RatingRound) -> Item:
    """Return the text of highest share, of the last topic, that every rater is to refuse."""
    last = rating_round.topics[-1].topic_id
    read = [item for item in rating_round.items if item.kind == "recheck" and item.topic_id == last]
    return max(read, key=lambda item: (item.shares[0], item.item_id))


def _sheet(draft: Draft, rating_round: RatingRound, rater: str, refused: Item) -> list[Row]:
    topics = {shown.topic_id: topic for topic, shown in zip(TOPICS, rating_round.topics, strict=True)}
    items = {item.item_id: item for item in rating_round.items}
    rows: list[Row] = []
    for page in sheet_for(rating_round, rater).pages:
        given = (
            _of_topic(draft, rater, rating_round.topic(page.subject), topics[page.subject])
            if page.kind == "topic"
            else _of_item(draft, rater, items[page.subject], page.subject == refused.item_id)
        )
        rows += [
            {"Rater": rater, "Subject": page.subject, "Scale": scale, "Value": value, "Comment": ""}
            for scale, value in given.items()
        ]
    return rows


def _of_topic(draft: Draft, rater: str, shown: ShownTopic, topic: str) -> dict[str, str]:
    rng = stream(draft.seed, f"ratings/{rater}/{shown.topic_id}")
    named = topic if chance(rng, NAME_RELIABILITY) else pick(rng, [*NAMES, _NO_NAME])
    if named == _NO_NAME:
        return {"interpretable": "no"}
    name = pick(rng, NAMES[named])
    return {
        "name": name,
        "description": f"Simulated: what is said on {name[0].lower()}{name[1:]}",
        "confidence": pick_weighted(rng, _CONFIDENCE),
        "interpretable": "yes",
    }


def _of_item(draft: Draft, rater: str, item: Item, refused: bool) -> dict[str, str]:
    rng = stream(draft.seed, f"ratings/{rater}/{item.item_id}")
    if item.kind == "recheck":
        return {"about": pick(rng, ("no", "no", "unsure")) if refused else pick_weighted(rng, ABOUT)}
    if chance(rng, RIGHT[item.kind]):
        return {"intruder": item.answer}
    return {"intruder": pick(rng, [option for option in item.options if option != item.answer])}
