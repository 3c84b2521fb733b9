"""Many chains of one model brought together: one run is no evidence, as another seed finds other topics."""

import dataclasses
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from heard.analysis.topics.convergence import effective_size, r_hat
from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.topics.matching import SAME_TOPIC, match_topics
from heard.analysis.topics.settings import TopicSettings

PILOTS = 4
"""So many chains run to the end; how soon they agreed says how soon the others may stop."""
MAX_R_HAT, MIN_EFFECTIVE_SIZE = 1.05, 100


@dataclass(frozen=True)
class TopicChains:
    """Chains that differ by their seeds alone, and the model that is reported of them.

    Attributes
    ----------
    reported
        The consensus of the chains, or the one that was chosen of them.
    chains
        Every chain, its topics in the order of those of ``reported`` that they match, and with their ids.
    cosines
        Cosine of each topic of each chain with the topic reported. Shape (chains, k).
    """

    reported: FittedTopics
    chains: tuple[FittedTopics, ...]
    cosines: NDArray[np.float64]

    def named_as(self, named: FittedTopics) -> "TopicChains":
        """Return the chains with the topic ids of a model, which is the one reported with other ids."""
        return dataclasses.replace(
            self,
            reported=named,
            chains=tuple(dataclasses.replace(each, topic_ids=named.topic_ids) for each in self.chains),
        )


def combine_chains(models: Sequence[FittedTopics], *, best: bool = False) -> TopicChains:
    """Match the topics of chains and say which model is reported.

    The consensus: the topics of all chains are matched to those of the chain most central among them, and
    averaged; a chain in which a topic is not found again (a cosine below ``SAME_TOPIC``) has no part in that
    topic. Its draws and trace are those of the most central chain.

    Parameters
    ----------
    models
        At least one chain; they differ by their seeds alone.
    best
        Report the chain whose last sweep has the highest likelihood instead, as R's topicmodels does.
    """
    if best:
        reported = max(models, key=lambda each: each.trace[-1, 1] if len(each.trace) else 0)
    else:
        reported = _consensus(models[central_chain(models)], models)
    matched = [match_topics(reported, each) for each in models]
    return TopicChains(
        reported=reported,
        chains=tuple(
            dataclasses.replace(each.with_topics(places), topic_ids=reported.topic_ids)
            for each, (places, _) in zip(models, matched, strict=True)
        ),
        cosines=np.stack([cosines for _, cosines in matched]),
    )


def central_chain(models: Sequence[FittedTopics]) -> int:
    """Return the place of the medoid: the chain whose topics are on the whole most like the others'."""
    likeness = np.eye(len(models))
    for one in range(len(models)):
        for other in range(one):
            likeness[one, other] = match_topics(models[one], models[other])[1].mean()
            likeness[other, one] = likeness[one, other]
    return int(likeness.sum(axis=1).argmax())


def _consensus(central: FittedTopics, models: Sequence[FittedTopics]) -> FittedTopics:
    if len(models) == 1:
        return central
    topic_word = np.zeros_like(central.topic_word)
    shares = np.zeros_like(central.document_topic)
    tokens = np.zeros(central.settings.k)
    for model in models:
        places, cosines = match_topics(central, model)
        found = cosines >= SAME_TOPIC
        topic_word[found] += model.topic_word[places[found]]
        shares[:, found] += model.document_topic[:, places[found]]
        tokens[found] += model.topic_tokens[places[found]]
    consensus = dataclasses.replace(
        central,
        key=_key_of(models),
        topic_word=topic_word / topic_word.sum(axis=1, keepdims=True),
        document_topic=shares / shares.sum(axis=1, keepdims=True),
        topic_tokens=_whole(tokens / tokens.sum() * central.topic_tokens.sum()),
    )
    largest_first = np.argsort(-consensus.topic_tokens, kind="stable")
    return dataclasses.replace(consensus.with_topics(largest_first), topic_ids=central.topic_ids)


def _key_of(models: Sequence[FittedTopics]) -> str:
    return hashlib.blake2b(" ".join(each.key for each in models).encode(), digest_size=16).hexdigest()


def _whole(numbers: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return whole numbers of the same sum, by largest remainders."""
    whole = np.floor(numbers).astype(np.int64)
    missing = int(np.rint(numbers.sum())) - int(whole.sum())
    whole[np.argsort(whole - numbers, kind="stable")[:missing]] += 1
    return whole


@dataclass(frozen=True)
class Convergence:
    """Whether chains have settled on the same likelihood.

    Attributes
    ----------
    r_hat, effective_size
        Of the log likelihood after the burn-in (see :mod:`heard.analysis.topics.convergence`).
    sweeps
        How many sweeps were looked at, burn-in included.
    """

    r_hat: float
    effective_size: float
    sweeps: int

    @property
    def settled(self) -> bool:
        """Whether R-hat is at most ``MAX_R_HAT`` and the effective size at least ``MIN_EFFECTIVE_SIZE``."""
        return self.r_hat <= MAX_R_HAT and self.effective_size >= MIN_EFFECTIVE_SIZE


def convergence_of(models: Sequence[FittedTopics], sweeps: int | None = None) -> Convergence:
    """Return how far chains agree on the likelihood, up to a sweep (the last they all reached)."""
    reached = min(int(each.trace[-1, 0]) for each in models)
    upto = min(sweeps or reached, reached)
    burnin = models[0].settings.burnin
    traces = [each.trace[(each.trace[:, 0] > burnin) & (each.trace[:, 0] <= upto), 1] for each in models]
    draws = np.stack([trace[: min(map(len, traces))] for trace in traces])
    return Convergence(r_hat(draws), effective_size(draws), upto)


def sweeps_needed(pilots: Sequence[FittedTopics]) -> int:
    """Return the first sweep at which chains had settled, or their last if they never did."""
    for sweep in pilots[0].trace[:, 0].astype(int).tolist():  # none for nmf, which has no likelihood
        if sweep > pilots[0].settings.burnin and convergence_of(pilots, sweep).settled:
            return int(sweep)
    return pilots[0].settings.sweeps


def shortened(settings: TopicSettings, sweeps: int) -> TopicSettings:
    """Return settings of a chain that stops after so many sweeps, burn-in included."""
    return dataclasses.replace(settings, iterations=sweeps - settings.burnin)
