"""A release of the demonstration: what is in it, what is not, and what it says of itself."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from heard.cache.intake import read_kept
from heard.consultation import load_consultation
from heard.errors import HeardError
from heard.pages.release import Release, open_release
from heard.release import build
from heard.release.build import Made, consultation_of, make_release
from heard.release.explain import explain, in_lines
from heard.release.ledger import earlier_releases, read_ledger
from tests.demo_release import DEMO, RUN
from tests.disclosure.reader import Reader, read_compositions, read_table


def manifest(made: Made) -> dict[str, object]:
    return dict(json.loads((made.path / "manifest.json").read_text(encoding="utf-8")))


def test_it_opens_and_every_file_is_as_it_was_sealed(made: Made) -> None:
    release = open_release(made.path)
    assert release.names == ["overview", "themes", "groups", "evidence", "difference", "about"]
    files = manifest(made)["files"]
    assert isinstance(files, dict)
    for name, digest in files.items():
        assert hashlib.sha256((made.path / name).read_bytes()).hexdigest() == digest
    assert manifest(made)["synthetic"] is True


def test_small_counts_are_hidden_in_every_file(made: Made) -> None:
    run = made.path.parents[1] / "results" / RUN
    true = pd.read_parquet(run / "tables" / "for_release" / "themes_raised.parquet")
    both = pd.read_parquet(made.path / "tables" / "themes_raised.parquet").merge(
        true, on=["texts", "group", "theme"], suffixes=("", "_true"), validate="one_to_one"
    )
    assert len(both) == len(true)
    small = both["people_true"].between(1, 9)
    assert small.sum() > 100
    assert both.loc[small, ["people", "people_share", "low", "high"]].isna().all(axis=None)
    assert (both.loc[small, "people_symbol"] == "c").all()
    # A true zero is a zero, in the numbers and in words.
    zero = both["people_true"] == 0
    assert (both.loc[zero, "people"] == 0).all()
    words = pd.read_csv(made.path / "tables" / "themes_raised.csv", dtype="str").set_index("id")["people"]
    assert set(words[both.loc[small, "id"]]) == {"[c]"}
    assert set(words[both.loc[zero, "id"]]) == {"0"}


def test_shares_are_of_what_is_shown(made: Made) -> None:
    shown = pd.read_parquet(made.path / "tables" / "themes_raised.parquet").dropna(subset=["people_share"])
    assert (shown["people_share"] - shown["people"] / shown["people_base"]).abs().max() < 1e-12


def test_charts_draw_only_what_their_table_shows(made: Made) -> None:
    release = open_release(made.path)
    drawn = 0
    for page in release.names:
        for figure in release.page(page)["figures"]:
            for state in figure["states"].values():
                rows = [[cell[0] for cell in row["cells"]] for row in state["table"]["rows"]]
                for categories, numbers in marks_drawn(release, state["chart"]["spec"]):
                    (row,) = [row for row in rows if categories <= set(row)]
                    assert numbers or "[c]" in row, figure["name"]
                    shown = {cell.partition(" [")[0] for cell in row}
                    for number in numbers:
                        assert {f"{number:,.0f}", f"{number:.1%}"} & shown, figure["name"]
                        drawn += 1
    assert drawn > 2000


def marks_drawn(release: Release, spec: str) -> list[tuple[set[str], list[float]]]:
    found = release.read_json(spec)
    layers = [found, *found.get("layer", ())]
    rows = [row for layer in layers for row in layer.get("data", {}).get("values", ())]
    return [
        (
            {value for key, value in row.items() if isinstance(value, str) and key != "mark"},
            [value for value in row.values() if isinstance(value, int | float)],
        )
        for row in rows
        # Where there is nothing to draw, a line of text stands on one empty row.
        if row
    ]


def test_the_ranking_in_every_composition_says_its_shares(made: Made) -> None:
    page = open_release(made.path).page("groups")
    figure = next(each for each in page["figures"] if each["name"] == "composition")
    table = pd.read_parquet(made.path / "tables" / "themes_by_composition.parquet")
    first = table[table["composition"] == "As heard"].dropna(subset=["weighted_share"]).iloc[0]
    said = [row["cells"] for state in figure["states"].values() for row in state["table"]["rows"]]
    assert [[first["theme"], ""], [f"{first['weighted_share']:.1%}", ""]] in said


def test_nobody_recovers_a_hidden_number_of_it_from_its_files(made: Made) -> None:
    reader, tables = Reader(), made.path / "tables"
    by = ["texts", "group"]
    hidden = [
        *read_table(reader, tables / "themes_raised.csv", [*by, "theme"], "people", "people_base", by),
        *read_table(reader, tables / "people_by_group.csv", by, "people", "people_base", ["texts"]),
        *read_table(
            reader, tables / "sides_taken.csv", ["pair", "group"], "first", "leaning", ["pair", "group"]
        ),
        *read_table(
            reader,
            tables / "themes_by_question.csv",
            ["texts", "question", "theme"],
            "people",
            "people_base",
            ["texts", "question"],
        ),
    ]
    compositions = tables / "themes_by_composition.csv"
    assert read_compositions(reader, compositions, tables / "themes_raised.csv") > 150
    assert len(hidden) > 200
    ends = {place: reader.interval(place) for place in sorted(hidden)[::4]}
    assert not [place for place, (least, most) in ends.items() if most - least < 9]


def test_the_reader_works_out_what_is_badly_hidden(tmp_path: Path) -> None:
    rows = [
        "texts,group,theme,people,people_base,people_share",
        "Everything,Everyone,Help,44,90,0.4889",
        "Everything,Carers,Help,[c],90,[c]",
        "Everything,Everyone,Staff,[c],90,0.0556",
    ]
    file = tmp_path / "themes.csv"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    reader, by = Reader(), ["texts", "group"]
    hidden = read_table(reader, file, [*by, "theme"], "people", "people_base", by)
    # Everybody is a carer, so 44 of them raised help; a share of 90 that is shown is a count of 5.
    assert [reader.interval(place) for place in hidden] == [(44, 44), (5, 5)]


def test_no_row_of_a_person_and_no_run_of_words_is_in_it(made: Made) -> None:
    starts = [" ".join(text.split()[2:10]) for text in long_answers()]
    assert len(starts) > 100
    for file in made.path.rglob("*"):
        if file.suffix in (".json", ".csv", ".svg"):
            words = file.read_text(encoding="utf-8")
            assert not re.search(r"\b[rt]-[0-9a-f]{16}\b", words), file
            assert not [start for start in starts if start in words], file


def long_answers() -> list[str]:
    texts = read_kept(DEMO, load_consultation(DEMO)).frames.texts["text"].dropna()
    return [text for text in texts if len(text.split()) > 20]


def test_a_number_is_explained_and_worked_out_again(made: Made) -> None:
    shown = pd.read_csv(made.path / "tables" / "themes_raised.csv", dtype="str")
    row = shown[(shown["group"] == "Everyone") & (shown["people"] != "[c]")].iloc[0]
    found = explain(f"{row['id']}.people_share", DEMO)
    assert (found.true, found.again, found.hidden) == (int(row["people"]), int(row["people"]), False)
    assert found.categories["Theme"] == row["theme"]
    assert (found.made_by.workbook, found.changed) == ("for_release", ())
    assert "Every input file is as it was, by its SHA-256." in in_lines(found)
    compositions = pd.read_csv(made.path / "tables" / "themes_by_composition.csv", dtype="str")
    without = compositions[
        compositions["composition"].str.startswith("Without") & (compositions["weighted_share"] != "[c]")
    ].iloc[-1]
    found = explain(f"{without['id']}.weighted_share", DEMO)
    assert round(found.true, 2) == float(without["weighted_share"])
    assert found.again == found.true
    assert found.categories["Theme"] == without["theme"]
    hidden = shown[shown["people"] == "[c]"].iloc[0]
    assert explain(f"{hidden['id']}.people", DEMO).hidden
    with pytest.raises(HeardError, match="no release of this consultation has a number of this id"):
        explain("0000000000.people", DEMO)


def test_the_next_release_knows_what_this_one_showed(made: Made) -> None:
    (before,) = earlier_releases(DEMO, but="second")
    (estimated,) = before.estimates
    shown = pd.read_parquet(made.path / "tables" / "themes_by_composition.parquet")
    assert estimated.of == ("first/themes_raised", "people")
    assert estimated.table.frame["weighted_share"].equals(shown["weighted_share"])
    assert set(estimated.steps) == {0.01, 0.05}
    assert {chosen.table.name: chosen.everybody for chosen in before.tables}[
        "first/people_by_group"
    ] == "Everyone"


@pytest.mark.usefixtures("made")
def test_a_release_never_changes_and_a_correction_names_it() -> None:
    with pytest.raises(HeardError, match="releases never change"):
        make_release(RUN, "first", DEMO)
    with pytest.raises(HeardError, match="there is no such release to correct"):
        make_release(RUN, "second", DEMO, replaces="none")
    assert [entry.release for entry in read_ledger(DEMO)] == ["first"]


def test_what_a_person_wrote_is_not_sealed(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    words = " ".join(long_answers()[0].split()[:12])
    whole = build.about
    monkeypatch.setattr(build, "about", lambda *given: whole(*given) | {"lead": f"They said that {words}"})
    with pytest.raises(HeardError, match="holds a respondent's words that nobody approved") as raised:
        build.make_release(RUN, "leaking", DEMO)
    assert words not in str(raised.value)
    assert [path.name for path in made.path.parent.iterdir()] == ["first"]


@pytest.mark.usefixtures("made")
def test_a_run_of_another_consultation_is_refused(small_consultation: Path) -> None:
    with pytest.raises(HeardError, match="the run is of another consultation"):
        make_release(RUN, "other", small_consultation)


def test_the_consultation_of_a_run_is_found_in_data(home_of_release: Path) -> None:
    with pytest.raises(HeardError, match="no folders in data/ are of the run's consultation"):
        consultation_of(RUN)
    folder = home_of_release / "data" / "demo"
    shutil.copytree(DEMO, folder)
    assert consultation_of(RUN) == folder
    shutil.rmtree(folder.parent)
