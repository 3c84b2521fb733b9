"""Latent Dirichlet allocation by collapsed Gibbs sampling (Griffiths and Steyvers 2004), with tomotopy.

One chain runs in one thread: with several, tomotopy's result depends on the machine's load. Every default
of the engine that could change a result is set by name.
"""

import dataclasses
import hashlib
import json
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray
from tomotopy import LDAModel, ParallelScheme, TermWeight  # type: ignore[attr-defined]

from heard.analysis.topics.fitted import FittedTopics, TopicSettings
from heard.analysis.words import Tokens
from heard.errors import HeardError

_RECORDED_EVERY = 50  # sweeps


def model_key(tokens: Tokens, settings: TopicSettings) -> str:
    """Return the hash of tokens, settings and engine: equal keys mean equal results."""
    hashed = hashlib.blake2b(digest_size=16)
    hashed.update(json.dumps(dataclasses.asdict(settings), sort_keys=True).encode())
    hashed.update(f"tomotopy {version('tomotopy')}".encode())
    for labels in (tokens.text_ids, tokens.vocabulary):
        hashed.update(json.dumps(labels.tolist()).encode())
    for numbers in (tokens.starts.astype("<i8"), tokens.words.astype("<i4")):
        hashed.update(numbers.tobytes())
    return hashed.hexdigest()


def fit_topics(tokens: Tokens, settings: TopicSettings) -> FittedTopics:
    """Fit one chain; the same tokens and settings give the same model to the bit.

    Raises
    ------
    HeardError
        If no text has a word left, or there are fewer such texts or words than topics.
    """
    _check_enough(tokens, settings)
    model = _model(tokens, settings)
    trace = _sweep(model, settings)
    topic_word, document_topic = _assignments(model, tokens, settings)
    order = np.argsort(-topic_word.sum(axis=1), kind="stable")
    topic_word, document_topic = topic_word[order], document_topic[:, order]
    # The engine keeps alpha in single precision: as given it is taken from the settings.
    fitted_alpha = model.alpha if settings.optim_interval else settings.prior
    alpha = np.ones(settings.k) * np.asarray(fitted_alpha, dtype=np.float64)
    topic_tokens = topic_word.sum(axis=1)
    shares = (document_topic + alpha[order]) / (tokens.lengths + alpha.sum())[:, None]
    shares[tokens.lengths == 0] = np.nan
    smoothed = topic_word + settings.delta
    return FittedTopics(
        settings=settings,
        key=model_key(tokens, settings),
        topic_ids=tuple(f"T{number + 1}" for number in range(settings.k)),
        highest_id=settings.k,
        text_ids=tokens.text_ids,
        text_tokens=tokens.lengths,
        vocabulary=tokens.vocabulary,
        topic_word=smoothed / smoothed.sum(axis=1, keepdims=True),
        document_topic=shares,
        topic_tokens=topic_tokens,
        trace=trace,
    )


def _check_enough(tokens: Tokens, settings: TopicSettings) -> None:
    texts = int((tokens.lengths > 0).sum())
    fix = "Choose more texts, a smaller k, fewer stop words or a lower minimum frequency."
    if not texts:
        raise HeardError("no text has a word left for a topic model", fix=fix)
    if min(texts, len(tokens.vocabulary)) < settings.k:
        raise HeardError(
            f"{settings.k} topics are asked of {texts} texts with {len(tokens.vocabulary)} different words",
            fix=fix,
        )


def _model(tokens: Tokens, settings: TopicSettings) -> LDAModel:
    model = LDAModel(
        tw=TermWeight.ONE,
        min_cf=0,
        min_df=0,
        rm_top=0,
        k=settings.k,
        alpha=settings.prior,
        eta=settings.delta,
        seed=settings.seed,
        corpus=None,
        transform=None,
    )
    model.optim_interval = settings.optim_interval
    model.burn_in = settings.burnin
    words = tokens.vocabulary[tokens.words].tolist()
    for first, last in zip(tokens.starts[:-1].tolist(), tokens.starts[1:].tolist(), strict=True):
        if last > first:
            model.add_doc(words[first:last])
    return model


def _sweep(model: LDAModel, settings: TopicSettings) -> NDArray[np.float64]:
    """Run the sampler and return sweeps and log likelihoods a token."""
    trace = []
    done, total = 0, settings.burnin + settings.iterations
    while done < total:
        step = min(_RECORDED_EVERY, total - done)
        model.train(
            iterations=step,
            workers=1,
            parallel=ParallelScheme.NONE,
            freeze_topics=False,
            callback_interval=step,
            callback=None,
            show_progress=False,
        )
        done += step
        trace.append((done, model.ll_per_word))
    return np.array(trace, dtype=np.float64)


def _assignments(
    model: LDAModel, tokens: Tokens, settings: TopicSettings
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how often the last sweep gave each topic to each word and to each text.

    Shares are computed from these counts and not taken from the engine, which keeps single precision.
    """
    place = {word: number for number, word in enumerate(tokens.vocabulary)}
    places = np.array([place[word] for word in model.used_vocabs], dtype=np.int64)
    topics, words = (
        np.concatenate([np.asarray(getattr(doc, name), dtype=np.int64) for doc in model.docs])
        for name in ("topics", "words")
    )
    cells = topics * len(places) + places[words]
    of_word = np.bincount(cells, minlength=settings.k * len(places)).reshape(settings.k, len(places))
    cells = tokens.text_of_token * settings.k + topics
    of_text = np.bincount(cells, minlength=len(tokens.text_ids) * settings.k)
    return of_word, of_text.reshape(len(tokens.text_ids), settings.k)
