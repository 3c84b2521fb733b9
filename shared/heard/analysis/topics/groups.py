"""The groups that a regression of topics on groups needs."""

import pandas as pd

from heard.analysis.labels import group_holders
from heard.analysis.words import Tokens
from heard.consultation import Consultation
from heard.frames import Frames


def groups_of_texts(
    tokens: Tokens, frames: Frames, consultation: Consultation, grouping: str
) -> list[list[str]]:
    """Return the groups of whoever wrote each text, by their names, in the order of the tokens' texts.

    A text whose writer is not known, or gave no group, has none.

    Parameters
    ----------
    grouping
        A grouping's code.
    """
    held = group_holders(frames, consultation, grouping)
    of_person = held.groupby("respondent_id")["group"].agg(lambda groups: sorted(set(groups)))
    texts = pd.DataFrame({"text_id": pd.Series(tokens.text_ids, dtype="str")})
    writers = texts.merge(frames.texts[["text_id", "respondent_id"]], on="text_id", how="left")[
        "respondent_id"
    ]
    known = of_person.to_dict()
    return [known.get(writer, []) for writer in writers]
