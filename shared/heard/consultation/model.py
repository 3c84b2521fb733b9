"""The model of ``consultation.yml``: every key of the file, with the help that a person filling it in needs.

It says what the files hold, never how to analyse them. The help texts are the single source for the
comments that ``heard init`` writes.
"""

import datetime
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal, Self

import pandas as pd
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
Header = Annotated[str, StringConstraints(min_length=1)]


def _date_format(form: str) -> str:
    try:
        # A form without a part, such as `mixed`, makes pandas guess; a zone's name depends on the machine.
        if "%" not in form or "%Z" in form:
            raise ValueError(form)
        pd.to_datetime(pd.Series(["2021-03-31"]), format=form, errors="coerce")
    except (ValueError, re.error):
        raise ValueError(
            "this is no form of a date, such as %d/%m/%Y (see strftime in the Python documentation)"
        ) from None
    return form


DateFormat = Annotated[str, AfterValidator(_date_format)]


class _Part(BaseModel):
    """A part of the file: an unknown key is an error, so that a misspelling is never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Layout(StrEnum):
    """What one row of a source stands for."""

    RESPONDENTS = "respondents"
    ANSWERS = "answers"
    CODINGS = "codings"
    SESSIONS = "sessions"


class CollectionKind(StrEnum):
    """Which kind of exercise a collection is."""

    ENGAGEMENT = "engagement"
    CALL_FOR_ADVICE = "call_for_advice"
    CALL_FOR_EVIDENCE = "call_for_evidence"
    FEEDBACK = "feedback"
    SURVEY = "survey"


class Group(_Part):
    """One group of a grouping."""

    code: Slug = Field(description="Short name in lower case, used in tables and file names.")
    name: str = Field(description="The name that readers see.")
    labels: tuple[str, ...] = Field(
        default=(), description="Other ways that the files write it; spaces and case never matter."
    )
    speaks_from: Literal["lived experience", "practice", "research"] | None = Field(
        default=None, description="What its people speak from: lived experience, practice or research."
    )
    population_share: float | None = Field(
        default=None, gt=0, le=1, description="Its share of the population concerned (0 to 1), where known."
    )


class Grouping(_Part):
    """One way of dividing respondents: by experience, respondent type, region, service..."""

    code: Slug = Field(description="Short name of this way of dividing respondents, such as `experience`.")
    name: str = Field(description="The name that readers see.")
    overlapping: bool = Field(
        default=False, description="True when one respondent may hold several of its groups."
    )
    groups: tuple[Group, ...] = Field(min_length=1, description="Its groups, in the order of tables.")

    @property
    def in_a_sentence(self) -> str:
        """The name as it stands within a sentence: "region of England"; "SEND status" keeps its capitals."""
        return self.name if self.name[1:2].isupper() else self.name[:1].lower() + self.name[1:]


class ClosedOption(_Part):
    """One option of a closed question."""

    code: Slug = Field(description="Short name in lower case.")
    name: str = Field(description="The option as readers see it.")
    labels: tuple[str, ...] = Field(
        default=(), description="Other ways that the files write it, such as `1`."
    )


class Question(_Part):
    """One question of a collection."""

    code: Slug = Field(description="Short name, such as `q1`.")
    text: str = Field(description="The question as it was asked.")
    labels: tuple[str, ...] = Field(default=(), description="Other spellings in the files.")
    kind: Literal["free_text", "closed"] = Field(default="free_text", description="`free_text` or `closed`.")
    options: tuple[ClosedOption, ...] = Field(
        default=(), description="A closed question's options, in order."
    )

    @model_validator(mode="after")
    def _closed_has_options(self) -> Self:
        if (self.kind == "closed") != bool(self.options):
            raise ValueError("a closed question lists its options, and a free-text question has none")
        return self


class Code(_Part):
    """An entry of the codebook, which is a tree; a top-level code is a theme."""

    code: Slug = Field(description="Short name in lower case, unique in the codebook.")
    name: str = Field(description="The name that readers see.")
    definition: str = Field(default="", description="When to use it, and when not.")
    labels: tuple[str, ...] = Field(default=(), description="Other ways that the files write it.")
    opposes: Slug | None = Field(
        default=None, description="The code that says the opposite, if there is one."
    )
    codes: tuple["Code", ...] = Field(default=(), description="Codes below this one.")


class OneColumn(_Part):
    """Values in one column, several in a cell where a separator is given."""

    column: Header = Field(description="The column's header.")
    separator: str | None = Field(default=None, description="What stands between several values in one cell.")


class ManyColumns(_Part):
    """A column for each value: a mark in it means yes (or, in a table of sessions, a number of people)."""

    columns: dict[Header, str] = Field(
        min_length=1, description="Header of each column, and the group or code it stands for."
    )
    marks: tuple[str, ...] = Field(
        default=("1", "yes", "y", "true", "x"),
        description="What counts as a mark; an empty cell or 0 does not.",
    )


Values = OneColumn | ManyColumns


class ColumnMap(_Part):
    """Which column holds what. Name only those that the file has."""

    respondent: Header | None = Field(default=None, description="The respondent's number in this collection.")
    person: Header | None = Field(
        default=None, description="A number by which a person is known in other collections as well."
    )
    session: Header | None = Field(default=None, description="The session's number.")
    answer: Header | None = Field(default=None, description="The answer's or note's own number.")
    question: Header | None = Field(default=None, description="Which question a row answers.")
    text: Header | None = Field(default=None, description="The answer or note itself.")
    received_on: Header | None = Field(default=None, description="Date of arrival.")
    held_on: Header | None = Field(default=None, description="Date of a session.")
    channel: Header | None = Field(default=None, description="How it came in: form, email, post...")
    method: Header | None = Field(default=None, description="Kind of session: workshop, focus group...")
    people: Header | None = Field(default=None, description="How many people were at a session.")
    code: Header | None = Field(default=None, description="The code of a coding (one row a coding).")
    coder: Header | None = Field(default=None, description="Who coded.")
    coded_on: Header | None = Field(default=None, description="When it was coded.")
    groups: dict[Slug, Values] = Field(
        default_factory=dict, description="For each grouping, the column or columns that say which groups."
    )
    codes: Values | None = Field(default=None, description="Codes given to the text in the same row.")
    questions: dict[Slug, Header | OneColumn | ManyColumns] = Field(
        default_factory=dict,
        description="For each question its column: free text where one row is a respondent, closed questions "
        "anywhere (those with several answers are mapped as groups are).",
    )


class Source(_Part):
    """One file of a collection."""

    file: str = Field(
        min_length=1,
        description="The file, relative to the consultation's folder; it may begin with an environment "
        "variable, as in ${DATA}/answers.csv.",
    )
    layout: Layout = Field(description="What one row is: respondents, answers, codings or sessions.")
    sheet: str | None = Field(default=None, description="XLSX: the sheet's name (default: the only sheet).")
    header_row: int = Field(default=1, ge=1, description="The row that holds the headers, counted from 1.")
    delimiter: Literal[",", ";", "\t"] | None = Field(
        default=None, description="CSV: what separates columns (default: found from the file)."
    )
    encoding: str | None = Field(
        default=None, description="CSV: the encoding (default: found from the file)."
    )
    date_formats: tuple[DateFormat, ...] = Field(
        default=("%Y-%m-%d", "%d/%m/%Y"),
        description="Forms of dates in this file; a date that fits two forms differently is reported.",
    )
    columns: ColumnMap = Field(description="Which column holds what.")

    @model_validator(mode="after")
    def _layout_has_its_columns(self) -> Self:
        missing = [key for key in _NEEDED[self.layout] if not getattr(self.columns, key)]
        if missing:
            raise ValueError(f"a source of {self.layout} names a column for: {', '.join(missing)}")
        return self


_NEEDED: dict[Layout, tuple[str, ...]] = {
    Layout.RESPONDENTS: (),
    Layout.ANSWERS: ("text",),
    Layout.CODINGS: ("code",),
    Layout.SESSIONS: ("session",),
}


class Collection(_Part):
    """One strand of a consultation."""

    code: Slug = Field(description="Short name in lower case, such as `advice`.")
    title: str = Field(description="The title that readers see.")
    kind: CollectionKind = Field(
        description="engagement, call_for_advice, call_for_evidence, feedback, survey."
    )
    channel: str | None = Field(default=None, description="How all of it came in, if no column says.")
    opens: datetime.date | None = Field(default=None, description="First day.")
    closes: datetime.date | None = Field(default=None, description="Last day; what arrives later is late.")
    questions: tuple[Question, ...] = Field(default=(), description="What was asked.")
    sources: tuple[Source, ...] = Field(min_length=1, description="Its files.")

    @model_validator(mode="after")
    def _sources_name_known_questions(self) -> Self:
        known = {question.code for question in self.questions}
        for source in self.sources:
            unknown = sorted(set(source.columns.questions) - known)
            if unknown:
                raise ValueError(f"{source.file} maps columns to questions that are not listed: {unknown}")
        return self


class RatingFiles(_Part):
    """A round of rating that stands in files; rounds held in the rating room are in the store."""

    round: str = Field(min_length=1, description="JSON: what raters were shown and asked, without texts.")
    answers: str = Field(
        min_length=1, description="CSV: Rater, Subject, Scale, Value and Comment, a row an answer."
    )
    names: str | None = Field(
        default=None, description="CSV: Name and Shared, the shared name that each free name goes under."
    )


class Disclosure(_Part):
    """How small numbers are hidden in what is released."""

    preset: Literal["below-10", "7-then-round-to-5", "below-5", "own"] = Field(
        default="below-10", description="below-10, 7-then-round-to-5 (OpenSAFELY), below-5, or own."
    )
    hide_up_to: int | None = Field(default=None, ge=0, description="own: hide counts from 1 up to this.")
    round_to: int | None = Field(default=None, ge=1, description="own: round what is shown to this multiple.")

    @model_validator(mode="after")
    def _own_numbers_belong_to_own(self) -> Self:
        if (self.preset == "own") != (self.hide_up_to is not None):
            raise ValueError("hide_up_to is given with the preset `own`, and only with it")
        if self.round_to is not None and self.preset != "own":
            raise ValueError("round_to goes with the preset `own`")
        return self


class Quotes(_Part):
    """How respondents' words come to be quoted in what is released."""

    approvers: Literal[1, 2] = Field(
        default=1,
        description="How many different people approve a quotation's wording before it may be published: 1 "
        "or 2. The second sees what the first approved; whoever changes the wording starts anew.",
    )


