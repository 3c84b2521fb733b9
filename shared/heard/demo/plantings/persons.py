"""People who took part in two collections, known by one number in both."""

from collections.abc import Iterator

from heard.demo.advice import FORM as ADVICE
from heard.demo.draft import Draft, Row
from heard.demo.evidence import EMAIL
from heard.demo.evidence import FORM as EVIDENCE
from heard.demo.feedback import FILE as FEEDBACK
from heard.demo.people import FORM_LABELS, NAMES, REGION_NAMES
from heard.demo.streams import sample, shuffled, stream

IN_EVIDENCE, IN_FEEDBACK, ALONE = 24, 31, 90
_CAPACITY_OF_TYPE = {
    "academics": "Academic or researcher",
    "research-community": "Academic or researcher",
    "charitable-sector": "Charity or community organisation",
    "local-government": "Local government",
    "social-workers": "Children's social care worker",
    "lived-experience": "Someone with personal or family experience",
}


def plant_persons(draft: Draft) -> None:
    """Give some respondents of the advice form the number that they have in another collection too."""
    rng = stream(draft.seed, "persons")
    numbers = iter(f"P{number}" for number in shuffled(rng, range(20_000, 20_000 + 4 * ALONE)))
    draft.truth["persons.csv"] = []
    left = {row["Response ID"]: row for row in shuffled(rng, draft.rows[ADVICE])}
    submissions = sample(rng, sorted(_types(draft)), len(_types(draft)))
    _match_evidence(draft, submissions, left, numbers)
    _match_feedback(draft, sample(rng, draft.rows[FEEDBACK], len(draft.rows[FEEDBACK])), left, numbers)
    for row in list(left.values())[:ALONE]:
        row["Person"] = next(numbers)


def _types(draft: Draft) -> dict[str, str]:
    return {row["submission"]: row["type"] for row in draft.truth["evidence_submissions.csv"]}


def _match_evidence(
    draft: Draft, submissions: list[str], left: dict[str, Row], numbers: Iterator[str]
) -> None:
    types, found = _types(draft), 0
    for submission in submissions:
        capacity = _CAPACITY_OF_TYPE.get(types[submission])
        match = next((ref for ref, row in left.items() if row["I am answering as"] == capacity), None)
        if match is None or found == IN_EVIDENCE:
            continue
        found += 1
        person = left.pop(match)["Person"] = next(numbers)
        for row in draft.rows[EVIDENCE] + draft.rows[EMAIL]:
            if row["Submission"] == submission:
                row["Person"] = person
        draft.truth["persons.csv"].append(
            {"person": person, "advice": match, "collection": "evidence", "respondent": submission}
        )


def _match_feedback(draft: Draft, rows: list[Row], left: dict[str, Row], numbers: Iterator[str]) -> None:
    """Match by experience, and take over the region: one person has one."""
    labels = {NAMES[group]: FORM_LABELS[group] for group in NAMES}
    regions = {row["feedback"]: row for row in draft.truth["feedback.csv"]}
    codes = {name: code for code, name in REGION_NAMES.items()}
    found = 0
    for row in rows:
        experience = "; ".join(labels[name] for name in row["Experience"].split(", "))
        match = next(
            (ref for ref, form in left.items() if form["My experience"] == experience and form["Region"]),
            None,
        )
        if match is None or found == IN_FEEDBACK:
            continue
        found += 1
        form = left.pop(match)
        row["Person"] = form["Person"] = next(numbers)
        row["Region"] = form["Region"]
        regions[row["Feedback"]]["region"] = codes[form["Region"]]
        draft.truth["persons.csv"].append(
            {
                "person": row["Person"],
                "advice": match,
                "collection": "feedback",
                "respondent": row["Feedback"],
            }
        )
