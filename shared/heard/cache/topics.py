"""Topic models that are fitted once, and whose topics keep their names."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from heard.analysis.topics import (
    PILOTS,
    FittedTopics,
    Groups,
    TopicChains,
    TopicSettings,
    combine_chains,
    shortened,
    sweeps_needed,
)
from heard.analysis.words import Tokens
from heard.cache.models import Fitter, Tell
from heard.cache.topic_names import with_names


def fit_kept(
    consultation: Path, name: str, tokens: Tokens, settings: TopicSettings, groups: Groups = ()
) -> FittedTopics:
    """Return one model with its topics named, fitted only if it is not kept.

    Parameters
    ----------
    consultation
        The consultation's folder.
    name
        What the topics are of, such as ``advice.q4``: within it and a number of topics, ids are kept.
    tokens, settings, groups
        As for :func:`heard.analysis.topics.fit_topics`.
    """
    (fitted,) = fit_all_kept(consultation, tokens, [settings], groups)
    return with_names(consultation, name, fitted)


def fit_all_kept(
    consultation: Path,
    tokens: Tokens,
    settings: Sequence[TopicSettings],
    groups: Groups = (),
    *,
    scheduler: str | None = None,
    tell: Tell | None = None,
) -> list[FittedTopics]:
    """Return many models of the same tokens, fitted side by side, each kept as soon as it is done.

    Stopped and called again, it goes on where it stopped.

    Parameters
    ----------
    consultation
        The consultation's folder.
    tokens, settings, groups
        As for :func:`heard.analysis.topics.fit_topics`; settings of each model, in the order of the result.
    scheduler
        Address of a Dask scheduler; without it, the cores of this machine.
    tell
        Called with how many models are there and of how many, at the beginning and after each.
    """
    with Fitter(consultation, tokens, groups, scheduler) as fitter:
        return fitter.fit(settings, tell or _tell_nobody)


def fit_chains_kept(
    consultation: Path,
    name: str,
    tokens: Tokens,
    settings: TopicSettings,
    groups: Groups = (),
    *,
    nstart: int,
    best: bool = False,
    around: int = 0,
    nstart_around: int = 5,
    scheduler: str | None = None,
    tell: Tell | None = None,
) -> tuple[TopicChains, dict[int, list[FittedTopics]]]:
    """Return many chains of one model with its topics named, and models of nearby numbers of topics.

    The first ``PILOTS`` chains run to the end; if they settled sooner, all others stop where these had (see
    :func:`heard.analysis.topics.sweeps_needed`).

    Parameters
    ----------
    consultation, name, tokens, settings, groups
        As for :func:`fit_kept`.
    nstart
        Number of chains.
    best
        Report the likeliest chain instead of the consensus.
    around, nstart_around
        Also fit up to so many topics fewer and more, in so many chains each.
    scheduler, tell
        As for :func:`fit_all_kept`.

    Returns
    -------
    The chains, and the models of other numbers of topics by that number.
    """
    tell = tell or _tell_nobody
    wanted = settings.chains(nstart)
    most = min(int((tokens.lengths > 0).sum()), len(tokens.vocabulary))
    near = [each for each in _near(settings, around, nstart_around) if each.k <= most]
    models = len(wanted) + len(near)
    with Fitter(consultation, tokens, groups, scheduler) as fitter:
        pilots = fitter.fit(wanted[:PILOTS], lambda done, _: tell(done, models))
        sweeps = sweeps_needed(pilots)
        rest = [shortened(each, sweeps) for each in [*wanted[PILOTS:], *near]]
        others = fitter.fit(rest, lambda done, _: tell(done + len(pilots), models))
    of_this_k = [*pilots, *(each for each in others if each.settings.k == settings.k)]
    combined = combine_chains(of_this_k, best=best)
    return combined.named_as(with_names(consultation, name, combined.reported)), _by_k(others, settings.k)


def _near(settings: TopicSettings, around: int, nstart: int) -> list[TopicSettings]:
    numbers = [k for k in range(settings.k - around, settings.k + around + 1) if k >= 2 and k != settings.k]
    return [chain for k in numbers for chain in dataclasses.replace(settings, k=k).chains(nstart)]


def _by_k(models: Sequence[FittedTopics], besides: int) -> dict[int, list[FittedTopics]]:
    found: dict[int, list[FittedTopics]] = {}
    for model in models:
        if model.settings.k != besides:
            found.setdefault(model.settings.k, []).append(model)
    return found


def _tell_nobody(_done: int, _models: int) -> None:
    pass
