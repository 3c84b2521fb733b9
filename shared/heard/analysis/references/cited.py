"""Places that cite works, and the names under which works are counted.

A work's label is read from respondents' words by a pattern, and what it takes for authors may be somebody's
children. So a work is counted under its label only where several people name it.
"""

import pandas as pd

from heard.frames import Frames

FEWEST = 3  # people who cite a work before it is counted under its label
NUMBERED = (
    f"A work that fewer than {FEWEST} people cite is named by its number here: its name stands in Works "
    "cited, which holds respondents' words."
)


def public_names(frames: Frames, works: pd.DataFrame, mentions: pd.DataFrame) -> pd.Series:
    """Return the name that each work is counted under, by work_id.

    It is the label where at least ``FEWEST`` respondents cite the work in any text, else "Work w-...". Notes
    of sessions that do not say who spoke count for nobody. It does not depend on a table's scope, so that a
    work has one name in all tables of a run.
    """
    who = frames.texts.set_index("text_id")["respondent_id"]
    citing = pd.DataFrame({"work_id": mentions["work_id"], "who": mentions["text_id"].map(who)})
    people = citing.dropna().groupby("work_id")["who"].nunique()
    labels = works.set_index("work_id")["label"]
    several = people.reindex(labels.index, fill_value=0) >= FEWEST
    return labels.where(several, "Work " + labels.index.astype("str")).astype("str")


def cited_places(
    frames: Frames, works: pd.DataFrame, mentions: pd.DataFrame, texts: pd.DataFrame
) -> pd.DataFrame:
    """Return a row for each place in texts that cites a work.

    Columns: work (the name that it is counted under), work_id, text_id, respondent_id, position, end.
    """
    resolved = mentions[["text_id", "work_id", "position", "end"]].dropna(subset=["work_id"])
    named = public_names(frames, works, mentions).rename("work").reset_index()
    cited = resolved.merge(named, on="work_id").merge(texts[["text_id", "respondent_id"]], on="text_id")
    return cited[["work", "work_id", "text_id", "respondent_id", "position", "end"]]
