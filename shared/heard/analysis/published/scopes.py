"""The texts that readers can choose: everything, or one collection of which something is coded."""

import pandas as pd

from heard.analysis.coding.coded import coded_texts
from heard.analysis.groups.people import groups_shown, people_with_groups
from heard.analysis.labels import NOT_STATED, collection_names
from heard.analysis.scope import EVERYTHING
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import dimension

EVERYTHING_WRITTEN = "Everything"
EVERYBODY = "Everyone"
TEXTS = dimension("texts", "Texts", overlaps=True)


def heard_texts(frames: Frames, consultation: Consultation) -> tuple[pd.DataFrame, list[str]]:
    """Return what known people raised, once for everything and once for its collection, and the choices.

    All tables of a release count these people and no others: two numbers that differ by the few whose text
    nobody coded would give those away.

    Returns
    -------
    tuple
        text_id, respondent_id, theme, subtheme and texts (the choice); the names of the choices. Where only
        one collection is coded, everything is it, and there is one choice.
    """
    coded = coded_texts(frames, consultation, EVERYTHING).dropna(subset=["theme", "respondent_id"])
    coded = coded[["text_id", "respondent_id", "theme", "subtheme"]].drop_duplicates()
    titles = collection_names(consultation)
    of = coded["text_id"].map(frames.texts.set_index("text_id")["collection"]).map(titles)
    there = [title for title in titles.values() if (of == title).any()]
    everything = coded.assign(texts=EVERYTHING_WRITTEN)
    if len(there) < 2:
        return everything, [EVERYTHING_WRITTEN]
    return pd.concat([everything, coded.assign(texts=of)], ignore_index=True), [EVERYTHING_WRITTEN, *there]


def people_in_groups(
    heard: pd.DataFrame, choices: list[str], frames: Frames, consultation: Consultation, grouping: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return who is in which group in each choice of texts, "Everyone" being a group of its own.

    Where fewer than half of the people stated a group, as where nobody was asked for it, there is only
    "Everyone": a few people by group would say little, and hide much of what stands beside them.

    Parameters
    ----------
    heard, choices
        What :func:`heard_texts` returned.

    Returns
    -------
    tuple
        respondent_id, texts, group, each once; texts and group of every row that a table has, in order.
    """
    people = heard[["respondent_id", "texts"]].drop_duplicates()
    held = people.merge(people_with_groups(frames, consultation, grouping, people), on="respondent_id")
    stated = held["group"] != NOT_STATED
    number = people.groupby("texts").size()
    asked = held[stated].groupby("texts")["respondent_id"].nunique().reindex(number.index, fill_value=0)
    grouped = [choice for choice in choices if asked[choice] * 2 >= number[choice]]
    everybody = people.assign(group=EVERYBODY)
    members = pd.concat([everybody, held[held["texts"].isin(grouped)]], ignore_index=True)
    names = {
        choice: groups_shown(consultation, grouping, held[held["texts"] == choice]) for choice in grouped
    }
    rows = [(choice, group) for choice in choices for group in [EVERYBODY, *names.get(choice, [])]]
    return members, pd.DataFrame(rows, columns=["texts", "group"], dtype="str")
