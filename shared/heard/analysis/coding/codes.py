"""Single codes: how often each was raised, by which groups and in which kinds of session.

A code counts the codes below it, so that a theme's row, "The whole theme", is the theme of the other tables
and a count never falls by splitting a code.
"""

import pandas as pd

from heard.analysis.coding.coded import coded_texts, mentions_of
from heard.analysis.intervals import wilson
from heard.analysis.labels import (
    NOT_STATED,
    by_size,
    group_holders,
    group_names,
    known_people,
    overlap_notes,
    raised_by_group,
    readers_names,
    theme_names,
    with_names,
)
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.analysis.tallies import rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames, is_among
from heard.tables import Margin, ResultTable, base, count, dimension, interval, rate

WHOLE_THEME = "The whole theme"
_OF_CODE = (dimension("theme", "Theme", overlaps=True), dimension("code", "Code", overlaps=True))
_BELOW = "A code counts the codes below it, so the rows of one theme overlap."
_CHANCE = (
    "Each cell is small, and there are many: one that differs from its neighbours may do so by chance alone."
)


def code_counts(frames: Frames, consultation: Consultation, scope: Scope = EVERYTHING) -> ResultTable:
    """Return how often each code was raised, in the order of the codebook.

    Columns: theme, code, people, sessions, mentions, texts. Codes that nobody put on a text of the scope,
    nor any code below them, are left out and counted in the notes.
    """
    coded = _coded_with_those_above(frames, consultation, scope)
    by = ("theme", "code_name")
    rows = {
        "people": _rows(coded, by, "respondent_id"),
        "sessions": _rows(coded, by, "session_id"),
        "mentions": _rows(mentions_of(coded), by, "mention"),
        "texts": _rows(coded, by, "text_id"),
    }
    cells = _codes_used(frames, coded)
    unused = len(frames.codes) - len(cells)
    return ResultTable(
        name="code_counts",
        title="How often each code was raised",
        frame=with_counts(cells, rows),
        columns=(
            *_OF_CODE,
            count("people", "People known who raised it", "people"),
            count("sessions", "Sessions in which it was raised", "sessions"),
            count("mentions", "Mentions", "mentions"),
            count("texts", "Texts", "texts"),
        ),
        universe=f"coded {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        margins=tuple(
            Margin(name, ("theme", "code"), "coding_totals", name)
            for name in ("people", "sessions", "mentions", "texts")
        ),
        notes=(
            _BELOW,
            *([f"Codes of the codebook put on no text here, and so left out: {unused:,}."] if unused else []),
        ),
    )


def codes_by_group(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING
) -> ResultTable:
    """Return how many known people of each group raised each code.

    Columns: theme, code, group, people, people_base, people_share, low, high (Wilson, 95%). The base is
    the group's people with a coded text; whoever gave no group stands under "Not stated".
    """
    coded = _coded_with_those_above(frames, consultation, scope).dropna(subset=["respondent_id"])
    people = coded[["respondent_id"]].drop_duplicates()
    held = people.merge(group_holders(frames, consultation, grouping), on="respondent_id", how="left")
    held["group"] = held["group"].fillna(NOT_STATED)
    groups = [*group_names(consultation, grouping).values()]
    groups += [NOT_STATED] * bool((held["group"] == NOT_STATED).any())
    pairs = coded[["theme", "code_name", "respondent_id"]].drop_duplicates()
    rows = {
        "people": _rows(
            pairs.merge(held, on="respondent_id"), ("theme", "code_name", "group"), "respondent_id"
        )
    }
    of_group = rows_behind(held, ("group",), "respondent_id")
    counted = _with_shares(_cells(frames, coded, "group", groups), rows, of_group, "people")
    return ResultTable(
        name="codes_by_group",
        title=f"Codes by {consultation.grouping(grouping).in_a_sentence}",
        frame=counted,
        columns=(
            *_OF_CODE,
            *raised_by_group(consultation, grouping),
        ),
        universe=known_people(consultation, scope),
        rows_behind=rows,
        margins=(Margin("people", ("group",), "code_counts", "people"),),
        notes=(_BELOW, *overlap_notes(consultation, grouping), _CHANCE),
    )


