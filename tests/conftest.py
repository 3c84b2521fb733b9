"""Tests run as a batch does: nobody is there to interact; what is made goes to a folder of their own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

pytest_plugins = ["tests.cluster"]

_apart = Path(tempfile.mkdtemp(prefix="heard-tests-"))
atexit.register(shutil.rmtree, _apart, ignore_errors=True)
os.environ["HEARD_UNATTENDED"] = "1"
os.environ["OPENPYXL_LXML"] = "False"  # as heard sets it, for tests that load openpyxl first
os.environ["HEARD_RUN"] = str(_apart / "run")
os.environ["HEARD_WORK"] = str(_apart / "work")
os.environ["HEARD_REGISTER_KEY"] = "A" * 43 + "="  # otherwise a key would be made in the tester's home

_CONSULTATION = """
title: A small consultation
owner: The testers
synthetic: true
groupings:
  - code: role
    name: Role
    overlapping: true
    groups: [{code: parent, name: Parent}, {code: worker, name: Worker}]
codebook:
  - {code: help, name: Help}
  - {code: staff, name: Staff}
collections:
  - code: advice
    title: Call for advice
    kind: call_for_advice
    channel: form
    questions: [{code: q1, text: What should change?}]
    sources:
      - file: answers.csv
        layout: answers
        columns:
          respondent: id
          text: answer
          question: question
          groups: {role: {column: role, separator: ";"}}
          codes: {columns: {help: help, staff: staff}}
"""

_ANSWERS = """id,question,answer,role,help,staff
1,q1,We waited a year for help,parent,1,
2,q1,Staff changed every month,parent;worker,,1
3,q1,Help came only at the crisis and staff left,worker,1,1
4,q1,n/a,parent,,
5,q1,Listen to us before you decide,,,
"""


@pytest.fixture
def small_consultation(tmp_path: Path) -> Path:
    """A folder with five answers, of which one is filler; two parents and two workers, one of them both."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "consultation.yml").write_text(_CONSULTATION, encoding="utf-8")
    (folder / "answers.csv").write_text(_ANSWERS, encoding="utf-8")
    return folder
