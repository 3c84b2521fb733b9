"""Each theme in each strand: whether it was raised, how often, and by whom."""

import dataclasses

import pandas as pd

from heard.analysis.coding.coded import mentions_of
from heard.analysis.intervals import wilson
from heard.analysis.labels import NOT_STATED, collection_names, theme_names, with_names
from heard.analysis.tallies import grid, rows_behind, share, source_of, with_counts
from heard.analysis.triangulation.coded import (
    A_SOURCE,
    ASKED_DIFFERENTLY,
    KNOWLEDGE,
    NOT_CODED,
    ONLY_CODED,
    coded_by_strand,
    people_by_knowledge,
    themes_used,
)
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import Column, Margin, ResultTable, base, count, dimension, estimate, interval, rate

_KINDS = {kind.replace(" ", "_"): label for kind, label in KNOWLEDGE.items()}
_UNIVERSE = "coded texts of all collections"
_NOUGHT = "A 0 may stand where a strand's coders did not look for the theme."
_SEVERAL = "A person who took part in several strands counts in each, so strands need not add up."


def strands(frames: Frames, consultation: Consultation) -> ResultTable:
    """Return for each strand how much of it is coded: what its shares are out of.

    Columns: strand, sources_coded (with a coded text: the base of :func:`themes_by_strand`), sources (with
    a text), coded_share, people (known, with a coded text), texts_coded, texts, themes (raised). A strand
    without codings has no number of themes.
    """
    coded = coded_by_strand(frames, consultation)
    texts = frames.texts.assign(
        strand=with_names(frames.texts["collection"], collection_names(consultation)),
        source=source_of(frames.texts),
    )
    by = ("strand",)
    rows = {
        "sources_coded": rows_behind(coded, by, "source"),
        "people": rows_behind(coded, by, "respondent_id"),
        "texts_coded": rows_behind(coded, by, "text_id"),
        "themes": rows_behind(coded, by, "theme"),
    }
    totals = {"sources": rows_behind(texts, by, "source"), "texts": rows_behind(texts, by, "text_id")}
    counted = with_counts(grid(strand=collection_names(consultation).values()), rows | totals)
    counted["coded_share"] = share(counted["sources_coded"], counted["sources"])
    counted["themes"] = counted["themes"].where(counted["texts_coded"] > 0)
    columns = (
        _strand(),
        count("sources_coded", "Sources with a coded text", "sources"),
        base("sources", "Sources with a text", "sources"),
        rate("coded_share", "Share with a coded text", of=("sources_coded", "sources")),
        count("people", "Known people among them", "people"),
        count("texts_coded", "Coded texts", "texts"),
        base("texts", "Texts", "texts"),
        _or_not_coded(count("themes", "Themes raised", "themes")),
    )
    return ResultTable(
        name="strands",
        title="The strands, and how much of each is coded",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe="texts of all collections",
        rows_behind=rows,
        margins=(
            Margin("texts_coded", by, "coding_totals", "texts", exact=True),
            Margin("people", by, "coding_totals", "people"),
        ),
        notes=(A_SOURCE, _SEVERAL),
    )


