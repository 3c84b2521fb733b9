"""The topics that submissions raise under each question: what is robust, what is missing, what is contested.

A topic is a code as the codebook has it, theme or subtheme. To raise one under the question about gaps is to
say that evidence on it is missing; no count here says that it is.
"""

from collections.abc import Sequence

import pandas as pd

from heard.analysis.evidence.parts import Part, as_asked, texts_of_parts
from heard.analysis.evidence.submissions import UNWEIGHTED, received
from heard.analysis.groups.people import groups_shown, people_with_groups
from heard.analysis.labels import overlap_notes, readers_names
from heard.analysis.scope import collection_in_words
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import Column, Margin, ResultTable, base, count, dimension, rate

_NOT_STRENGTH = (
    "How many submissions raise a topic says nothing of how strong their evidence is, nor who is right."
)


def topics_by_part(
    frames: Frames,
    consultation: Consultation,
    collection: str,
    parts: Sequence[Part],
    *,
    of: str,
    name: str = "topics_by_question",
    title: str = "",
) -> ResultTable:
    """Return how many submissions raise each topic in each part, the topics most raised first.

    Columns: topic, part, submissions, submissions_base (with a coded text in the part), submissions_share.

    Parameters
    ----------
    parts
        What :func:`heard.analysis.evidence.parts_of` returns.
    of
        The name of the table of :func:`heard.analysis.evidence.submissions_by_part` that it agrees with.
    name, title
        Of the table, where several are shown.
    """
    raised = _raised(frames, consultation, collection, parts)
    rows = {"submissions": rows_behind(raised, ["topic", "part"], "respondent_id")}
    bases = rows_behind(raised, ["part"], "respondent_id")
    cells = grid(topic=_most_raised(raised, frames), part=[part.name for part in parts])
    counted = with_counts(cells, rows | {"submissions_base": bases})
    counted["submissions_share"] = share(counted["submissions"], counted["submissions_base"])
    return ResultTable(
        name=name,
        title=title or f"Topics raised under each {as_asked(parts)}",
        frame=counted,
        columns=(_TOPIC, dimension("part", "Question", overlaps=True), *_COUNTED),
        universe=f"submissions with a coded text to {collection_in_words(consultation, collection)}",
        rows_behind=rows | {"submissions_base": bases},
        margins=(Margin("submissions", ("topic",), of, "coded"),),
        notes=(UNWEIGHTED, _NOT_STRENGTH),
    )


def topics_by_respondent_type(
    frames: Frames, consultation: Consultation, collection: str, part: Part, grouping: str
) -> ResultTable:
    """Return how many submissions of each respondent type raise each topic in one part.

    Columns: topic, group, submissions, submissions_base (of the type, with a coded text in the part),
    submissions_share. Topics stand in the order of how many submissions raise them.

    Parameters
    ----------
    grouping
        The code of the grouping that holds the respondent types, or of any other.
    """
    raised = _raised(frames, consultation, collection, [part])
    people = people_with_groups(frames, consultation, grouping, raised)
    rows = {
        "submissions": rows_behind(
            raised.merge(people, on="respondent_id"), ["topic", "group"], "respondent_id"
        )
    }
    cells = grid(topic=_most_raised(raised, frames), group=groups_shown(consultation, grouping, people))
    counted = with_counts(cells, rows | {"submissions_base": rows_behind(people, ["group"], "respondent_id")})
    counted["submissions_share"] = share(counted["submissions"], counted["submissions_base"])
    known = consultation.grouping(grouping)
    return ResultTable(
        name=f"topics_by_{grouping.replace('-', '_')}",
        title=f"Topics by {known.in_a_sentence}: {part.name}",
        frame=counted,
        columns=(_TOPIC, dimension("group", known.name, overlaps=known.overlapping), *_COUNTED),
        universe=f"submissions with a coded text under {part.name} to "
        f"{collection_in_words(consultation, collection)}",
        rows_behind=rows,
        notes=(UNWEIGHTED, _NOT_STRENGTH, *overlap_notes(consultation, grouping)),
    )


