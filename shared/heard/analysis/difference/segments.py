"""What people said on both sides of a difference: as many segments a side, chosen by the same rule."""

from dataclasses import replace

import pandas as pd

from heard.analysis.coding.coded import coded_texts
from heard.analysis.coding.examples import CHARACTERS, choose_examples
from heard.analysis.difference.pairs import (
    BOTH,
    FIRST,
    SECOND,
    Pair,
    declared_pairs,
    poles_taken,
    sides_of_codes,
)
from heard.analysis.scope import EVERYTHING, Scope, check_known, scope_in_words
from heard.consultation import Consultation
from heard.frames import Frames, is_among
from heard.tables import ALL, Column, ResultTable, dimension, text

_NOTES = (
    "Both sides are chosen by the rule of example segments, whatever they say: spread over people, sessions "
    "and groups, then nearest to the median length. The side with fewer segments sets the number of both.",
    "Where a code stands on a whole text, its beginning is shown: part of it may be about something else.",
    "As many segments a side says nothing of how many people stand on each: the counts of opposing codes do.",
    "These are respondents' words, inside the review only: none may be quoted until a person approved it.",
)


def segments_of_poles(
    frames: Frames,
    consultation: Consultation,
    pair: str = ALL,
    scope: Scope = EVERYTHING,
    *,
    grouping: str = "",
    number: int = 4,
    characters: int = CHARACTERS,
    approvals: pd.DataFrame | None = None,
) -> ResultTable:
    """Return segments of both poles of a pair (or of every pair), as many a side; the table holds words.

    Columns: pair, example (1, 2...), pole, group (of the person; only if a grouping is named), approval,
    segment (the words). Each side is chosen by
    :func:`heard.analysis.coding.choose_examples`. People who took both poles, and texts of unknown people
    that carry both, are on neither side.

    Parameters
    ----------
    pair
        A pair's key (see :func:`heard.analysis.difference.pair_names`), or ``"all"``.
    grouping, number, characters, approvals
        As of :func:`heard.analysis.coding.choose_examples`; ``number`` is that of segments a side at most.

    Raises
    ------
    HeardError
        If the pair or grouping is not known, or the numbers are not above 0.
    """
    pairs = {each.key: each for each in declared_pairs(frames.codes)}
    check_known("pair of opposing codes", pair, [ALL, *pairs])
    columns = _columns(consultation, grouping)
    chosen = [pd.DataFrame(columns=[column.name for column in columns], dtype="str")]
    for each in pairs.values() if pair == ALL else [pairs[pair]]:
        found = choose_examples(
            _as_themes(frames, consultation, scope, each),
            consultation,
            scope,
            grouping=grouping,
            number=number,
            characters=characters,
            approvals=approvals,
        )
        chosen.append(_side_by_side(found, each))
    return _table(pd.concat(chosen[1:] or chosen, ignore_index=True), columns, consultation, scope)


def _columns(consultation: Consultation, grouping: str) -> tuple[Column, ...]:
    named = (dimension("group", consultation.grouping(grouping).name),) if grouping else ()
    return (
        dimension("pair", "Opposing codes: first / second"),
        dimension("example", "Example"),
        dimension("pole", "Code"),
        *named,
        dimension("approval", "May it be quoted?"),
        text("segment", "Segment"),
    )


def _as_themes(frames: Frames, consultation: Consultation, scope: Scope, pair: Pair) -> Frames:
    """Return frames whose themes are the two poles, with the codings of those who took one of them only.

    So the rule that chooses examples of themes chooses those of poles.
    """
    side = sides_of_codes(frames.codes, pair)
    codes = frames.codes[is_among(frames.codes["code"], side.index.to_series())]
    names = {pair.first: pair.first_name, pair.second: pair.second_name}
    codes = codes.assign(
        name=codes["code"].map(names).fillna(codes["name"]),
        theme=codes["code"].map(side).map({FIRST: pair.first, SECOND: pair.second}),
        parent=codes["parent"].mask(codes["code"].isin(list(names))),
    )
    coded = coded_texts(frames, consultation, scope)
    coded["respondent_id"] = coded["respondent_id"].fillna(coded["text_id"])
    taken = poles_taken(coded, frames.codes, [pair])
    one_only = taken.loc[taken["took"] != BOTH, "respondent_id"]
    coded = coded[is_among(coded["respondent_id"], one_only) & is_among(coded["code"], codes["code"])]
    codings = frames.codings[is_among(frames.codings["coding_id"], coded["coding_id"])]
    # Fewer rows to look through: nobody else's groups are shown.
    memberships = frames.memberships
    memberships = memberships[is_among(memberships["respondent_id"], coded["respondent_id"])]
    return replace(frames, codes=codes, codings=codings, memberships=memberships)


def _side_by_side(found: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """Return as many segments of one pole as of the other, those of the same number one after the other."""
    of_side = {name: found[found["theme"] == name] for name in (pair.first_name, pair.second_name)}
    each = min(len(segments) for segments in of_side.values())
    sides = pd.concat([segments.head(each) for segments in of_side.values()])
    sides = sides.rename(columns={"theme": "pole"}).assign(pair=pair.name)
    return sides.sort_values("example", kind="stable")


def _table(
    chosen: pd.DataFrame, columns: tuple[Column, ...], consultation: Consultation, scope: Scope
) -> ResultTable:
    return ResultTable(
        name="segments_of_poles",
        title="Segments on both sides, waiting for approval before they are quoted anywhere",
        frame=chosen[[column.name for column in columns]],
        columns=columns,
        universe=f"segments with one of two opposing codes in {scope_in_words(consultation, scope)}; people "
        "who took both are on neither side, and segments that somebody rejected are left out",
        notes=_NOTES,
    )
