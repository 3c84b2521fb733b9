"""A real export with real quirks: comments to the NHS Friends and Family Test.

The data are not part of the project. They are looked for in the folder that ``HEARD_REAL_DATA`` names, or in
``../shared/data``. What the package counts is compared with what a few lines of the csv module count.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from heard.consultation import Consultation, load_consultation
from heard.intake import Intake, check, read_consultation, reconcile, write_proposal

HERE = Path(__file__).parent / "nhs_fft"
DATA = Path(
    os.environ.get("HEARD_REAL_DATA") or Path(__file__).parents[2].parent / "shared" / "data"
).resolve()
FILE = DATA / "nhs_fft" / "v6framework_230831.csv"
THEMES = slice(11, 61)
FILLER = {
    "",
    "did not answer",
    "n/a",
    "na",
    "no comment",
    "no comments",
    "not applicable",
    "as above",
    "see previous",
}

pytestmark = pytest.mark.skipif(
    not FILE.is_file(),
    reason="the real data are not here: set HEARD_REAL_DATA to the folder that holds nhs_fft/",
)


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.fixture(scope="module")
def headers() -> list[str]:
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


@pytest.fixture(scope="module")
def described() -> Consultation:
    return load_consultation(HERE)


@pytest.fixture(scope="module")
def intake(described: Consultation) -> Intake:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEARD_REAL_DATA", str(DATA))
        return read_consultation(HERE, described)


def says_something(row: list[str]) -> bool:
    """Whether a comment is neither empty nor one of the fillers that this file holds."""
    plain = " ".join(row[8].casefold().split()).strip(".!-,?()'/ ")
    return plain not in FILLER


def test_every_row_is_accounted_for(intake: Intake, rows: list[list[str]]) -> None:
    account = reconcile(intake).iloc[0]
    assert account["read"] == len(rows) == 7_908
    assert account["kept"] == sum(map(says_something, rows))
    rules = intake.fates[intake.fates["unit"] == "row"].groupby("rule", observed=True).size()
    assert rules["empty"] == sum(not row[8].strip() for row in rows) == 496 + 12
    assert rules["filler"] >= sum(row[8].strip() == "Did not answer" for row in rows)


def test_respondents_and_their_groups(intake: Intake, rows: list[list[str]]) -> None:
    assert len(intake.frames.respondents) == len({row[2] for row in rows}) == 4_466
    held = intake.frames.memberships.groupby(["grouping", "group"]).size()
    trusts = Counter(trust for _, trust in {(row[2], row[1]) for row in rows})
    assert held["trust"].to_dict() == {"neas": trusts["NEAS"], "nhft": trusts["NHFT"]}
    services = Counter(service for _, service in {(row[2], row[4]) for row in rows} if service)
    assert sorted(held["service"]) == sorted(services.values())
    assert len(services) == 8
    # The name with a non-breaking space is one with the name that has none.
    assert held["service", "pts"] == services["PTS\u00a0 - Patient Transport"]


def test_the_question_under_two_spellings_is_one(intake: Intake, rows: list[list[str]]) -> None:
    of_111 = [row for row in rows if "111 service" in row[7]]
    assert Counter(row[7] for row in of_111).most_common()[1][1] == 18
    asked = intake.frames.texts["question_id"].value_counts()
    assert asked["fft.service-111"] == sum(map(says_something, of_111))
    mended = intake.mended[intake.mended["what"] == "question"]
    assert sorted(mended["rows"]) == [18, 479]


def test_answer_codes_that_nobody_documented_are_counted_and_shown(
    intake: Intake, rows: list[list[str]]
) -> None:
    unknown = intake.mended[intake.mended["what"] == "unknown option"].set_index("written")["rows"]
    assert unknown.to_dict() == {"6": 24, "7": 416}
    people = {(row[2], row[6]) for row in rows if row[6] in "12345"}
    assert len(intake.frames.choices) == len(people)


def test_themes_are_those_marked_on_answers_that_say_something(
    intake: Intake, rows: list[list[str]], headers: list[str], described: Consultation
) -> None:
    assert len(headers[THEMES]) == len(described.codebook) == 50
    marked = Counter(
        name
        for row in rows
        if says_something(row)
        for name, mark in zip(headers[THEMES], row[THEMES], strict=True)
        if mark
    )
    counted = intake.frames.codings["code"].value_counts()
    assert {
        code.name: counted.get(code.code, 0) for code in described.codebook if code.code in counted
    } == marked
    everything = sum(mark == "1" for row in rows for mark in row[THEMES])
    set_aside = intake.fates["rule"].eq("answer set aside").sum()
    assert len(intake.frames.codings) + set_aside == everything


def test_dates_that_can_be_read_in_two_ways_are_flagged(intake: Intake, rows: list[list[str]]) -> None:
    parts = [tuple(map(int, row[3].split("/"))) for row in rows]
    two_ways = sum(first <= 12 and second <= 12 and first != second for first, second, _ in parts)
    month_first = [row for row, (_, second, _) in zip(rows, parts, strict=True) if second > 12]
    assert len(month_first) == 289
    assert {row[4] for row in month_first} == {"See and Convey"}
    flagged = intake.fates[intake.fates["rule"] == "ambiguous date"]
    assert len(flagged) == two_ways
    assert not intake.fates["rule"].eq("unparsable date").any()
    assert intake.frames.participations["received_on"].notna().all()


def test_a_first_draft_of_it_can_be_checked(tmp_path: Path, rows: list[list[str]]) -> None:
    (tmp_path / "comments.csv").symlink_to(FILE)
    write_proposal([tmp_path / "comments.csv"])
    found = check(tmp_path)
    assert len(found.intake.frames.respondents) == 4_466
    assert len(found.intake.frames.codes) == len({n for row in rows for n, m in enumerate(row[THEMES]) if m})


@pytest.mark.slow
def test_the_main_workbooks_run_on_it_and_every_row_is_accounted_for(tmp_path: Path) -> None:
    shutil.copytree(HERE, tmp_path / "nhs_fft")
    (tmp_path / "workbooks").symlink_to(Path(__file__).parents[2] / "workbooks")
    done = subprocess.run(
        [Path(sys.executable).parent / "heard", "run", "--consultation", tmp_path / "nhs_fft"],
        env=os.environ
        | {"HEARD_HOME": str(tmp_path), "HEARD_WORK": str(tmp_path / "work"), "HEARD_REAL_DATA": str(DATA)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    manifest = json.loads((tmp_path / "results" / "nhs_fft" / "manifest.json").read_text())
    (rows,) = [account for account in manifest["accounts"] if account["unit"] == "row"]
    assert rows["read"] == 7908 == rows["kept"] + rows["merged"] + rows["set_aside"]
    assert [entry["name"] for entry in manifest["entries"]] == [
        "who_we_heard",
        "one_voice",
        "thematic_coding",
        "agreement",
        "group_themes",
        "topic_selection",
        "topic_model",
        "for_release",
    ]