class Consultation(_Part):
    """The whole of ``consultation.yml``."""

    title: str = Field(description="The consultation's title.")
    owner: str = Field(description="Who is responsible for the data.")
    synthetic: bool = Field(description="True if nobody really said this; then every output says so.")
    about: str = Field(default="", description="A sentence or two for readers.")
    groupings: tuple[Grouping, ...] = Field(default=(), description="Ways of dividing respondents.")
    codebook: tuple[Code, ...] = Field(default=(), description="The codebook, or the name of a file with it.")
    practice_models: str | None = Field(
        default=None, description="A dictionary file of practice models to look for in evidence."
    )
    people_and_bodies: str | None = Field(
        default=None, description="A dictionary file of people and bodies that a review may be told to meet."
    )
    ways_of_engaging: str | None = Field(
        default=None, description="A dictionary file of ways in which a review may engage people."
    )
    reading_topics: str | None = Field(
        default=None, description="A dictionary file of topics that a review may be told to read about."
    )
    filler: tuple[str, ...] = Field(
        default=(),
        description="Answers that say nothing, beside those that Heard knows (n/a, no comment...).",
    )
    ratings: tuple[RatingFiles, ...] = Field(default=(), description="Rounds of rating that stand in files.")
    disclosure: Disclosure = Field(default=Disclosure(), description="How small numbers are hidden.")
    quotes: Quotes = Field(default=Quotes(), description="How words come to be quoted.")
    collections: tuple[Collection, ...] = Field(min_length=1, description="The strands of the consultation.")

    @model_validator(mode="after")
    def _codes_are_unique(self) -> Self:
        _refuse_repeats("collection", [collection.code for collection in self.collections])
        _refuse_repeats("grouping", [grouping.code for grouping in self.groupings])
        for grouping in self.groupings:
            _refuse_repeats(f"group of {grouping.code}", [group.code for group in grouping.groups])
        for collection in self.collections:
            _refuse_repeats(f"question of {collection.code}", [q.code for q in collection.questions])
        codes = [code.code for code, _ in self.walk_codebook()]
        _refuse_repeats("code", codes)
        for code, _ in self.walk_codebook():
            if code.opposes is not None and code.opposes not in codes:
                raise ValueError(f"code {code.code} opposes {code.opposes}, which the codebook does not have")
        return self

    @model_validator(mode="after")
    def _sources_name_known_groupings(self) -> Self:
        known = {grouping.code for grouping in self.groupings}
        for collection in self.collections:
            for source in collection.sources:
                unknown = sorted(set(source.columns.groups) - known)
                if unknown:
                    raise ValueError(
                        f"{source.file} maps columns to groupings that are not listed: {unknown}"
                    )
        return self

    def walk_codebook(self) -> Iterator[tuple[Code, Code | None]]:
        """Yield every code with its parent (None for a theme), depth first, in the codebook's order."""
        yield from _walk(self.codebook, None)

    def collection(self, code: str) -> Collection:
        """Return the collection of this code; raises KeyError if there is none."""
        return {collection.code: collection for collection in self.collections}[code]

    def grouping(self, code: str) -> Grouping:
        """Return the grouping of this code; raises KeyError if there is none."""
        return {grouping.code: grouping for grouping in self.groupings}[code]


def _walk(codes: tuple[Code, ...], parent: Code | None) -> Iterator[tuple[Code, Code | None]]:
    for code in codes:
        yield code, parent
        yield from _walk(code.codes, code)


def _refuse_repeats(what: str, codes: list[str]) -> None:
    repeated = sorted({code for code in codes if codes.count(code) > 1})
    if repeated:
        raise ValueError(f"the {what} is listed twice: {', '.join(repeated)}")
