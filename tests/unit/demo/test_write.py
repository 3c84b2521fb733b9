"""The demo as a whole: the same bytes every time, the published totals, and nothing that is not synthetic."""

import filecmp
from pathlib import Path

import pandas as pd
import pytest

from heard.consultation import load_consultation
from heard.demo import write_demo
from heard.demo.draft import Draft
from heard.demo.plantings import PLANTINGS, plant_campaigns
from heard.demo.text import Piece
from heard.intake import Intake, read_consultation

COMMITTED = Path(__file__).parents[3] / "data" / "demo"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder)
    return folder


@pytest.fixture(scope="module")
def read(demo: Path) -> Intake:
    return read_consultation(demo, load_consultation(demo))


def files_of(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_committed_demo_is_what_the_generator_writes(demo: Path) -> None:
    assert files_of(demo) == files_of(COMMITTED)
    same, different, unreadable = filecmp.cmpfiles(demo, COMMITTED, files_of(demo), shallow=False)
    assert (different, unreadable) == ([], [])
    assert len(same) > 25


def test_another_seed_writes_another_demo_of_the_same_size(demo: Path, tmp_path: Path) -> None:
    write_demo(tmp_path, seed=7)
    other = pd.read_csv(tmp_path / "truth/advice_respondents.csv")
    assert len(other) == 932
    assert not other.equals(pd.read_csv(demo / "truth/advice_respondents.csv"))


def test_one_more_planting_changes_no_other_byte(demo: Path, tmp_path: Path) -> None:
    touched = "EM-017"

    def one_more(draft: Draft) -> None:
        draft.texts[f"advice/{touched}/q1"].pieces.append(Piece("One planted sentence more."))

    write_demo(tmp_path, plantings=(one_more, *PLANTINGS))
    _, different, _ = filecmp.cmpfiles(demo, tmp_path, files_of(demo), shallow=False)
    assert different == ["advice_email.csv"]
    before, after = ((folder / "advice_email.csv").read_bytes() for folder in (demo, tmp_path))
    assert after.replace(b" One planted sentence more.", b"") == before


def test_leaving_a_planting_out_changes_only_what_it_touched(demo: Path, tmp_path: Path) -> None:
    write_demo(tmp_path, plantings=[each for each in PLANTINGS if each is not plant_campaigns])
    campaigns = pd.read_csv(demo / "truth/campaigns.csv")
    changed = _changed_respondents(demo / "advice_form.csv", tmp_path / "advice_form.csv", "Response ID")
    assert changed
    assert changed <= set(campaigns["respondent"])
    for untouched in (
        "engagement_notes.xlsx",
        "engagement_codings.csv",
        "evidence_form.csv",
        "evidence_email.tsv",
    ):
        assert (demo / untouched).read_bytes() == (tmp_path / untouched).read_bytes()


def _changed_respondents(before: Path, after: Path, key: str) -> set[str]:
    frames = [pd.read_csv(path, dtype=str).fillna("") for path in (before, after)]
    assert len(frames[0]) == len(frames[1])
    return set(frames[0][(frames[0] != frames[1]).any(axis=1)][key])


def test_totals_after_intake_are_those_published(read: Intake) -> None:
    frames = read.frames
    received = frames.participations.groupby("collection").size()
    assert received["advice"] == 932
    assert received["evidence"] == 207
    assert 290 <= received["feedback"] <= 310
    sessions = frames.sessions.groupby("method").agg(sessions=("people", "size"), people=("people", "sum"))
    assert sessions["sessions"].to_dict() == {
        "Review-led workshop": 14,
        "Focus group": 30,
        "One-to-one": 20,
        "Organisation meeting": 80,
    }
    assert sessions.loc["Review-led workshop", "people"] > 200
    people = frames.attendance.query("grouping == 'experience'").groupby("group")["people"].sum()
    assert 280 <= people["professionals"] <= 320
    # Nobody is both: those present who are not professionals have lived experience.
    assert 700 < frames.sessions["people"].sum() - people["professionals"] < 800


def test_groups_stand_as_published(read: Intake) -> None:
    memberships = read.frames.memberships
    capacity = memberships.query("grouping == 'capacity'").groupby("group").size()
    assert capacity["personal-family"] > 200
    assert capacity["social-care-worker"] > 200
    types = memberships.query("grouping == 'respondent_type'").groupby("respondent_id").size()
    assert len(types) == 207
    assert (types == 1).all()
    areas = memberships.query("grouping == 'area'").groupby("respondent_id").size()
    assert len(areas) == 207
    assert areas.max() > 1


def test_birth_parents_adopters_and_foster_carers_are_over_represented(demo: Path, read: Intake) -> None:
    grouping = load_consultation(demo).grouping("experience")
    shares = {group.code: group.population_share for group in grouping.groups}
    people = read.frames.attendance.query("grouping == 'experience'").groupby("group")["people"].sum()
    heard = (people / people.sum()).to_dict()
    for group in ("parents-families", "adopters", "foster-carers"):
        assert heard[group] > shares[group]


def test_some_people_are_in_two_collections(read: Intake, demo: Path) -> None:
    persons = pd.read_csv(demo / "truth/persons.csv")
    collections = read.frames.participations.groupby("respondent_id")["collection"].nunique()
    assert (collections == 2).sum() == len(persons) == 55


def test_every_quirk_leaves_its_trace_and_no_row_is_lost(read: Intake) -> None:
    rules = set(read.fates["rule"].astype("str"))
    expected = {
        "empty",
        "filler",
        "duplicate row",
        "duplicate id",
        "unparsable date",
        "unknown group",
        "unknown code",
    }
    assert expected <= rules
    rows = read.fates[read.fates["unit"] == "row"].groupby("source", observed=True).size()
    assert rows.sum() == read.sources["rows"].sum()
    assert set(read.sources["encoding"].dropna()) >= {"utf-8", "cp1252", "utf-16"}


def test_late_submissions_are_those_planted(demo: Path, read: Intake) -> None:
    submissions = pd.read_csv(demo / "truth/evidence_submissions.csv")
    planted = int((submissions["late"] == "yes").sum())
    late = read.frames.participations.query("collection == 'evidence'")["late"]
    assert late.sum() == planted == 23


def test_everything_says_that_it_is_synthetic_and_is_small(demo: Path) -> None:
    assert load_consultation(demo).synthetic
    assert "Nobody said" in (demo / "README.md").read_text(encoding="utf-8")
    assert "synthetic" in (demo / "truth/README.md").read_text(encoding="utf-8")
    sizes = [path.stat().st_size for path in demo.rglob("*") if path.is_file()]
    assert max(sizes) < 5_000_000
    assert sum(sizes) < 8_000_000


def test_the_codebook_has_sixteen_themes_in_their_order_then_those_of_other_strands_and_three_pairs_of_poles(
    demo: Path,
) -> None:
    consultation = load_consultation(demo)
    assert len(consultation.codebook) == 16 + 5
    assert [theme.code for theme in consultation.codebook][:2] == [
        "support-children",
        "relationships-professionals",
    ]
    opposing = {code.code: code.opposes for code, _ in consultation.walk_codebook() if code.opposes}
    assert len(opposing) == 6
    assert all(opposing[other] == code for code, other in opposing.items())
