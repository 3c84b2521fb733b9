"""What real exports bring and intake mends or sets aside; no received total changes by it.

Labels in other spellings, duplicates, dates that are none, labels and codes that nobody listed.
"""

from heard.demo import advice, codings, engagement, evidence, feedback
from heard.demo.draft import Draft, Row
from heard.demo.streams import chance, pick, sample, stream, whole
from heard.demo.text import Piece, Text

# File: columns whose labels are respelt here and there.
_LABELS = {
    advice.FORM: ("I am answering as", "My experience", "Region"),
    advice.EMAIL: ("Capacity", "Region"),
    evidence.FORM: ("Respondent type",),
    engagement.NOTES: ("Speaker's experience",),
    feedback.FILE: ("Experience", "Region"),
}
_RESPELT = 0.02
# File: rows repeated exactly.
_REPEATED = {advice.FORM: 6, evidence.FORM: 4, engagement.NOTES: 5, codings.CODINGS: 7, feedback.FILE: 3}
# File, column, what stands there, in how many rows.
_STRAYS = (
    (advice.EMAIL, "Received", "31/02/2021", 1),
    (evidence.FORM, "Received", "week of 8 March", 2),
    (codings.CODINGS, "Coded on", "tbc", 4),
    (feedback.FILE, "Received", "summer", 1),
    (engagement.NOTES, "Speaker's experience", "Former councillor", 4),
    (feedback.FILE, "Experience", "Prefer to describe myself", 2),
    (codings.CODINGS, "Code", "To discuss on Friday", 9),
    (codings.CODINGS, "Code", "Misc", 5),
)
_RESENT = 3


def plant_disorder(draft: Draft) -> None:
    """Disorder the rows of the files, and count in the truth what was done."""
    done = draft.truth["disorder.csv"] = []
    for file, columns in _LABELS.items():
        for column in columns:
            done.append(_entry(file, column, "label respelt", _respell(draft, file, column)))
    for file, column, stray, rows in _STRAYS:
        _stray(draft, file, column, stray, rows)
        done.append(_entry(file, column, f"stray value: {stray}", rows))
    _resend(draft)
    done.append(_entry(advice.FORM, "", "number sent again with another answer", _RESENT))
    for file, rows in _REPEATED.items():
        _repeat(draft, file, rows)
        done.append(_entry(file, "", "row repeated exactly", rows))


def _entry(file: str, column: str, what: str, rows: int) -> Row:
    return {"file": file, "column": column, "what": what, "rows": rows}


def _respell(draft: Draft, file: str, column: str) -> int:
    touched = 0
    for row in draft.rows[file]:
        rng = stream(draft.seed, f"respell/{file}/{column}/{_text_key(row)}")
        label = str(row[column])
        if label and chance(rng, _RESPELT):
            first, space, rest = label.partition(" ")
            row[column] = pick(
                rng,
                (label.lower(), f" {label}", f"{label}  ", f"{first}\xa0{rest}" if space else label.upper()),
            )
            touched += row[column] != label
    return touched


def _stray(draft: Draft, file: str, column: str, stray: str, rows: int) -> None:
    """Put a value that is none of those listed into some rows: no total is counted by these columns."""
    for row in sample(stream(draft.seed, f"stray/{file}/{stray}"), draft.rows[file], rows):
        row[column] = stray


def _resend(draft: Draft) -> None:
    rng = stream(draft.seed, "sent again")
    rows = draft.rows[advice.FORM]
    for at in sample(rng, range(len(rows) - 40), _RESENT):
        header = advice.FORM_HEADERS["q1"]
        text: Text = rows[at][header]
        again = Text(
            f"{text.key} again", [*text.pieces, Piece("I sent this before but pressed the wrong button.")]
        )
        rows.insert(at + whole(rng, 5, 30), rows[at] | {header: again})


def _repeat(draft: Draft, file: str, number: int) -> None:
    rng = stream(draft.seed, f"repeat/{file}")
    rows = draft.rows[file]
    for at in sorted(sample(rng, range(len(rows)), number), reverse=True):
        rows.insert(at + 1, dict(rows[at]))


def _text_key(row: Row) -> str:
    return next(cell.key for cell in row.values() if isinstance(cell, Text))