def robust_gap_contested(
    frames: Frames, consultation: Consultation, collection: str, *, robust: str, gap: str, contested: str
) -> ResultTable:
    """Return for each topic the submissions that call it robust, a gap, and contested, side by side.

    Columns: topic; robust, gap and contested (submissions that raise it under the question), each with its
    base (submissions with a coded text there) and share; robust_and_gap, robust_and_contested,
    gap_and_contested and all_three (submissions that do so at once).

    Parameters
    ----------
    robust, gap, contested
        Codes of the questions that ask what is robust, where evidence is missing or conflicting, and what
        challenges current practice.
    """
    names = {"robust": robust, "gap": gap, "contested": contested}
    parts = [Part(name, (code,)) for name, code in names.items()]
    raised = _raised(frames, consultation, collection, parts)
    each = raised[["topic", "part", "respondent_id"]].drop_duplicates()
    said = {name: each[each["part"] == name].drop(columns="part") for name in names}
    said["robust_and_gap"] = said["robust"].merge(said["gap"])
    said["robust_and_contested"] = said["robust"].merge(said["contested"])
    said["gap_and_contested"] = said["gap"].merge(said["contested"])
    said["all_three"] = said["robust_and_gap"].merge(said["contested"])
    rows = {name: rows_behind(those, ["topic"], "respondent_id") for name, those in said.items()}
    counted = with_counts(grid(topic=_most_raised(raised, frames)), rows)
    for name in names:
        counted[f"{name}_base"] = each.loc[each["part"] == name, "respondent_id"].nunique()
        counted[f"{name}_share"] = share(counted[name], counted[f"{name}_base"])
    columns = (
        _TOPIC,
        *_said("robust", f"Robust ({robust})"),
        *_said("gap", f"A gap or conflicting ({gap})"),
        *_said("contested", f"Challenging ({contested})"),
        count("robust_and_gap", "Robust and a gap in one submission", "submissions"),
        count("robust_and_contested", "Robust and challenging in one", "submissions"),
        count("gap_and_contested", "A gap and challenging in one", "submissions"),
        count("all_three", "All three in one", "submissions"),
    )
    return ResultTable(
        name="robust_gap_contested",
        title="Said to be robust, a gap, or contested",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe=f"submissions with a coded text to {collection_in_words(consultation, collection)}",
        rows_behind=rows,
        notes=(
            UNWEIGHTED,
            _NOT_STRENGTH,
            "Robust and a gap on one topic need not contradict each other: one part of it may be well known "
            "and another not.",
            "Each share is of the submissions that answered that question: not the same ones.",
        ),
    )


def _said(name: str, label: str) -> tuple[Column, ...]:
    return (
        count(name, label, "submissions"),
        base(f"{name}_base", f"{label}: all", "submissions"),
        rate(f"{name}_share", f"{label}: share", of=(name, f"{name}_base")),
    )


_TOPIC = dimension("topic", "Topic", overlaps=True)
_COUNTED = (
    count("submissions", "Submissions that raise it", "submissions"),
    base("submissions_base", "Submissions with a coded text there", "submissions"),
    rate("submissions_share", "Share of them", of=("submissions", "submissions_base")),
)


def _raised(
    frames: Frames, consultation: Consultation, collection: str, parts: Sequence[Part]
) -> pd.DataFrame:
    """Return (text_id, respondent_id, part, topic): a row for each code on a text of a part, each once."""
    received(frames, consultation, collection)
    texts = texts_of_parts(frames, collection, parts)
    codings = frames.codings[["text_id", "code"]].drop_duplicates()
    raised = texts.merge(codings, on="text_id")
    return raised.assign(topic=raised["code"].map(_topic_names(frames)).astype("str")).drop(columns="code")


def _topic_names(frames: Frames) -> dict[str, str]:
    return readers_names(zip(frames.codes["code"], frames.codes["name"], strict=True))


def _most_raised(raised: pd.DataFrame, frames: Frames) -> list[str]:
    """Return the topics that somebody raises, those of most submissions first, equals as in the codebook."""
    sizes = raised.drop_duplicates(["topic", "respondent_id"])["topic"].value_counts()
    known = [name for name in _topic_names(frames).values() if name in sizes.index]
    return sorted(known, key=lambda topic: -int(sizes[topic]))
