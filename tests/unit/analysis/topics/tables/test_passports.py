from collections.abc import Callable

import pandas as pd
import pytest

from heard.analysis.topics import TopicChains, topic_passports, topic_shares, topic_stability
from heard.analysis.words import Tokens
from heard.frames import Frames
from heard.tables import ResultTable

_ONE, _TWO = "T1: support, families, school", "T2: school, families, support"


@pytest.fixture
def passports(chains: TopicChains, tokens: Tokens, frames: Frames) -> Callable[..., ResultTable]:
    def make(ratings: pd.DataFrame | None = None, **neighbours: object) -> ResultTable:
        return topic_passports(
            topic_shares(chains.reported, tokens, frames),
            topic_stability(chains, neighbours.get("neighbours")),  # type: ignore[arg-type]
            ratings,
        )

    return make


def test_a_row_a_topic_with_what_is_known(passports: Callable[..., ResultTable]) -> None:
    table = passports()
    first = table.frame.iloc[0].to_dict()
    assert (first["topic"], first["name"], first["verdict"]) == (_ONE, "Not rated", "Do not report")
    assert first["reasons"] == "only 2 texts"
    assert (first["texts"], first["texts_base"], first["found"], first["chains"]) == (2, 4, 2, 2)
    assert first["tokens_share"] == 5 / 8
    assert table.frame[["found_near", "agreed"]].isna().all().all()
    # The row of texts without a topic is no topic.
    assert table.frame["topic"].tolist() == [_ONE, _TWO]


def test_what_other_numbers_of_topics_say_is_averaged(
    passports: Callable[..., ResultTable], chains: TopicChains
) -> None:
    other = chains.chains[1]
    table = passports(neighbours={3: [other, chains.reported], 4: [other]})
    stability = topic_stability(chains, {3: [other, chains.reported], 4: [other]}).frame
    near = stability[(stability["topic"] == _TWO) & (stability["k"] != 2)]["found_share"].mean()
    assert table.frame["found_near"].iloc[1] == pytest.approx(near)


def test_raters_have_a_say(passports: Callable[..., ResultTable]) -> None:
    ratings = pd.DataFrame(
        {"name": ["Help for families"], "agreed": [8 / 9], "interpretable": [1.0], "accepted": [0.4]},
        index=["T1"],
    )
    frame = passports(ratings).frame
    assert frame["name"].tolist() == ["Help for families", "Not rated"]
    assert frame["agreed"].iloc[0] == pytest.approx(8 / 9)
    assert "raters accepted only 40% of its texts" in frame["reasons"].iloc[0]
    assert pd.isna(frame["agreed"].iloc[1])
