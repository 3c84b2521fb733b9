"""Practice models that submissions name."""

from collections.abc import Sequence

import pandas as pd

from heard.analysis.context import CONTEXT_COLUMNS
from heard.analysis.dictionary import entry_names, find_entries, places_in_context
from heard.analysis.evidence.submissions import UNWEIGHTED, received
from heard.analysis.scope import collection_in_words, in_collection
from heard.analysis.tallies import grid, look_up, rows_behind, share, with_counts
from heard.consultation import Consultation, DictionaryEntry
from heard.frames import Frames
from heard.tables import ALL, Margin, ResultTable, base, count, dimension, rate

NO_MODEL = "No model named"


def practice_models_named(
    frames: Frames, consultation: Consultation, collection: str, models: Sequence[DictionaryEntry]
) -> ResultTable:
    """Return for each practice model the submissions that name it, the most named first.

    Columns: model, submissions, submissions_base, submissions_share, uses (how often the name stands).
    A model nobody names keeps its row; the last row is of submissions that name none.
    """
    submissions = received(frames, consultation, collection)[["respondent_id"]]
    texts = in_collection(frames.texts, collection)
    names = entry_names(models)
    found = find_entries(texts, models).merge(texts[["text_id", "respondent_id"]], on="text_id")
    named = submissions.merge(found[["respondent_id", "code"]], on="respondent_id", how="left")
    named["model"] = named["code"].map(names).astype("str").fillna(NO_MODEL)
    uses = found["code"].map(names).astype("str").value_counts()
    rows = {
        "submissions": rows_behind(named, ["model"], "respondent_id"),
        "uses": rows_behind(found.assign(model=found["code"].map(names).astype("str")), ["model"], "text_id"),
    }
    everything = rows_behind(submissions, [], "respondent_id")
    counted = with_counts(grid(model=[*names.values(), NO_MODEL]), {"submissions": rows["submissions"]})
    counted["submissions_base"] = len(submissions)
    counted["submissions_share"] = share(counted["submissions"], counted["submissions_base"])
    counted["uses"] = look_up(counted["model"], uses)
    ranked = counted.iloc[:-1].sort_values("submissions", ascending=False, kind="stable")
    return ResultTable(
        name="practice_models_named",
        title="Practice models that submissions name",
        frame=pd.concat([ranked, counted.iloc[-1:]], ignore_index=True),
        columns=(
            dimension("model", "Practice model", overlaps=True),
            count("submissions", "Submissions that name it", "submissions"),
            base("submissions_base", "All submissions", "submissions"),
            rate("submissions_share", "Share of submissions", of=("submissions", "submissions_base")),
            count("uses", "Times named", "uses", adds="uses"),
        ),
        universe=f"submissions to {collection_in_words(consultation, collection)}",
        rows_behind=rows | {"submissions_base": everything},
        margins=(Margin("submissions", ("model",), "submissions_received", "submissions"),),
        notes=(
            UNWEIGHTED,
            "To be named is not to be endorsed: a submission may name a model to doubt it.",
            "Only names in the dictionary are found; a name with a plain meaning counts only with its "
            "capitals or with a context word in its sentence.",
        ),
    )


def models_in_context(
    frames: Frames,
    consultation: Consultation,
    collection: str,
    models: Sequence[DictionaryEntry],
    model: str = ALL,
) -> ResultTable:
    """Return every place where a submission names a practice model, with the words around it.

    Columns: model, text_id, position, before, keyword, after. It holds respondents' words.

    Parameters
    ----------
    model
        A practice model's code, or ``"all"``.
    """
    received(frames, consultation, collection)
    placed = places_in_context(in_collection(frames.texts, collection), models, model)
    return ResultTable(
        name="models_in_context",
        title="Practice models in context",
        frame=placed.rename(columns={"entry": "model"}),
        columns=(
            dimension("model", "Practice model", overlaps=True),
            dimension("text_id", "Text", overlaps=True),
            dimension("position", "Position"),
            *CONTEXT_COLUMNS,
        ),
        universe=f"submissions to {collection_in_words(consultation, collection)}",
    )
