"""What is said of families of near-copies, and what counting them once changes."""

from collections.abc import Mapping

import pandas as pd

from heard.analysis.coding.themes import themes
from heard.analysis.labels import readers_names
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words, texts_in
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.analysis.voices.families import families_counted_once
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ALL, ResultTable, base, count, dimension, estimate, rate, text

NOT_LOOKED_AT = "Not looked at yet"
_NO_QUESTION = "No question"
_FOUND = (
    "Texts of one question that share at least 70% of their different words with another of the family; "
    "texts of fewer than eight different words are left out, because short answers are alike by chance. "
    "Likeness is to the text that stands for the family, which can be less than 70% where others link them."
)
_BOTH = (
    "Neither count is the right one: each person who signed meant it, and nobody wrote it on their own.",
    "A family counts as one voice unless a person has judged that its texts are voices of their own.",
)


def near_copy_families(
    frames: Frames, consultation: Consultation, families: pd.DataFrame, judged: Mapping[str, str]
) -> ResultTable:
    """Return every family of near-copies, the largest first.

    Columns: family (see :func:`family_names`), question, judged (by a person, or not yet), texts, texts_base
    (of the question), texts_share, people, least_alike and typically_alike (the smallest and the median share
    of words that a member has in common with the text that stands for the family).

    Parameters
    ----------
    families
        What :func:`find_families` returns for these frames.
    judged
        Family to what a person decided.
    """
    texts = _asked(frames, consultation)
    members = families.merge(texts, on="text_id")
    names = family_names(frames, consultation, families)
    said = {names[family]: decision for family, decision in judged.items() if family in names}
    members["family"] = members["family"].map(names).astype("str")
    rows = {
        "texts": rows_behind(members, ["family", "question"], "text_id"),
        "people": rows_behind(members, ["family", "question"], "respondent_id"),
    }
    cells = members[["family", "question"]].drop_duplicates().astype("str")
    counted = with_counts(cells, rows | {"texts_base": rows_behind(texts, ["question"], "text_id")})
    counted["texts_share"] = share(counted["texts"], counted["texts_base"])
    alike = members.groupby("family")["likeness"].agg(least_alike="min", typically_alike="median")
    counted = counted.merge(alike.reset_index().astype({"family": "str"}), on="family")
    counted.insert(2, "judged", counted["family"].map(said).astype("str").fillna(NOT_LOOKED_AT))
    columns = (
        dimension("family", "Family"),
        dimension("question", "Question"),
        dimension("judged", "Judged by a person"),
        count("texts", "Texts", "texts"),
        base("texts_base", "Texts that answer the question", "texts"),
        rate("texts_share", "Share of the question's texts", of=("texts", "texts_base")),
        count("people", "People known behind them", "people"),
        estimate("least_alike", "Likeness of the least alike", "share of words"),
        estimate("typically_alike", "Typical likeness", "share of words"),
    )
    place = {name: number for number, name in enumerate(names.values())}
    order = counted.sort_values("family", key=lambda each: each.map(place), kind="stable")
    order = order.sort_values("texts", ascending=False, kind="stable")
    said_rows = counted[["family", "question", "judged"]]
    return ResultTable(
        name="near_copy_families",
        title="Families of near-identical texts",
        frame=order[[column.name for column in columns]].reset_index(drop=True),
        columns=columns,
        universe="texts of all collections that are nearly copies of another text of their question",
        rows_behind={name: each.merge(said_rows, on=["family", "question"]) for name, each in rows.items()},
        notes=(_FOUND, *_BOTH),
    )


def family_names(frames: Frames, consultation: Consultation, families: pd.DataFrame) -> dict[str, str]:
    """Return family to what readers call it: its question, and its place among the question's by size."""
    members = families.merge(_asked(frames, consultation), on="text_id")
    sizes = members.groupby(["question", "family"]).size().rename("texts").reset_index()
    ordered = sizes.sort_values(["question", "texts", "family"], ascending=[True, False, True])
    number = ordered.groupby("question").cumcount() + 1
    names = ordered["question"] + ", family " + number.astype("str")
    return dict(zip(ordered["family"], names, strict=True))


