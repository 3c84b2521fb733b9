import dataclasses
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from heard.analysis.topics import TopicChains, topic_prevalence
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable

Read = Callable[[ResultTable, str], dict[object, object]]
_ONE, _TWO = "T1: support, families, school", "T2: school, families, support"


def test_means_of_people_by_group(
    chains: TopicChains, frames: Frames, consultation: Consultation, column: Read
) -> None:
    table = topic_prevalence(chains, frames, consultation, "experience")
    # p1 to p3 have a text with a word; p1 and p2 are adopters, p1 and p3 foster carers, nobody professional.
    assert column(table, "people") == {
        (topic, group): number
        for topic in (_ONE, _TWO)
        for group, number in {"Everybody known": 3, "Adopters": 2, "Foster carers": 2}.items()
    }
    shares = table.frame.pivot(index="group", columns="topic", values="share")
    assert shares.sum(axis=1).tolist() == pytest.approx([1, 1, 1])
    # Draws with prior .5 each: t1 3.5/4, then t2 1.5/3 or 2.5/3, t3 .5/4. Adopters: mean of t1 and t2.
    expected = np.mean([(3.5 / 4 + 1.5 / 3) / 2, (3.5 / 4 + 2.5 / 3) / 2])
    assert column(table, "share")[_ONE, "Adopters"] == pytest.approx(expected, abs=0.02)
    assert (table.frame["low"] <= table.frame["share"]).all()
    assert (table.frame["share"] <= table.frame["high"]).all()


def test_the_same_seed_gives_the_same_table(
    chains: TopicChains, frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    one = topic_prevalence(chains, frames, consultation, "experience", resamples=50).frame
    pd.testing.assert_frame_equal(
        one, topic_prevalence(chains, shuffled, consultation, "experience", resamples=50).frame
    )
    other = topic_prevalence(chains, frames, consultation, "experience", resamples=50, seed=2).frame
    assert not one["share"].equals(other["share"])


def width(table: ResultTable) -> float:
    rows = table.frame[table.frame["group"] == "Everybody known"]
    return float((rows["high"] - rows["low"]).iloc[0])


def test_chains_that_disagree_widen_the_interval(
    chains: TopicChains, frames: Frames, consultation: Consultation
) -> None:
    same = dataclasses.replace(chains, chains=(chains.chains[0],) * 2)
    turned = dataclasses.replace(chains.chains[0], draws=chains.chains[0].draws[..., ::-1])
    differing = dataclasses.replace(chains, chains=(chains.chains[0], turned))
    assert width(topic_prevalence(differing, frames, consultation, "region")) > width(
        topic_prevalence(same, frames, consultation, "region")
    )


def test_intervals_hold_the_planted_share_as_often_as_they_say(
    chains: TopicChains, consultation: Consultation
) -> None:
    # 40 people, each on one of two topics by chance, 60 times: about 95% of intervals should hold one half.
    held = 0
    for trial in range(60):
        random = np.random.default_rng(trial)
        first = random.random(40) < 0.5
        ids = [f"t{n:02d}" for n in range(40)]
        frames = Frames.of(
            texts=pd.DataFrame(
                {"text_id": ids, "collection": "advice", "question_id": None, "session_id": None}
                | {"respondent_id": [f"p{n:02d}" for n in range(40)], "text": "x"}
            )
        )
        draws = (np.column_stack([first, ~first]) * 1000).astype(np.int32)[None]
        model = dataclasses.replace(
            chains.reported, text_ids=np.array(ids, dtype=object), text_tokens=np.full(40, 1000), draws=draws
        )
        model = dataclasses.replace(model, draw_alpha=np.full((1, 2), 0.5))
        found = topic_prevalence(
            dataclasses.replace(chains, reported=model, chains=(model,)), frames, consultation, "experience"
        ).frame.iloc[0]
        held += found["low"] <= 0.5 <= found["high"]
    assert 52 <= held <= 60
