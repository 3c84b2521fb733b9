import dataclasses
from collections.abc import Callable

import numpy as np
import pytest

from heard.analysis.topics import TopicChains, topic_regression
from heard.tables import ResultTable

Read = Callable[[ResultTable, str], dict[object, object]]
_ONE, _TWO = "T1: support, families, school", "T2: school, families, support"


def test_expected_shares_are_those_of_the_chains(chains: TopicChains, column: Read) -> None:
    groups = np.array(["Adopters", "Carers"], dtype=object)
    shares = ([[0.9, 0.1], [0.4, 0.6]], [[0.7, 0.3], [0.2, 0.8]])
    made = tuple(
        dataclasses.replace(each, groups=groups, group_topic=np.array(share))
        for each, share in zip(chains.chains, shares, strict=True)
    )
    table = topic_regression(dataclasses.replace(chains, reported=made[0], chains=made))
    assert column(table, "share") == pytest.approx(
        {(_ONE, "Adopters"): 0.8, (_ONE, "Carers"): 0.3, (_TWO, "Adopters"): 0.2, (_TWO, "Carers"): 0.7}
    )
    assert column(table, "low")[_TWO, "Carers"] == pytest.approx(0.6)
    assert column(table, "high")[_TWO, "Carers"] == pytest.approx(0.8)
