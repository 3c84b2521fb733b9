"""Reach by collection, by method of session and by channel."""

import pandas as pd

from heard.analysis.labels import NOT_STATED, by_size, collection_names, with_names
from heard.analysis.scope import check_collection, collection_in_words, in_collection
from heard.analysis.tallies import grid, rows_behind, share, with_counts, with_sums
from heard.consultation import Consultation
from heard.frames import Frames, is_among
from heard.tables import ALL, Column, Margin, ResultTable, base, count, dimension, rate

PEOPLE = count("people", "People known", "people")
PEOPLE_BASE = base("people_base", "All people known", "people")
PEOPLE_SHARE = rate("people_share", "Share of people known", of=("people", "people_base"))
SESSIONS = count("sessions", "Sessions", "sessions")
PRESENT = count("people_present", "People present at sessions", "people present", adds="people")
TEXTS = count("texts", "Texts", "texts")
NO_NUMBER = count("sessions_without_number", "Sessions that do not say how many came", "sessions")
PRESENT_NOTE = (
    "People present are added up over sessions: somebody who came to two sessions counts twice, and people "
    "present are never added to people known."
)
NO_NUMBER_NOTE = "A session that does not say how many came adds nobody to the people present."


def reach(frames: Frames, consultation: Consultation) -> ResultTable:
    """Return how many people, sessions and texts there are in all: the totals that others agree with.

    Columns: people, sessions, people_present, sessions_without_number, texts; one row.
    """
    return _reach_table(
        frames,
        consultation,
        by=(),
        name="reach",
        title="People, sessions and texts in all",
        columns=(),
        margins=(),
    )


def reach_by_collection(frames: Frames, consultation: Consultation) -> ResultTable:
    """Return people, sessions and texts of each collection.

    Columns: collection, people, sessions, people_present, sessions_without_number, texts. A person may
    take part in several collections, so people need not add up.
    """
    counts = ("sessions", "people_present", "sessions_without_number", "texts")
    return _reach_table(
        frames,
        consultation,
        by=("collection",),
        name="reach_by_collection",
        title="People, sessions and texts by collection",
        columns=(dimension("collection", "Collection", overlaps=True),),
        margins=(
            Margin("people", ("collection",), "reach", "people"),
            *(Margin(name, ("collection",), "reach", name, exact=True) for name in counts),
        ),
    )


def _reach_table(
    frames: Frames,
    consultation: Consultation,
    *,
    by: tuple[str, ...],
    name: str,
    title: str,
    columns: tuple[Column, ...],
    margins: tuple[Margin, ...],
) -> ResultTable:
    names = collection_names(consultation)
    people, sessions, texts = (
        frame.assign(collection=with_names(frame["collection"], names))
        for frame in (frames.participations, frames.sessions, frames.texts)
    )
    rows = {
        "people": rows_behind(people, by, "respondent_id"),
        **_session_rows(sessions, by),
        "texts": rows_behind(texts, by, "text_id"),
    }
    counted = with_counts(
        grid(collection=names.values()) if by else grid(),
        {key: rows[key] for key in ("people", "sessions", "sessions_without_number", "texts")},
    )
    counted = with_sums(
        counted, "people_present", rows["people_present"], sessions.set_index("session_id")["people"]
    )
    declared = (*columns, PEOPLE, SESSIONS, PRESENT, NO_NUMBER, TEXTS)
    return ResultTable(
        name=name,
        title=title,
        frame=counted[[column.name for column in declared]],
        columns=declared,
        universe="everyone known who took part, every session and every text that was kept",
        rows_behind=rows,
        margins=margins,
        notes=(
            "A known person who took part in several collections counts once in each, and once in all.",
            PRESENT_NOTE,
            NO_NUMBER_NOTE,
            *_how_known(frames.respondents),
        ),
    )


def _how_known(respondents: pd.DataFrame) -> tuple[str, ...]:
    """Return notes on people whom the data cannot tell apart for certain."""
    by = respondents["known_by"].value_counts()
    rows, speakers = int(by.get("row", 0)), int(by.get("session", 0))
    notes = {
        f"People known only by their row, without a number: {rows:,}; one with two rows counts twice.": rows,
        f"People known only as a speaker of one session: {speakers:,}; one who spoke at two sessions counts "
        "twice.": speakers,
    }
    return tuple(note for note, number in notes.items() if number)


