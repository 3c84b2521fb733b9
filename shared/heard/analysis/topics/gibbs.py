"""Latent Dirichlet allocation by collapsed Gibbs sampling (Griffiths and Steyvers 2004), with tomotopy.

One chain runs in one thread: with several, tomotopy's result depends on the machine's load. Every default
of the engine that could change a result is set by name. The chain is advanced a few sweeps at a time, and
what is needed of it is read in between: the likelihood, and now and then a draw of the texts' topics.

The engine keeps single precision: likelihoods and shares are computed here, in double, from its counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln
from tomotopy import DMRModel, LDAModel, ParallelScheme, TermWeight  # type: ignore[attr-defined]

from heard.analysis.topics.fitted import FittedTopics, topic_shares_of
from heard.analysis.topics.settings import TopicSettings
from heard.analysis.words import Tokens

Groups = Sequence[Sequence[str]]
"""For each text, in the order of the tokens' texts, the groups that it belongs to."""

_RECORDED_EVERY = 10  # sweeps
_NO_GROUP = "no group"


def sample_topics(tokens: Tokens, settings: TopicSettings, key: str, groups: Groups = ()) -> FittedTopics:
    """Run one chain and return the mean of the draws it kept, its topics in the order of the sampler."""
    chain = _Chain(tokens, settings, groups)
    records = _run(chain, settings)
    topic_word = np.empty((settings.k, len(tokens.vocabulary)))
    topic_word[:, chain.words_here] = np.mean(
        [_rows_to_one(counts + settings.delta) for counts in records.words], axis=0
    )
    drawn = zip(records.draws, records.alphas, strict=True)
    shares = np.mean([topic_shares_of(counts, alpha) for counts, alpha in drawn], axis=0)
    return FittedTopics(
        settings=settings,
        key=key,
        topic_ids=tuple(f"T{number + 1}" for number in range(settings.k)),
        highest_id=settings.k,
        text_ids=tokens.text_ids,
        text_tokens=tokens.lengths,
        vocabulary=tokens.vocabulary,
        topic_word=topic_word,
        document_topic=shares,
        topic_tokens=records.words[-1].sum(axis=1),
        trace=np.array(records.trace, dtype=np.float64),
        draws=np.stack(records.draws),
        draw_alpha=np.stack(records.alphas),
        groups=np.array(chain.groups, dtype=object),
        group_topic=chain.group_topic(),
    )


@dataclass
class _Records:
    trace: list[tuple[int, float]] = field(default_factory=list)
    draws: list[NDArray[np.int32]] = field(default_factory=list)
    words: list[NDArray[np.int64]] = field(default_factory=list)
    alphas: list[NDArray[np.float64]] = field(default_factory=list)


def _run(chain: "_Chain", settings: TopicSettings) -> _Records:
    """Sweep to the end; the last sweep is always recorded and always drawn."""
    records = _Records()
    drawn = {settings.sweeps, *range(settings.burnin + settings.thin, settings.sweeps, settings.thin)}
    stops = sorted(drawn | set(range(_RECORDED_EVERY, settings.sweeps, _RECORDED_EVERY)))
    done = 0
    for stop in stops:
        chain.sweep(stop - done)
        done = stop
        records.trace.append((done, chain.log_likelihood()))
        if done in drawn:
            records.draws.append(chain.topic_counts())
            records.words.append(chain.topic_word_counts())
            records.alphas.append(chain.alpha())
    return records


