"""One topic model from tokens and settings: the same ones give the same model to the bit."""

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version

import numpy as np

from heard.analysis.topics.factorisation import factorise
from heard.analysis.topics.fitted import FittedTopics
from heard.analysis.topics.gibbs import Groups, sample_topics
from heard.analysis.topics.settings import TopicSettings
from heard.analysis.words import Tokens
from heard.errors import HeardError

_ENGINES = {"lda": "tomotopy", "dmr": "tomotopy", "nmf": "scikit-learn"}


def model_key(tokens: Tokens, settings: TopicSettings, groups: Groups = ()) -> str:
    """Return the hash of tokens, settings, groups and engine: equal keys mean equal results."""
    return model_keys(tokens, [settings], groups)[0]


def model_keys(tokens: Tokens, settings: Sequence[TopicSettings], groups: Groups = ()) -> list[str]:
    """Return the hash of each of several models of the same tokens."""
    of_tokens = hashlib.blake2b(digest_size=16)
    for labels in (tokens.text_ids.tolist(), tokens.vocabulary.tolist(), [list(each) for each in groups]):
        of_tokens.update(json.dumps(labels).encode())
    for numbers in (tokens.starts.astype("<i8"), tokens.words.astype("<i4")):
        of_tokens.update(numbers.tobytes())
    return [_key(of_tokens.digest(), each) for each in settings]


def _key(of_tokens: bytes, settings: TopicSettings) -> str:
    engine = _ENGINES[settings.method]
    hashed = hashlib.blake2b(of_tokens, digest_size=16)
    hashed.update(json.dumps(dataclasses.asdict(settings), sort_keys=True).encode())
    hashed.update(f"{engine} {version(engine)}".encode())
    return hashed.hexdigest()


def fit_topics(tokens: Tokens, settings: TopicSettings, groups: Groups = ()) -> FittedTopics:
    """Fit one model; its topics are numbered by their share of tokens, the largest first.

    Parameters
    ----------
    groups
        For the method ``dmr``: the groups of each text, in the order of ``tokens.text_ids``.

    Raises
    ------
    HeardError
        If no text has a word left, or there are fewer such texts or words than topics; if ``dmr`` has no
        groups, or another method has.
    """
    _check_enough(tokens, settings)
    _check_groups(tokens, settings, groups)
    key = model_key(tokens, settings, groups)
    fitted = (
        factorise(tokens, settings, key)
        if settings.method == "nmf"
        else sample_topics(tokens, settings, key, groups)
    )
    return dataclasses.replace(
        fitted.with_topics(np.argsort(-fitted.topic_tokens, kind="stable")), topic_ids=fitted.topic_ids
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


def _check_groups(tokens: Tokens, settings: TopicSettings, groups: Groups) -> None:
    wanted = len(tokens.text_ids) if settings.method == "dmr" else 0
    if len(groups) != wanted or (wanted and not any(groups)):
        raise HeardError(
            f"the method {settings.method} needs the groups of {wanted} texts, and {len(groups)} are given",
            where="topic model",
            fix="Give the groups of every text to dmr, at least one of them, and none to another method.",
        )