def _session_rows(sessions: pd.DataFrame, by: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    return {
        "sessions": rows_behind(sessions, by, "session_id"),
        "people_present": rows_behind(sessions[sessions["people"].notna()], by, "session_id"),
        "sessions_without_number": rows_behind(sessions[sessions["people"].isna()], by, "session_id"),
    }


def reach_by_method(frames: Frames, consultation: Consultation, collection: str = ALL) -> ResultTable:
    """Return sessions, people present and notes by method of session.

    Columns: method, sessions, people_present, sessions_without_number, texts.
    """
    check_collection(consultation, collection)
    sessions = in_collection(frames.sessions, collection)
    sessions = sessions.assign(method=sessions["method"].fillna(NOT_STATED))
    methods = sessions.set_index("session_id")["method"]
    texts = frames.texts[is_among(frames.texts["session_id"], sessions["session_id"])]
    texts = texts.assign(method=texts["session_id"].map(methods))
    by = ("method",)
    rows = {**_session_rows(sessions, by), "texts": rows_behind(texts, by, "text_id")}
    counted = with_counts(
        grid(method=by_size(sessions["method"])),
        {key: rows[key] for key in ("sessions", "sessions_without_number", "texts")},
    )
    counted = with_sums(
        counted, "people_present", rows["people_present"], sessions.set_index("session_id")["people"]
    )
    columns = (dimension("method", "Method"), SESSIONS, PRESENT, NO_NUMBER, TEXTS)
    return ResultTable(
        name="reach_by_method",
        title=f"Sessions by method: {collection_in_words(consultation, collection)}",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe=f"sessions of {collection_in_words(consultation, collection)}; only people present are "
        "counted here, not people known",
        rows_behind=rows,
        margins=tuple(
            reach_margin(consultation, collection, name, by)
            for name in ("sessions", "people_present", "sessions_without_number")
        ),
        notes=(PRESENT_NOTE, NO_NUMBER_NOTE),
    )


def reach_by_channel(frames: Frames, consultation: Consultation, collection: str = ALL) -> ResultTable:
    """Return known people and their texts by the channel they came in by.

    Columns: channel, people, people_base, people_share, texts. Within one collection a person has one
    channel; over all collections a person may have used several.
    """
    check_collection(consultation, collection)
    part = in_collection(frames.participations, collection)
    part = part.assign(channel=part["channel"].fillna(NOT_STATED))
    texts = in_collection(frames.texts, collection).dropna(subset=["respondent_id"])
    texts = texts.merge(
        part[["respondent_id", "collection", "channel"]],
        on=["respondent_id", "collection"],
        how="left",
        validate="many_to_one",
    )
    texts["channel"] = texts["channel"].fillna(NOT_STATED)
    by = ("channel",)
    rows = {"people": rows_behind(part, by, "respondent_id"), "texts": rows_behind(texts, by, "text_id")}
    channels = by_size(pd.concat([part["channel"], texts["channel"]]))
    counted = with_counts(grid(channel=channels), rows)
    counted["people_base"] = part["respondent_id"].nunique()
    counted["people_share"] = share(counted["people"], counted["people_base"])
    columns = (
        dimension("channel", "Channel", overlaps=collection == ALL),
        PEOPLE,
        PEOPLE_BASE,
        PEOPLE_SHARE,
        TEXTS,
    )
    where = collection_in_words(consultation, collection)
    return ResultTable(
        name="reach_by_channel",
        title=f"People known by channel: {where}",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe=f"known people who took part in {where}, and their texts; people present at sessions who "
        "are not known are not in it",
        rows_behind=rows,
        margins=(reach_margin(consultation, collection, "people", by),),
        notes=("Who is heard depends on which channels were open: a channel is no group of people.",),
    )


def reach_margin(
    consultation: Consultation,
    collection: str,
    column: str,
    over: tuple[str, ...],
    *,
    exact: bool = False,
) -> Margin:
    """Return the margin that holds a count to the total of its collection, or of all collections."""
    if collection == ALL:
        return Margin(column, over, "reach", column, exact=exact)
    where = {"collection": collection_names(consultation)[collection]}
    return Margin(column, over, "reach_by_collection", column, where=where, exact=exact)
