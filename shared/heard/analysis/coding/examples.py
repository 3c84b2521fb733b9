"""Example segments of a theme, chosen to show its breadth; none may be quoted until a person approves it."""

from collections.abc import Iterable

import pandas as pd

from heard.analysis.coding.coded import coded_texts, mentions_of
from heard.analysis.coding.concentration import NO_SESSION
from heard.analysis.labels import NOT_STATED, group_holders, theme_names
from heard.analysis.scope import EVERYTHING, Scope, check_known, scope_in_words
from heard.analysis.tallies import rows_behind, with_counts
from heard.consultation import Consultation
from heard.errors import HeardError
from heard.frames import Frames
from heard.tables import ALL, ResultTable, count, dimension, text

CHARACTERS = 300
AWAITING, APPROVED, REJECTED = "Awaiting approval", "Approved", "Rejected"
VERDICTS = {"approved": APPROVED, "rejected": REJECTED, "awaiting": AWAITING}
_SPAN = ["text_id", "start", "end"]
_ONCE = ["theme", "subtheme", *_SPAN]
# What an example should add, the most important first; see docs/methods/coding.md.
_BREADTH = ("subtheme", "source", "session", "group")
_CUT = " …"


def example_segments(
    frames: Frames,
    consultation: Consultation,
    scope: Scope = EVERYTHING,
    *,
    theme: str = ALL,
    grouping: str = "",
    number: int = 4,
    characters: int = CHARACTERS,
    approvals: pd.DataFrame | None = None,
) -> ResultTable:
    """Return example segments of each theme (or of one) that cover its breadth; the table holds words.

    Columns: theme, example (1, 2...), subtheme, group (of the person; only if a grouping is named),
    method (of the session), approval, codings (that stand on the segment), segment (the words).
    Parameters are those of :func:`choose_examples`.
    """
    chosen = choose_examples(
        frames,
        consultation,
        scope,
        theme=theme,
        grouping=grouping,
        number=number,
        characters=characters,
        approvals=approvals,
    )
    named = [dimension("group", consultation.grouping(grouping).name)] if grouping else []
    columns = (
        dimension("theme", "Theme"),
        dimension("example", "Example"),
        dimension("subtheme", "Subtheme"),
        *named,
        dimension("method", "Kind of session"),
        dimension("approval", "May it be quoted?"),
        count("codings", "Codings on it", "codings"),
        text("segment", "Segment"),
    )
    by = [column.name for column in columns if column.role == "dimension"]
    rows = {"codings": rows_behind(chosen.explode("coding_ids"), by, "coding_ids")}
    shown = chosen.drop_duplicates([*by, "segment"])
    return ResultTable(
        name="example_segments",
        title="Example segments, waiting for approval before they are quoted anywhere",
        frame=with_counts(shown, rows)[[column.name for column in columns]].reset_index(drop=True),
        columns=columns,
        universe=f"coded {scope_in_words(consultation, scope)}; segments that somebody rejected are left out",
        rows_behind=rows,
        notes=(
            "These are respondents' words, inside the review only: none may be quoted until a person has "
            "approved it.",
            "Examples show the breadth of a theme, not how often each part of it was raised.",
        ),
    )