def codes_by_method(frames: Frames, consultation: Consultation, scope: Scope = EVERYTHING) -> ResultTable:
    """Return in how many sessions of each kind each code was raised.

    Columns: theme, code, method, sessions, sessions_base, sessions_share, low, high (Wilson, 95%). The
    base is the sessions of that kind with a coded text; the kind most often held comes first.
    """
    coded = _coded_with_those_above(frames, consultation, scope).dropna(subset=["session_id"])
    sessions = frames.sessions.loc[
        is_among(frames.sessions["session_id"], coded["session_id"]), ["session_id", "method"]
    ]
    sessions = sessions.assign(method=sessions["method"].fillna(NOT_STATED))
    pairs = coded[["theme", "code_name", "session_id"]].drop_duplicates()
    rows = {
        "sessions": _rows(
            pairs.merge(sessions, on="session_id"), ("theme", "code_name", "method"), "session_id"
        )
    }
    of_method = rows_behind(sessions, ("method",), "session_id")
    methods = by_size(sessions["method"])
    counted = _with_shares(_cells(frames, coded, "method", methods), rows, of_method, "sessions")
    return ResultTable(
        name="codes_by_method",
        title="Codes by kind of session",
        frame=counted,
        columns=(
            *_OF_CODE,
            dimension("method", "Kind of session"),
            count("sessions", "Sessions in which it was raised", "sessions"),
            base("sessions_base", "Sessions of that kind with a coded text", "sessions"),
            rate("sessions_share", "Share of those sessions", of=("sessions", "sessions_base")),
            interval("low", "Lower limit (95%)", of="sessions_share", side="low"),
            interval("high", "Upper limit (95%)", of="sessions_share", side="high"),
        ),
        universe=f"sessions with coded {scope_in_words(consultation, scope)}",
        rows_behind=rows,
        margins=(Margin("sessions", ("method",), "code_counts", "sessions"),),
        notes=(
            _BELOW,
            "A session with more people, or more notes, raises more codes: a kind of session in which "
            "more is raised may only be larger.",
            _CHANCE,
        ),
    )


def with_those_above(codes: pd.DataFrame) -> pd.DataFrame:
    """Return (code, above): each code with itself and with every code above it in the tree."""
    parents = codes.set_index("code")["parent"]
    step = pd.DataFrame({"code": codes["code"], "above": codes["code"]})
    steps = []
    while not step.empty:
        steps.append(step)
        step = step.assign(above=step["above"].map(parents)).dropna(subset=["above"])
    return pd.concat(steps, ignore_index=True) if steps else step


def names_within_themes(codes: pd.DataFrame) -> dict[str, str]:
    """Return code to name, a theme as "The whole theme"; names are told apart by code within a theme."""
    names: dict[str, str] = {}
    for _, family in codes.groupby("theme", sort=False):
        below = family[family["parent"].notna()]
        names |= readers_names(zip(below["code"], below["name"], strict=True))
        names |= dict.fromkeys(family.loc[family["parent"].isna(), "code"], WHOLE_THEME)
    return names


def _coded_with_those_above(frames: Frames, consultation: Consultation, scope: Scope) -> pd.DataFrame:
    """Return coded texts, a row for the code and one for each code above it, named in ``code_name``."""
    coded = coded_texts(frames, consultation, scope).merge(with_those_above(frames.codes), on="code")
    return coded.assign(code_name=coded["above"].map(names_within_themes(frames.codes)))


def _codes_used(frames: Frames, coded: pd.DataFrame) -> pd.DataFrame:
    used = frames.codes[is_among(frames.codes["code"], coded["above"])]
    return pd.DataFrame(
        {
            "theme": with_names(used["theme"], theme_names(frames.codes)),
            "code": used["code"].map(names_within_themes(frames.codes)),
        },
        dtype="str",
    ).reset_index(drop=True)


def _cells(frames: Frames, coded: pd.DataFrame, across: str, labels: list[str]) -> pd.DataFrame:
    return _codes_used(frames, coded).merge(pd.DataFrame({across: labels}, dtype="str"), how="cross")


def _rows(coded: pd.DataFrame, by: tuple[str, ...], row: str) -> pd.DataFrame:
    return rows_behind(coded, by, row).rename(columns={"code_name": "code"})


def _with_shares(
    cells: pd.DataFrame, rows: dict[str, pd.DataFrame], bases: pd.DataFrame, name: str
) -> pd.DataFrame:
    """Return cells with a count, its base and its share with limits."""
    counted = with_counts(cells, rows | {f"{name}_base": bases})
    counted[f"{name}_share"] = share(counted[name], counted[f"{name}_base"])
    counted["low"], counted["high"] = wilson(counted[name], counted[f"{name}_base"])
    return counted
