"""Concentration: how much of what was raised comes from a few sessions or a few talkative people."""

import math

import pandas as pd

from heard.analysis.coding.coded import coded_texts, mentions_of
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import Margin, ResultTable, base, count, dimension, estimate, rate

PARTS = (1, 5, 10, 50, 100)  # per cent of the sources, those with the most mentions first
NO_SESSION = "In no session"
_SOURCES = {"People known": "respondent_id", "Sessions": "session_id"}


def concentration(frames: Frames, consultation: Consultation, scope: Scope = EVERYTHING) -> ResultTable:
    """Return what share of mentions comes from the most talkative people, and from the largest sessions.

    Columns: source ("People known" or "Sessions"), part ("Top 5%"), sources, sources_base, sources_share,
    mentions, mentions_base, mentions_share. A part of a few sources is rounded up to whole ones. The base
    of people is the mentions whose speaker is known, that of sessions the mentions made in one.
    """
    mentions = mentions_of(coded_texts(frames, consultation, scope))
    parts = [_parts(mentions, source, column) for source, column in _SOURCES.items()]
    by = ["source", "part"]
    behind = pd.concat([_empty_parts(), *parts], ignore_index=True)
    rows = {"sources": rows_behind(behind, by, "id"), "mentions": rows_behind(behind, by, "mention")}
    counted = with_counts(behind[by].drop_duplicates(ignore_index=True), rows)
    for name in ("sources", "mentions"):
        counted[f"{name}_base"] = counted.groupby("source")[name].transform("max")
        counted[f"{name}_share"] = share(counted[name], counted[f"{name}_base"])
    columns = (
        dimension("source", "Whose mentions"),
        dimension("part", "Those with the most mentions", overlaps=True),
        count("sources", "How many that is", "people or sessions"),
        base("sources_base", "All with a coded text", "people or sessions"),
        rate("sources_share", "Share of people or sessions", of=("sources", "sources_base")),
        count("mentions", "Mentions from them", "mentions"),
        base("mentions_base", "All mentions from people known, or sessions", "mentions"),
        rate("mentions_share", "Share of mentions", of=("mentions", "mentions_base")),
    )
    return ResultTable(
        name="concentration",
        title="How much the most talkative people and the largest sessions contributed",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe=f"coded {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        notes=(
            "If everyone contributed alike, the share of mentions would be near the share of people or "
            "sessions. Every part holds the parts above it.",
            "A session with many people is no talkative person: the two are not compared with each other.",
        ),
    )


def session_contributions(
    frames: Frames, consultation: Consultation, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return how much each session contributed to all mentions, the largest first.

    Columns: place ("1st"), mentions, mentions_base, mentions_share, so_far (the share of this session and
    those above it), texts, themes. Sessions go by their place, never by their id. The last row is of what
    was said in no session, if there is any.
    """
    coded = coded_texts(frames, consultation, scope)
    place = _places(mentions_of(coded), "session_id").map(ordinal)
    labels = [*place, *[NO_SESSION] * bool(coded["session_id"].isna().any())]
    coded = coded.assign(place=coded["session_id"].map(place).astype("str").fillna(NO_SESSION))
    by = ("place",)
    rows = {
        "mentions": rows_behind(mentions_of(coded), by, "mention"),
        "texts": rows_behind(coded, by, "text_id"),
    }
    themes = rows_behind(coded, by, "theme")
    counted = with_counts(pd.DataFrame({"place": labels}, dtype="str"), rows | {"themes": themes})
    counted["mentions_base"] = counted["mentions"].sum()
    counted["mentions_share"] = share(counted["mentions"], counted["mentions_base"])
    counted["so_far"] = share(counted["mentions"].cumsum(), counted["mentions_base"])
    columns = (
        dimension("place", "Session, by its mentions"),
        count("mentions", "Mentions", "mentions"),
        base("mentions_base", "All mentions", "mentions"),
        rate("mentions_share", "Share of all mentions", of=("mentions", "mentions_base")),
        estimate("so_far", "Share of it and those above", "share"),
        count("texts", "Coded texts", "texts"),
        count("themes", "Different themes", "themes"),
    )
    return ResultTable(
        name="session_contributions",
        title="How much each session contributed",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe=f"coded {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        margins=tuple(Margin(name, by, "coding_totals", name) for name in ("mentions", "texts")),
        notes=("Sessions of equal size stand in an order that means nothing.",),
    )


def ordinal(number: int) -> str:
    """Return a place in words' short form: 1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def _places(mentions: pd.DataFrame, column: str) -> pd.Series:
    """Return id to its place from 1, the most mentions first; equals by id, whatever the order of rows."""
    sizes = mentions.groupby(column).size().sort_values(ascending=False, kind="stable")
    return pd.Series(range(1, len(sizes) + 1), index=sizes.index, dtype="int64")


def _parts(mentions: pd.DataFrame, source: str, column: str) -> pd.DataFrame:
    """Return (source, part, id, mention): the mentions of each part of the sources."""
    places = _places(mentions, column)
    known = mentions.dropna(subset=[column])
    known = pd.DataFrame(
        {"id": known[column], "mention": known["mention"], "place": known[column].map(places)}
    )
    return pd.concat(
        [_empty_parts()]
        + [
            known[known["place"] <= math.ceil(len(places) * part / 100)]
            .drop(columns="place")
            .assign(source=source, part=f"Top {part}%" if part < PARTS[-1] else "All")
            for part in PARTS
        ],
        ignore_index=True,
    )


def _empty_parts() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="str") for name in ("source", "part", "id", "mention")})