def voices_by_question(
    frames: Frames, consultation: Consultation, families: pd.DataFrame, judged: Mapping[str, str]
) -> ResultTable:
    """Return for each question its texts, those in families, and how many voices that makes.

    Columns: question, in_families, texts, in_families_share, families, voices (texts if each family counts
    once, but those that a person judged to be voices of their own). Notes of sessions are not looked at, so
    they are not in it.
    """
    texts = _asked(frames, consultation)
    texts = texts[texts["session_id"].isna()]
    members = families.merge(texts, on="text_id")
    names = [name for name in _question_names(consultation).values() if (texts["question"] == name).any()]
    rows = {
        "in_families": rows_behind(members, ["question"], "text_id"),
        "texts": rows_behind(texts, ["question"], "text_id"),
    }
    stand = rows_behind(members[members["stands_for_it"]], ["question"], "text_id")
    once = families_counted_once(members, judged)
    copies = rows_behind(once[~once["stands_for_it"]], ["question"], "text_id")
    counted = with_counts(grid(question=names), rows | {"families": stand, "copies": copies})
    counted["in_families_share"] = share(counted["in_families"], counted["texts"])
    counted["voices"] = counted["texts"] - counted["copies"]
    columns = (
        dimension("question", "Question"),
        count("in_families", "Texts in families", "texts"),
        base("texts", "Texts", "texts"),
        rate("in_families_share", "Share in families", of=("in_families", "texts")),
        estimate("families", "Families", "families"),
        estimate("voices", "Voices, each family counted once", "voices"),
    )
    return ResultTable(
        name="voices_by_question",
        title="Texts and voices by question",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe="texts of all collections",
        rows_behind={"in_families": rows["in_families"]},
        notes=(_FOUND, *_BOTH),
    )


def texts_of_families(frames: Frames, families: pd.DataFrame, family: str = ALL, top: int = 5) -> ResultTable:
    """Return texts of families, for a person to see whether they are one voice. It holds their words.

    Columns: family, text_id, likeness, text: of each family the text that stands for it, then those least
    like it.

    Parameters
    ----------
    family
        A family's id, or ``"all"``.
    top
        How many texts of each at most.
    """
    chosen = families if family == ALL else families[families["family"] == family]
    ordered = chosen.sort_values(
        ["family", "stands_for_it", "likeness", "text_id"], ascending=[True, False, True, True]
    )
    some = ordered.groupby("family", sort=False).head(top)
    shown = some.merge(frames.texts[["text_id", "text"]], on="text_id", how="left")
    return ResultTable(
        name="texts_of_families",
        title="Texts of each family: the one that stands for it, then those least like it",
        frame=shown[["family", "text_id", "likeness", "text"]].astype({"family": "str", "text_id": "str"}),
        columns=(
            dimension("family", "Family"),
            dimension("text_id", "Text"),
            estimate("likeness", "Likeness to the first", "share of words"),
            text("text", "Text"),
        ),
        universe=f"at most {top} texts of a family",
    )


def themes_both_ways(
    frames: Frames, once: Frames, consultation: Consultation, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return each theme's texts with every text counted, and with each family counted once.

    Columns: theme, every_text and once (mentions), every_text_rank and once_rank (equals share the better
    one), moves (ranks gained when families count once).

    Parameters
    ----------
    once
        The same frames with families counted once (:func:`one_voice`).
    """
    tables = [themes(each, consultation, scope) for each in (frames, once)]
    counted = tables[0].frame[["theme", "mentions"]].rename(columns={"mentions": "every_text"})
    counted = counted.merge(
        tables[1].frame[["theme", "mentions"]].rename(columns={"mentions": "once"}), on="theme"
    )
    for name in ("every_text", "once"):
        counted[f"{name}_rank"] = counted[name].rank(ascending=False, method="min").astype("int64")
    counted["moves"] = counted["every_text_rank"] - counted["once_rank"]
    columns = (
        dimension("theme", "Theme", overlaps=True),
        count("every_text", "Mentions, every text", "mentions"),
        count("once", "Mentions, families once", "mentions"),
        estimate("every_text_rank", "Rank, every text", "rank"),
        estimate("once_rank", "Rank, families once", "rank"),
        estimate("moves", "Ranks gained when families count once", "ranks"),
    )
    behind = {
        name: table.rows_behind["mentions"]
        for name, table in zip(("every_text", "once"), tables, strict=True)
    }
    return ResultTable(
        name="themes_both_ways",
        title="Themes with every text counted, and with families counted once",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe=f"coded {scope_in_words(consultation, scope)}",
        rows_behind=behind,
        notes=_BOTH,
    )


def _asked(frames: Frames, consultation: Consultation) -> pd.DataFrame:
    """Return (text_id, respondent_id, session_id, question) of every text, questions by readers' names."""
    texts = texts_in(frames, consultation, EVERYTHING)
    asked = texts["question_id"].fillna(texts["collection"]).map(_question_names(consultation))
    return texts[["text_id", "respondent_id", "session_id"]].assign(question=asked.astype("str"))


def _question_names(consultation: Consultation) -> dict[str, str]:
    """Return question id, and for texts without one the collection's code, to a name."""
    return readers_names(
        (key, name)
        for each in consultation.collections
        for key, name in (
            *((f"{each.code}.{asked.code}", f"{each.title}: {asked.code}") for asked in each.questions),
            (each.code, f"{each.title}: {_NO_QUESTION.lower()}"),
        )
    )