def themes_by_strand(frames: Frames, consultation: Consultation) -> ResultTable:
    """Return how many sources of each strand raised each theme, and where it ranks there.

    Columns: theme, strand, sources, sources_base (the strand's sources with a coded text), sources_share,
    low, high (Wilson, 95%), place (rank among the themes that the strand raised, by sources; equals share
    the better place), people (known, among the sources), mentions. Themes stand in the codebook's order,
    strands in the consultation's. A strand without codings has rows, marked "Not coded", and no number.
    """
    coded = coded_by_strand(frames, consultation)
    by = ("theme", "strand")
    rows = {
        "sources": rows_behind(coded, by, "source"),
        "people": rows_behind(coded, by, "respondent_id"),
        "mentions": rows_behind(mentions_of(coded), by, "mention"),
    }
    counted = with_counts(
        _cells(frames, consultation), rows | {"sources_base": rows_behind(coded, ("strand",), "source")}
    )
    counted["sources_share"] = share(counted["sources"], counted["sources_base"])
    counted["low"], counted["high"] = wilson(counted["sources"], counted["sources_base"])
    raised = counted["sources"].where(counted["sources"] > 0)
    counted["place"] = raised.groupby(counted["strand"]).rank(method="min", ascending=False).astype("Int64")
    columns = (
        dimension("theme", "Theme", overlaps=True),
        _strand(),
        count("sources", "Sources who raised it", "sources"),
        base("sources_base", "Sources with a coded text", "sources"),
        rate("sources_share", "Share of the strand's sources", of=("sources", "sources_base")),
        interval("low", "Lower limit (95%)", of="sources_share", side="low"),
        interval("high", "Upper limit (95%)", of="sources_share", side="high"),
        estimate("place", "Place in the strand", "rank", undefined="None"),
        count("people", "Known people among them", "people"),
        count("mentions", "Mentions", "mentions"),
    )
    return ResultTable(
        name="themes_by_strand",
        title="Themes by strand",
        frame=_without_uncoded(counted, columns, coded),
        columns=tuple(_or_not_coded(column) for column in columns),
        universe=_UNIVERSE,
        rows_behind=rows,
        margins=(
            Margin("sources", ("theme",), "strands", "sources_coded"),
            Margin("people", ("strand",), "themes", "people"),
            Margin("mentions", ("strand",), "themes", "mentions", exact=True),
        ),
        notes=(
            *[f"{themes_used(frames, consultation, coded)} {_NOUGHT}"] * bool(len(coded)),
            A_SOURCE,
            ONLY_CODED,
            ASKED_DIFFERENTLY,
            _SEVERAL,
        ),
    )


def who_raised_themes(frames: Frames, consultation: Consultation) -> ResultTable:
    """Return who raised each theme in each strand, by what they speak from.

    Columns: theme, strand, sources, lived_experience, practice, research, not_stated (known people by what
    they speak from), unnamed (sources that are no known person: sessions whose notes do not say who spoke,
    or single texts). Whoever speaks from several counts for each. A strand without codings
    has rows and no number.
    """
    coded = coded_by_strand(frames, consultation)
    by = ("theme", "strand")
    kinds = people_by_knowledge(frames, consultation, coded["respondent_id"])
    known = coded[[*by, "respondent_id"]].dropna().drop_duplicates().merge(kinds, on="respondent_id")
    rows = {
        "sources": rows_behind(coded, by, "source"),
        **{
            name: rows_behind(known[known["knowledge"] == label], by, "respondent_id")
            for name, label in (_KINDS | {"not_stated": NOT_STATED}).items()
        },
        "unnamed": rows_behind(coded[coded["respondent_id"].isna()], by, "source"),
    }
    counted = with_counts(_cells(frames, consultation), rows)
    columns = (
        dimension("theme", "Theme", overlaps=True),
        _strand(),
        count("sources", "Sources who raised it", "sources"),
        *(count(name, f"Known people: {label.lower()}", "people") for name, label in _KINDS.items()),
        count("not_stated", "Known people: not stated", "people"),
        count("unnamed", "Sources that do not name who spoke", "sources"),
    )
    return ResultTable(
        name="who_raised_themes",
        title="Who raised each theme in each strand",
        frame=_without_uncoded(counted, columns, coded),
        columns=tuple(_or_not_coded(column) for column in columns),
        universe=_UNIVERSE,
        rows_behind=rows,
        margins=(Margin("sources", ("theme",), "strands", "sources_coded"),),
        notes=(
            "Somebody who speaks from several, as a parent who is also a social worker, counts for each, so "
            "the columns need not add up to the sources.",
            "Not stated: people who gave no group, or only groups of which the consultation does not say "
            "what they speak from.",
            A_SOURCE,
        ),
    )


def _strand() -> Column:
    return dimension("strand", "Strand", overlaps=True)


def _cells(frames: Frames, consultation: Consultation) -> pd.DataFrame:
    return grid(theme=theme_names(frames.codes).values(), strand=collection_names(consultation).values())


def _or_not_coded(column: Column) -> Column:
    """Return a column whose missing values are called "Not coded", unless it has a word of its own."""
    return column if column.undefined else dataclasses.replace(column, undefined=NOT_CODED)


def _without_uncoded(counted: pd.DataFrame, columns: tuple[Column, ...], coded: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of a table with no number where the strand has no coding."""
    is_coded = counted["strand"].isin(coded["strand"])
    numbers = [column.name for column in columns if column.role != "dimension"]
    counted[numbers] = counted[numbers].where(is_coded, axis=0)
    return counted[[column.name for column in columns]]
