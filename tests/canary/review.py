"""The files of a small review, with a canary wherever something is that must stay inside."""

from pathlib import Path

import pandas as pd

from tests.canary.places import COMMON, FEW, OWNER, THEMES
from tests.canary.words import canary

QUOTED = (
    f"{canary('words before a quotation')} told us. {canary('name in a quotation').title()} waited nine long "
    f"winters {canary('words hidden by hand')} for a place, and nobody wrote. We left "
    f"{canary('words after a quotation')} in spring."
)
APPROVED_ONCE = f"Nobody came to {canary('quotation that one person approved')} when we asked them to."
REJECTED = f"They sent {canary('quotation that was rejected')} to another town over night."
REPLACED = "It began with a letter and it never ended for us."
BEFORE_IT_WAS = f"It began with {canary('quotation of words that were replaced')} and it never ended for us."


def write_files(folder: Path) -> None:
    """Write a consultation with a call for advice and a call for evidence into an empty folder."""
    (folder / "consultation.yml").write_text(_CONSULTATION, encoding="utf-8")
    _advice().to_csv(folder / "advice.csv", index=False)
    _evidence().to_csv(folder / "evidence.csv", index=False)


_CONSULTATION = f"""# {canary("comment of the file")}
title: A review of canaries
owner: {OWNER}
synthetic: true
quotes: {{approvers: 2}}
filler: ["{canary("answer that is filler")}"]
groupings:
  - code: role
    name: Role
    groups:
      - {{code: parent, name: Parents, labels: ["{canary("label of a group")}"]}}
      - {{code: worker, name: Social workers}}
codebook:
  - code: help
    name: {THEMES["help"]}
    definition: "{canary("definition of a code")}"
    codes: [{{code: early, name: Early, opposes: late}}, {{code: late, name: Late}}]
  - {{code: staff, name: {THEMES["staff"]}}}
collections:
  - code: advice
    title: Call for advice
    kind: call_for_advice
    questions: [{{code: q1, text: What should change?}}]
    sources:
      - file: advice.csv
        layout: answers
        columns:
          respondent: id
          text: answer
          question: question
          received_on: received
          groups: {{role: {{column: role}}}}
          codes: {{columns: {{early: early, late: late, staff: staff}}}}
  - code: evidence
    title: Call for evidence
    kind: call_for_evidence
    questions: [{{code: e1, text: What works?}}]
    sources:
      - file: evidence.csv
        layout: answers
        columns:
          respondent: id
          text: answer
          question: question
          channel: channel
          groups: {{role: {{column: role}}}}
          codes: {{columns: {{early: early, staff: staff}}}}
"""


def _advice() -> pd.DataFrame:
    people = range(80)
    frame = pd.DataFrame({"id": [f"a{number}" for number in people], "question": "q1"})
    frame["name"] = canary("name of a person").title()
    frame["email"] = f"{canary('email of a person')}@example.org"
    frame["phone"] = f"07700 900123 {canary('phone of a person')}"
    frame[canary("header of a column")] = 1
    frame["answer"] = [f"Answer {number}: they spoke of {COMMON} and what it is." for number in people]
    frame["received"] = "2021-03-31"
    frame["role"] = ["Parents" if number % 2 else "Social workers" for number in people]
    for code, every in (("early", 3), ("late", 4), ("staff", 2)):
        frame[code] = ["1" if number % every == 0 else "" for number in people]
    frame.loc[0, "id"] = f"a0-{canary('id of a person')}"
    frame.loc[:3, "answer"] = [QUOTED, APPROVED_ONCE, REJECTED, REPLACED]
    few = [f"They spoke of {canary('answer of nine people')} as {number} of nine." for number in range(FEW)]
    frame.loc[10 : 9 + FEW, "answer"] = few
    frame.loc[20, "answer"] = f"Only I know of {canary('answer of one person')}, and nobody else does."
    frame.loc[21, "answer"] = (
        f"Of {canary('word of a topic that few wrote')} there is talk, and of other things."
    )
    odd = {
        22: ("answer", "answer that is filler"),
        23: ("role", "label of a group"),
        25: ("received", "date that cannot be read"),
        26: ("staff", "mark that nobody declared"),
        27: ("question", "question that was not asked"),
        29: ("role", "group that nobody declared"),
    }
    for row, (column, planted) in odd.items():
        frame.loc[row, column] = canary(planted)
    return frame


def _evidence() -> pd.DataFrame:
    senders = range(50)
    frame = pd.DataFrame({"id": [f"e{number}" for number in senders], "question": "e1"})
    frame["answer"] = [f"Study {number} found {COMMON} to be what lasts." for number in senders]
    frame["channel"] = ["form" if number % 3 else "email" for number in senders]
    frame["role"] = ["Parents" if number % 2 else "Social workers" for number in senders]
    frame["early"] = ["1" if number % 2 == 0 else "" for number in senders]
    frame["staff"] = "1"
    frame.loc[1, "answer"] = f"One study of {canary('evidence of one sender')} says so in so many words."
    frame.loc[2, "channel"] = f"by hand, {canary('channel of one submission')}"
    return frame
