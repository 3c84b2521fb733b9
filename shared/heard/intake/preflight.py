"""What can be known to be wrong before any file is read."""

from collections import Counter

from heard.consultation import Collection, Consultation, Layout, ManyColumns, Source
from heard.errors import HeardError
from heard.intake.labels import Labels

_HERE = "consultation.yml"


_ABOUT_PEOPLE = {"respondent", "person", "received_on", "channel", "groups", "questions"}
_ABOUT_CODES = {"codes", "coder", "coded_on"}
_USED: dict[Layout, set[str]] = {
    Layout.RESPONDENTS: _ABOUT_PEOPLE | _ABOUT_CODES,
    Layout.ANSWERS: _ABOUT_PEOPLE
    | _ABOUT_CODES
    | {"session", "answer", "question", "text", "held_on", "method"},
    Layout.CODINGS: {"answer", "respondent", "question", "code", "coder", "coded_on"},
    Layout.SESSIONS: {"session", "held_on", "method", "people", "groups"},
}


def check_before_reading(consultation: Consultation) -> None:
    """Refuse a consultation that no file could fulfil.

    Raises
    ------
    HeardError
        If labels collide, a question is answered by no column, or a map does not fit its layout.
    """
    for grouping in consultation.groupings:
        Labels.of(f"groups of {grouping.code}", grouping.groups)
    Labels.of("codes", (code for code, _ in consultation.walk_codebook()))
    for collection in consultation.collections:
        for question in collection.questions:
            Labels.of(f"options of {question.code}", question.options)
        Labels.of_questions(f"questions of {collection.code}", collection.questions)
        _every_question_has_a_column(collection)
        for source in collection.sources:
            _map_fits_layout(collection, source)
            _marked_columns_mean_something(consultation, source)


def source_names(consultation: Consultation) -> list[list[str]]:
    """Return a name for each source of each collection: its file, with more where that is used twice."""
    listed = [
        [f"{source.file}#{source.sheet}" if source.sheet else source.file for source in collection.sources]
        for collection in consultation.collections
    ]
    times = Counter(name for names in listed for name in names)
    seen: Counter[str] = Counter()
    for names, collection in zip(listed, consultation.collections, strict=True):
        for at, (name, source) in enumerate(zip(names, collection.sources, strict=True)):
            if times[name] > 1:
                names[at] = f"{name} ({collection.code}, {source.layout})"
                seen[names[at]] += 1
                if seen[names[at]] > 1:
                    names[at] += f" {seen[names[at]]}"
    return listed


def _every_question_has_a_column(collection: Collection) -> None:
    free = [question for question in collection.questions if question.kind == "free_text"]
    for question in collection.questions:
        mapped = any(question.code in source.columns.questions for source in collection.sources)
        by_row = question.kind == "free_text" and any(
            source.layout is Layout.ANSWERS and (source.columns.question or len(free) == 1)
            for source in collection.sources
        )
        if not mapped and not by_row:
            raise HeardError(
                f"no column answers the question `{question.code}` of `{collection.code}`",
                where=_HERE,
                fix="Map a column to it under `columns: questions:`, or remove the question.",
            )


def _map_fits_layout(collection: Collection, source: Source) -> None:
    where = f"{_HERE}, {source.file}"
    columns = source.columns
    kinds = {question.code: question.kind for question in collection.questions}
    free = [code for code in columns.questions if kinds[code] == "free_text"]
    several = next((code for code in free if not isinstance(columns.questions[code], str)), None)
    if several:
        raise HeardError(
            f"the free-text question `{several}` has more than one column",
            where=where,
            fix="Map one column to it; several are for closed questions.",
        )
    unused = sorted(columns.model_fields_set - _USED[source.layout])
    if unused:
        raise HeardError(
            f"a source of {source.layout} does not use `{unused[0]}`",
            where=where,
            fix=f"Remove it, set another `layout`, or use: {', '.join(sorted(_USED[source.layout]))}.",
        )
    if source.layout is not Layout.RESPONDENTS and free:
        raise HeardError(
            f"only one row a respondent has a column for the free-text question `{free[0]}`",
            where=where,
            fix="Use `text` and `question` instead, or set `layout: respondents`.",
        )
    if source.layout is Layout.RESPONDENTS and columns.codes and len(free) != 1:
        raise HeardError(
            f"codes stand beside {len(free)} texts in one row, so it is not known which they are on",
            where=where,
            fix="Export one row an answer, or one row a coding.",
        )
    if source.layout is Layout.CODINGS and not (columns.answer or columns.respondent):
        raise HeardError(
            "the codings do not say which answer they are on",
            where=where,
            fix="Map `answer`, or `respondent` (and `question`).",
        )


def _marked_columns_mean_something(consultation: Consultation, source: Source) -> None:
    maps = [
        (f"group of {code}", values, Labels.of(code, consultation.grouping(code).groups))
        for code, values in source.columns.groups.items()
    ]
    if source.columns.codes:
        labels = Labels.of("codes", (code for code, _ in consultation.walk_codebook()))
        maps.append(("code", source.columns.codes, labels))
    for what, values, labels in maps:
        if isinstance(values, ManyColumns):
            for header, meaning in values.columns.items():
                if labels.code(meaning) is None:
                    raise HeardError(
                        f"the column `{header}` stands for `{meaning}`, which is no {what}",
                        where=f"{_HERE}, {source.file}",
                        fix="Name one that is listed.",
                    )