class _Chain:
    """A chain of tomotopy, read as counts over this package's texts, words and topics."""

    def __init__(self, tokens: Tokens, settings: TopicSettings, groups: Groups) -> None:
        self._settings = settings
        self._texts = len(tokens.text_ids)
        self._filled = np.flatnonzero(tokens.lengths)
        self._group_of_text = groups
        self.groups = sorted({group for each in groups for group in each})
        self._model = self._new()
        self._add(tokens)
        self._model.train(iterations=0, workers=1, parallel=ParallelScheme.NONE)
        place = {word: number for number, word in enumerate(tokens.vocabulary.tolist())}
        self.words_here = np.array([place[word] for word in self._model.used_vocabs], dtype=np.intp)
        """For each word of the engine its place in the vocabulary."""

    def _new(self) -> LDAModel:
        settings = self._settings
        common: dict[str, Any] = {
            "tw": TermWeight.ONE,
            "min_cf": 0,
            "min_df": 0,
            "rm_top": 0,
            "k": settings.k,
            "alpha": settings.prior,
            "eta": settings.delta,
            "seed": settings.seed,
            "corpus": None,
            "transform": None,
        }
        model = (
            DMRModel(sigma=1.0, alpha_epsilon=1e-10, **common)
            if settings.method == "dmr"
            else LDAModel(**common)
        )
        model.optim_interval = settings.optim_interval
        model.burn_in = settings.burnin
        return model

    def _add(self, tokens: Tokens) -> None:
        for text in self._filled.tolist():
            first, last = tokens.starts[text], tokens.starts[text + 1]
            words = tokens.vocabulary[tokens.words[first:last]].tolist()
            if isinstance(self._model, DMRModel):
                self._model.add_doc(words, multi_metadata=list(self._group_of_text[text]) or [_NO_GROUP])
            else:
                self._model.add_doc(words)

    def sweep(self, sweeps: int) -> None:
        self._model.train(
            iterations=sweeps,
            workers=1,
            parallel=ParallelScheme.NONE,
            freeze_topics=False,
            callback_interval=sweeps,
            callback=None,
            show_progress=False,
        )

    def topic_word_counts(self) -> NDArray[np.int64]:
        """Return how often the last sweep gave each topic to each word of the engine. Shape (k, words)."""
        smoothed = [
            self._model.get_topic_word_dist(topic, normalize=False) for topic in range(self._settings.k)
        ]
        return np.rint(np.array(smoothed, dtype=np.float64) - self._settings.delta).astype(np.int64)

    def topic_counts(self) -> NDArray[np.int32]:
        """Return how many tokens of each text the last sweep gave to each topic. Shape (texts, k)."""
        counts = np.zeros((self._texts, self._settings.k), dtype=np.int32)
        for text, document in zip(self._filled.tolist(), self._model.docs, strict=True):
            counts[text] = np.bincount(document.topics, minlength=self._settings.k)
        return counts

    def log_likelihood(self) -> float:
        """Return log p(w|z) of the last sweep (Griffiths and Steyvers 2004, equation 2)."""
        delta = self._settings.delta
        counts = self.topic_word_counts()
        topics, words = counts.shape
        constant = topics * (gammaln(words * delta) - words * gammaln(delta))
        of_words = gammaln(counts + delta).sum()
        return float(constant + of_words - gammaln(counts.sum(axis=1) + words * delta).sum())

    def alpha(self) -> NDArray[np.float64]:
        """Return the prior of topics. Shape (k,); for ``dmr`` (texts, k)."""
        settings = self._settings
        if settings.method == "dmr":
            prior = {each: self._prior_of(each) for each in {tuple(each) for each in self._group_of_text}}
            return np.array([prior[tuple(each)] for each in self._group_of_text])
        given = self._model.alpha if settings.optim_interval else settings.prior
        return np.ones(settings.k) * np.asarray(given, dtype=np.float64)

    def _prior_of(self, groups: tuple[str, ...]) -> NDArray[np.float64]:
        named = list(groups) or [_NO_GROUP]
        return np.asarray(self._model.get_topic_prior(multi_metadata=named), dtype=np.float64)

    def group_topic(self) -> NDArray[np.float64]:
        """Return the expected share of each topic in a text of each group alone. Shape (groups, k)."""
        prior = np.array([self._prior_of((group,)) for group in self.groups]).reshape(-1, self._settings.k)
        return _rows_to_one(prior)


def _rows_to_one(rows: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    return np.asarray(rows / rows.sum(axis=1, keepdims=True), dtype=np.float64)