def choose_examples(
    frames: Frames,
    consultation: Consultation,
    scope: Scope = EVERYTHING,
    *,
    theme: str = ALL,
    grouping: str = "",
    number: int = 4,
    characters: int = CHARACTERS,
    approvals: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the chosen segments with their places, for whoever approves them.

    Columns: theme, example, subtheme, group, method, text_id, start, end (of the words shown), segment
    (the words), approval, coding_ids (a list).

    Parameters
    ----------
    theme
        A theme's code, or ``"all"``.
    grouping
        The grouping whose groups the examples should spread over; empty for none.
    number
        Examples a theme at most.
    characters
        A longer segment is cut at the end of the last word within this number.
    approvals
        text_id, start, end, verdict (approved, rejected or awaiting) and words (the approved wording), as
        the store gives them; a verdict holds for exactly these words. An approved segment is shown in the
        wording that was approved, a rejected one gives way to another.

    Raises
    ------
    HeardError
        If the theme or grouping is not known, or the numbers are not above 0.
    """
    check_known("theme", theme, [ALL, *theme_names(frames.codes)])
    if number < 1 or characters < 1:
        raise HeardError("an example needs at least one character, and a theme one example")
    segments = _segments(frames, consultation, scope, characters)
    found = _candidates(frames, consultation, grouping, segments)
    spans = zip(found["text_id"], found["start"], found["end"], strict=True)
    found["approval"], found["segment"] = judged(spans, found["segment"], approvals)
    found = found[found["approval"] != REJECTED]
    names = theme_names(frames.codes)
    kept = names.values() if theme == ALL else [names[theme]]
    parts = [_spread(found[found["theme"] == name], number) for name in kept]
    chosen = pd.concat([found.head(0).assign(example=pd.Series(dtype="int64")), *parts], ignore_index=True)
    ids = chosen[_ONCE].merge(segments[[*_ONCE, "coding_id"]], on=_ONCE).groupby(_ONCE)["coding_id"].agg(list)
    return chosen.merge(ids.rename("coding_ids").reset_index(), on=_ONCE, how="left")


def _segments(frames: Frames, consultation: Consultation, scope: Scope, characters: int) -> pd.DataFrame:
    """Return the coded texts of a scope with each coding's segment, those without words left out.

    Their order does not depend on that of rows.
    """
    coded = coded_texts(frames, consultation, scope)
    sizes = mentions_of(coded).groupby(["theme", "subtheme"]).size().rename("mentions")
    coded = coded.merge(frames.codings[["coding_id", "start", "end"]], on="coding_id")
    coded = coded.merge(frames.texts[["text_id", "text"]], on="text_id")
    coded = coded.merge(sizes.reset_index(), on=["theme", "subtheme"])
    words = [
        _shown(whole, 0 if pd.isna(start) else start, len(whole) if pd.isna(end) else end, characters)
        for whole, start, end in zip(coded["text"], coded["start"], coded["end"], strict=True)
    ]
    coded[["start", "end", "segment"]] = pd.DataFrame(
        words, columns=["start", "end", "segment"], index=coded.index
    )
    return coded[coded["segment"] != ""].sort_values([*_SPAN, "coding_id"])


def _candidates(
    frames: Frames, consultation: Consultation, grouping: str, segments: pd.DataFrame
) -> pd.DataFrame:
    """Return each segment of a subtheme once."""
    once = segments.drop_duplicates(_ONCE)
    once = once.assign(
        group=_groups_of(frames, consultation, grouping, once["respondent_id"]),
        method=_methods_of(frames, once["session_id"]),
        session=once["session_id"].fillna(NO_SESSION),
    )
    kept = [*_ONCE, "mentions", "source", "session", "group", "method", "segment"]
    return once[kept].reset_index(drop=True)


def _shown(whole: str, start: int, end: int, characters: int) -> tuple[int, int, str]:
    """Return the place and words of a segment, without spaces around it and cut at the end of a word."""
    segment = whole[start:end]
    start += len(segment) - len(segment.lstrip())
    segment = segment.strip()
    if len(segment) <= characters:
        return start, start + len(segment), " ".join(segment.split())
    kept = segment[: characters + 1]
    # A single word longer than all of it has no end to be cut at.
    kept = (kept[: -len(kept.split()[-1])] if not kept[-1].isspace() else kept).rstrip() or segment[
        :characters
    ]
    return start, start + len(kept), " ".join(kept.split()) + _CUT


def _groups_of(
    frames: Frames, consultation: Consultation, grouping: str, respondents: pd.Series
) -> pd.Series:
    """Return the groups that each person holds, in one label; "Not stated" for those not known."""
    if not grouping:
        return pd.Series(NOT_STATED, index=respondents.index, dtype="str")
    held = group_holders(frames, consultation, grouping).sort_values(["respondent_id", "group"])
    labels = held.groupby("respondent_id")["group"].agg("; ".join)
    return respondents.map(labels).astype("str").fillna(NOT_STATED)


def _methods_of(frames: Frames, sessions: pd.Series) -> pd.Series:
    methods = frames.sessions.set_index("session_id")["method"].fillna(NOT_STATED)
    return sessions.map(methods).astype("str").fillna(NO_SESSION)


def judged(
    spans: Iterable[tuple[str, int, int]], words: pd.Series, approvals: pd.DataFrame | None
) -> tuple[pd.Series, pd.Series]:
    """Return whether each span may be quoted, and the words to show: what is approved in its wording."""
    known = {}
    if approvals is not None:
        kept = approvals[[*_SPAN, "verdict", "words"]]
        known = {tuple(row[:3]): row[3:] for row in kept.itertuples(index=False, name=None)}
    found = [known.get(span, ("awaiting", "")) for span in spans]
    wording = [
        approved if verdict == "approved" else own
        for (verdict, approved), own in zip(found, words, strict=True)
    ]
    labels = [VERDICTS[verdict] for verdict, _ in found]
    return (
        pd.Series(labels, index=words.index, dtype="str"),
        pd.Series(wording, index=words.index, dtype="str"),
    )


def _spread(found: pd.DataFrame, number: int) -> pd.DataFrame:
    """Return up to a number of a theme's segments, each the one that adds most to those before it.

    Of all segments left, those stay whose subtheme was shown least often so far, of these those of the
    subtheme raised most often, then those whose person, session and group were shown least often; of
    what is left the one nearest to the median length, as it is neither a bare word nor a speech.
    """
    same = found["segment"].str.lower()
    length = found["segment"].str.len()
    left = found.assign(distance=(length - length.median()).abs())
    chosen: list[int] = []
    while not left.empty and len(chosen) < number:
        best = left
        for what in _BREADTH:
            times = found.loc[chosen, what].value_counts()
            best = _least(best, best[what].map(times).fillna(0))
            if what == "subtheme":
                best = _least(best, -best["mentions"])
        best = _least(best, best["distance"])
        chosen.append(best.index[0])
        # The same words from somebody else would show nothing new.
        left = left[same.loc[left.index] != same[chosen[-1]]]
    return found.loc[chosen].assign(example=range(1, len(chosen) + 1))


def _least(frame: pd.DataFrame, values: pd.Series) -> pd.DataFrame:
    kept: pd.DataFrame = frame[values == values.min()]
    return kept
