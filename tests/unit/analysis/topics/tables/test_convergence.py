import dataclasses

import numpy as np

from heard.analysis.topics import FittedTopics, TopicChains, TopicSettings, chain_agreement, topic_convergence


def test_curves_are_those_of_chains_that_ran_to_the_end(chains: TopicChains) -> None:
    shorter = dataclasses.replace(
        chains.chains[1],
        settings=TopicSettings(k=2, iterations=1),
        trace=chains.chains[1].trace[:1],
    )
    table = topic_convergence(dataclasses.replace(chains, chains=(chains.chains[0], shorter)))
    # Eight words: -16 / 8 and -12 / 8.
    assert table.frame.to_numpy().tolist() == [["Chain 1", 10, -2.0], ["Chain 1", 20, -1.5]]


def test_agreement_says_whether_chains_settled(by_hand: FittedTopics) -> None:
    draw = np.random.default_rng(1)

    def chain(shift: float) -> FittedTopics:
        trace = np.column_stack([np.arange(1, 101) * 10.0, draw.normal(size=100) + shift])
        return dataclasses.replace(by_hand, settings=TopicSettings(k=2, burnin=0), trace=trace)

    together = TopicChains(by_hand, tuple(chain(0) for _ in range(4)), np.ones((4, 2)))
    (row,) = chain_agreement(together).frame.to_dict("records")
    assert (row["settled"], row["chains"], row["sweeps"]) == ("Yes", 4, 1000)
    assert row["r_hat"] < 1.05
    apart = TopicChains(by_hand, tuple(chain(9 * n) for n in range(4)), np.ones((4, 2)))
    assert chain_agreement(apart).frame["settled"].tolist() == ["No"]
