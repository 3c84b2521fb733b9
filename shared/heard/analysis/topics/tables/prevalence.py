"""How much of what each group wrote each topic has, with the model's own uncertainty in the interval."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from heard.analysis.labels import group_holders, group_names
from heard.analysis.topics.chains import TopicChains
from heard.analysis.topics.tables.labels import OTHER_SEEDS, topic_labels, universe_of
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, count, dimension, estimate, interval

EVERYBODY = "Everybody known"
_RESAMPLES = 1000
_SIDES = (0.025, 0.975)


def topic_prevalence(
    chains: TopicChains,
    frames: Frames,
    consultation: Consultation,
    grouping: str,
    *,
    resamples: int = _RESAMPLES,
    seed: int = 1,
) -> ResultTable:
    """Return the mean share of each topic in what people of each group wrote.

    The method of composition (Tanner 1996; as in ``estimateEffect`` of R's stm): for each resample one draw
    of one chain is taken, and people are weighted as by the Bayesian bootstrap (Rubin 1981), so that the
    interval holds the seed's, the sampler's and the sample's uncertainty. Each person counts once, however
    long or many the texts.

    Columns: topic, group (the first is everybody known), people, share, low, high (95% interval).

    Parameters
    ----------
    grouping
        A grouping's code.
    resamples
        Number of resamples.
    seed
        Seed of the resampling.
    """
    of_person = _texts_of_people(chains, frames)
    groups = _members(frames, consultation, grouping, of_person)
    drawn = _resampled(chains, of_person, groups, resamples, seed)
    return ResultTable(
        name="topic_prevalence",
        title="How much of what each group wrote each topic has",
        frame=_summed_up(drawn, topic_labels(chains.reported), groups),
        columns=(
            dimension("topic", "Topic", overlaps=True),
            dimension("group", consultation.grouping(grouping).name, overlaps=True),
            count("people", "People known with a text", "people"),
            estimate("share", "Mean share of the topic", "share"),
            interval("low", "95% interval from", of="share", side="low"),
            interval("high", "95% interval to", of="share", side="high"),
        ),
        universe=f"{universe_of(chains.reported)}; people known",
        notes=(
            "The interval holds three uncertainties: of the seed, of the sampler, and of who answered.",
            "It holds nothing of those who did not answer.",
            OTHER_SEEDS,
        ),
    )


def _summed_up(
    drawn: NDArray[np.float64], labels: list[str], groups: dict[str, NDArray[np.bool_]]
) -> pd.DataFrame:
    """Return mean and interval of each topic in each group; drawn has the shape (resamples, groups, k)."""
    low, high = np.nanquantile(drawn, _SIDES, axis=0)
    mean = drawn.mean(axis=0)
    return pd.DataFrame(
        {
            "topic": pd.Series(np.repeat(labels, len(groups)), dtype="str"),
            "group": pd.Series(list(groups) * len(labels), dtype="str"),
            "people": [int(held.sum()) for held in groups.values()] * len(labels),
            "share": mean.T.ravel(),
            # A mean may stand a hair outside of its quantiles where all draws are equal.
            "low": np.minimum(low, mean).T.ravel(),
            "high": np.maximum(high, mean).T.ravel(),
        }
    )


def _texts_of_people(chains: TopicChains, frames: Frames) -> pd.DataFrame:
    """Return (place, respondent_id): where in the model the texts of each person known stand."""
    model = chains.reported
    texts = pd.DataFrame(
        {"text_id": pd.Series(model.text_ids, dtype="str"), "place": range(len(model.text_ids))}
    )
    texts = texts[model.text_tokens > 0].merge(frames.texts[["text_id", "respondent_id"]], on="text_id")
    return texts.dropna(subset=["respondent_id"])[["place", "respondent_id"]]


def _members(
    frames: Frames, consultation: Consultation, grouping: str, of_person: pd.DataFrame
) -> dict[str, NDArray[np.bool_]]:
    """Return for each group that somebody holds which people do, in the order of their ids."""
    people = np.unique(of_person["respondent_id"].to_numpy(dtype=str))
    held = group_holders(frames, consultation, grouping)
    groups = {EVERYBODY: np.ones(len(people), dtype=bool)}
    for name in group_names(consultation, grouping).values():
        holders = np.isin(people, held.loc[held["group"] == name, "respondent_id"].to_numpy(dtype=str))
        if holders.any():
            groups[name] = holders
    return groups


def _resampled(
    chains: TopicChains,
    of_person: pd.DataFrame,
    groups: dict[str, NDArray[np.bool_]],
    resamples: int,
    seed: int,
) -> NDArray[np.float64]:
    """Return the mean share in each resample. Shape (resamples, groups, k)."""
    random = np.random.default_rng(seed)
    draws = [(chain, draw) for chain in chains.chains for draw in range(len(chain.draws))]
    chosen = np.sort(random.integers(len(draws), size=resamples))
    people, person = np.unique(of_person["respondent_id"].to_numpy(dtype=str), return_inverse=True)
    mean_of = _averaging(person, of_person["place"].to_numpy(), len(people), len(chains.reported.text_ids))
    members = np.array(list(groups.values()), dtype=np.float64)
    result = np.empty((resamples, len(groups), chains.reported.settings.k))
    for number in np.unique(chosen):
        chain, draw = draws[number]
        shares = mean_of @ np.nan_to_num(chain.shares_drawn(draw))
        for row in np.flatnonzero(chosen == number):
            weights = members * random.exponential(size=len(people))
            result[row] = weights @ shares / weights.sum(axis=1, keepdims=True)
    return result


def _averaging(person: NDArray[np.intp], place: NDArray[np.int64], people: int, texts: int) -> csr_array:
    """Return the matrix that averages the texts of each person. Shape (people, texts)."""
    each = 1 / np.bincount(person, minlength=people)[person]
    return csr_array((each, (person, place)), shape=(people, texts))
