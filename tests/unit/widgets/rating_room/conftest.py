"""A round on two topics of invented texts, two raters invited to it."""

from pathlib import Path

import pytest

from heard.analysis.rating import Item, RatingRound, ShownText, ShownTopic
from heard.consultation import load_consultation
from heard.identity import Actor
from heard.store import Store, open_store
from heard.store.rounds import invite, open_round

CO = Actor("cora", "login")
ROUND = RatingRound(
    round_id="round-1",
    name="First round",
    of="advice.q1",
    model_key="",
    topics=(
        ShownTopic("T1", ("help", "wait"), (0.3, 0.2), (ShownText("t1", "We waited a year for help"),)),
        ShownTopic("T2", ("staff", "change"), (0.4, 0.1), (ShownText("t2", "Staff changed every month"),)),
    ),
    items=(
        Item("i-word", "word_intrusion", "T1", ("help", "wait", "year", "staff"), "staff"),
        Item("i-again", "recheck", "T2", (), "", ShownText("t3", "Listen to us before you decide")),
    ),
    synthetic=True,
)


@pytest.fixture
def store(small_consultation: Path) -> Store:
    opened = open_store(small_consultation, load_consultation(small_consultation))
    open_round(opened, CO, ROUND)
    return opened


@pytest.fixture
def tokens(store: Store) -> dict[str, str]:
    return {name: invite(store, CO, ROUND.round_id, name) for name in ("Ada", "Ben")}
