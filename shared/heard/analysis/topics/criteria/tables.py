"""What each criterion says of each number of topics, and which it would choose."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from heard.analysis.topics.criteria.criteria import CRITERIA
from heard.analysis.topics.criteria.hold_out import HeldOut
from heard.analysis.topics.fitted import FittedTopics
from heard.tables import ResultTable, count, dimension, estimate, interval

NO_CHOICE = "Its best is at an end of the range: no choice"
CHOICE = "Yes"
_NO_CRITERION = "No criterion knows what the topics are for: read them before you choose."


def criteria_by_k(models: Mapping[int, Sequence[FittedTopics]], held: HeldOut) -> ResultTable:
    """Return each criterion at each number of topics, over seeds.

    Columns: criterion, direction, k, best ("best: 8" for the number that it would choose, else nothing),
    models, value (mean over models, or over pairs of them), low, high (lowest and highest of them).

    Parameters
    ----------
    models
        By number of topics, models of ``held.training`` that differ by their seeds.
    held
        What was kept back.
    """
    rows = []
    for criterion in CRITERIA:
        for k, fitted in sorted(models.items()):
            values = criterion.of(fitted, held)
            found = (values.mean(), values.min(), values.max()) if len(values) else (None, None, None)
            rows.append((criterion.name, criterion.direction, k, "", len(fitted), *found))
    columns = (
        dimension("criterion", "Criterion"),
        dimension("direction", "Which way it points"),
        dimension("k", "Number of topics"),
        dimension("best", "Best of them?"),
        count("models", "Models", "models"),
        estimate("value", "Mean over seeds", "see the criterion", undefined="Needs two seeds"),
        interval("low", "Lowest", of="value", side="low"),
        interval("high", "Highest", of="value", side="high"),
    )
    frame = pd.DataFrame(rows, columns=[column.name for column in columns])
    frame = frame.astype(dict.fromkeys(("value", "low", "high"), "float64"))
    for criterion in CRITERIA:
        own = frame[frame["criterion"] == criterion.name].dropna(subset=["value"])
        if len(own):
            at = _best(own, higher=criterion.higher)
            frame.loc[at, "best"] = f"best: {own['k'].loc[at]}"
    return ResultTable(
        name="criteria_by_k",
        title="What each criterion says of each number of topics",
        frame=frame,
        columns=columns,
        universe=_universe(held),
        notes=(_NO_CRITERION,),
    )


def criteria_choice(by_k: ResultTable) -> ResultTable:
    """Return which number of topics each criterion would choose.

    Columns: criterion, direction, best_k, chooses ("Yes", or that its best is at an end of the range), near
    (other numbers whose best seed is no worse than the mean of the best number).
    """
    known = by_k.frame.dropna(subset=["value"])
    rows = []
    for criterion in CRITERIA:
        own = known[known["criterion"] == criterion.name]
        if len(own):
            rows.append((criterion.name, criterion.direction, *_choice(own, higher=criterion.higher)))
    columns = (
        dimension("criterion", "Criterion"),
        dimension("direction", "Which way it points"),
        dimension("best_k", "Best number of topics"),
        dimension("chooses", "Does it choose?"),
        dimension("near", "Others as good within their spread over seeds"),
    )
    return ResultTable(
        name="criteria_choice",
        title="Which number of topics each criterion would choose",
        frame=pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns=columns,
        universe=by_k.universe,
        notes=(
            _NO_CRITERION,
            "A criterion that is best at an end of the range goes on in one direction: it says nothing of "
            "where to stop.",
        ),
    )


def _best(rows: pd.DataFrame, *, higher: bool) -> int:
    """Return the label of the best row; of equals the one of fewer topics."""
    order = np.argsort(rows["value"].to_numpy() * (-1 if higher else 1), kind="stable")
    return int(rows.index[order[0]])


def _choice(rows: pd.DataFrame, *, higher: bool) -> tuple[int, str, str]:
    best = _best(rows, higher=higher)
    k, value = int(rows["k"].loc[best]), float(rows["value"].loc[best])
    reaches = rows["high"] >= value if higher else rows["low"] <= value
    near = [str(other) for other in rows.loc[reaches, "k"] if other != k]
    ends = (int(rows["k"].min()), int(rows["k"].max()))
    return k, NO_CHOICE if k in ends else CHOICE, ", ".join(near) or "None"


def k_choices(decisions: pd.DataFrame, subject: str) -> ResultTable:
    """Return who chose which number of topics, when and why, the last first.

    Columns: made_at, actor, k, reason.

    Parameters
    ----------
    decisions
        subject, revision, value, reason, actor and at, as the store gives every decision ever made.
    subject
        What was decided.
    """
    own = decisions[decisions["subject"] == subject].sort_values("revision", ascending=False)
    columns = (
        dimension("made_at", "When (UTC)"),
        dimension("actor", "Who"),
        dimension("k", "Number of topics"),
        dimension("reason", "Why"),
    )
    frame = pd.DataFrame(
        {
            "made_at": own["at"].dt.strftime("%Y-%m-%d %H:%M:%S").astype("str") if len(own) else own["at"],
            "actor": own["actor"],
            "k": own["value"].fillna("Taken back"),
            "reason": own["reason"],
        }
    )
    return ResultTable(
        name="k_choices",
        title="Who chose which number of topics, and why",
        frame=frame.reset_index(drop=True).astype("str"),
        columns=columns,
        universe="every choice made, the last first",
    )


def _universe(held: HeldOut) -> str:
    texts, words = len(held.training.text_ids), len(held.training.words)
    return f"{texts:,} texts, {words:,} words to fit to, {len(held.missing.words):,} kept back"
