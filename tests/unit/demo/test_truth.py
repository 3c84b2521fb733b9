"""The truth agrees with the files as they are read."""

from pathlib import Path

import pandas as pd
import pytest
from ruamel.yaml import YAML

from heard.consultation import load_consultation
from heard.demo.truth import _WORD
from heard.frames import Frames
from heard.intake import read_consultation

DEMO = Path(__file__).parents[3] / "data" / "demo"
TRUTH = DEMO / "truth"


@pytest.fixture(scope="module")
def frames() -> Frames:
    return read_consultation(DEMO, load_consultation(DEMO)).frames


@pytest.fixture(scope="module")
def words() -> dict[tuple[str, str, str], str]:
    """Every text as it stands in its file, by collection, respondent (or note) and question."""
    from heard.demo.write import DEMO_SEED, draft_demo

    texts = draft_demo(DEMO_SEED).texts.values()
    return {tuple(text.place.values()): text.words for text in texts}  # type: ignore[misc]


def truth(name: str) -> pd.DataFrame:
    return pd.read_csv(TRUTH / name, dtype=str, keep_default_na=False)


@pytest.mark.parametrize("name", ["personal_details.csv", "practice_mentions.csv", "citations.csv"])
def test_what_is_planted_stands_where_the_truth_says(
    name: str, words: dict[tuple[str, str, str], str], frames: Frames
) -> None:
    planted = truth(name)
    as_read = set(frames.texts["text"])
    assert len(planted) > 200
    for row in planted.itertuples():
        text = words[row.collection, row.respondent, row.question]
        assert text[int(row.start) : int(row.end)] == row.words
        assert text in as_read


def test_every_practice_model_is_named_and_each_trap_is_set() -> None:
    mentions = truth("practice_mentions.csv")
    models = YAML(typ="safe", pure=True).load(DEMO / "practice_models.yml")
    assert len(models) == 50
    assert set(mentions.query("counts == 'yes'")["what"]) == {model["code"] for model in models}
    assert set(mentions["kind"]) == {"name", "alias", "inside a longer name", "near miss", "plain words"}
    inside = mentions.query("kind == 'inside a longer name'")
    assert (inside["counts"] == "no").all()
    assert len(inside) >= 2


def test_no_practice_model_is_named_without_the_truth_knowing(words: dict[tuple[str, str, str], str]) -> None:
    """Names that have no plain meaning stand in evidence only where they were planted."""
    models = YAML(typ="safe", pure=True).load(DEMO / "practice_models.yml")
    names = {
        name.lower()
        for model in models
        if not model["ambiguous"]
        for name in (model["name"], *model["aliases"])
    }
    planted = (
        truth("practice_mentions.csv").groupby(["collection", "respondent", "question"])["words"].agg(list)
    )
    for place, text in words.items():
        if place[0] == "evidence":
            rest = text.lower()
            for each in planted.get(place, []):
                rest = rest.replace(each.lower(), "")
            assert not [name for name in names if len(name) > 5 and name in rest]


def test_the_same_work_is_cited_in_different_forms() -> None:
    forms = truth("citations.csv").groupby("what")["kind"].nunique()
    assert len(forms) == 24
    assert (forms >= 2).all()


def codings() -> pd.DataFrame:
    """Return the codings as they are in the file, their codes by the codebook's short names."""
    entries = load_consultation(DEMO).walk_codebook()
    names = {name.lower(): code.code for code, _ in entries for name in (code.name, code.code)}
    rows = pd.read_csv(DEMO / "engagement_codings.csv")
    written = rows["Code"].str.replace("\xa0", " ").str.split().str.join(" ").str.lower()
    return (
        rows.assign(code=written.map(names))
        .dropna(subset=["code"])
        .drop_duplicates(["Note", "Coder", "code"])
    )


def test_first_coders_put_the_planted_codes_on_each_note() -> None:
    notes = truth("notes.csv")
    parents = {code.code: parent.code for code, parent in load_consultation(DEMO).walk_codebook() if parent}
    rows = codings()
    first = rows[~rows["Coder"].isin(truth("coded_twice.csv")["second"])]
    found = first.groupby("Note")["code"].agg(lambda codes: {parents.get(code, code) for code in codes})
    themes = notes["codes"].map(lambda codes: {parents[code] for code in codes.split(";")})
    agree = [found.get(note, set()) == planted for note, planted in zip(notes["note"], themes, strict=True)]
    strays = 14  # codings with a code that nobody listed
    assert len(agree) - sum(agree) <= strays


def test_second_coders_agree_as_planted() -> None:
    """On notes with one code, kappa over codes is the planted reliability, within its sampling error."""
    twice = truth("coded_twice.csv").set_index("note")
    single = truth("notes.csv").set_index("note")["codes"]
    single = single[~single.str.contains(";")]
    rows = codings()
    for (first, second), notes in twice.groupby(["first", "second"]):
        of_pair = rows[rows["Note"].isin(notes.index.intersection(single.index))]
        wide = of_pair.pivot_table(index="Note", columns="Coder", values="code", aggfunc="first")[
            [first, second]
        ]
        wide = wide.dropna()
        observed = (wide[first] == wide[second]).mean()
        chance = (wide[first].value_counts(normalize=True) * wide[second].value_counts(normalize=True)).sum()
        kappa = (observed - chance) / (1 - chance)
        assert len(wide) > 80
        assert abs(kappa - float(notes["planted_kappa"].iloc[0])) < 0.1


def test_what_one_group_alone_raises_is_raised_by_it_alone() -> None:
    notes = truth("notes.csv").query("speaker_known == 'yes'")
    for code, group in truth("one_group_only.csv").itertuples(index=False):
        raised = notes[notes["codes"].str.split(";").map(lambda codes, code=code: code in codes)]
        assert len(raised) >= 5
        assert set(raised["groups"]) == {group}


def test_regions_raise_what_they_were_planted_to_raise_more_often() -> None:
    notes = truth("notes.csv")
    for _, region, code, _ in (
        truth("region_boosts.csv").query("collection == 'engagement'").itertuples(index=False)
    ):
        raised = notes["codes"].str.split(";").map(lambda codes, code=code: code in codes)
        there = notes["region"] == region
        assert raised[there].mean() > 1.4 * raised[~there].mean()


def test_opposing_poles_lean_by_group() -> None:
    feedback = truth("feedback.csv")
    professionals = feedback["groups"] == "professionals"
    parents = feedback["groups"].str.contains("parents-families")
    together = feedback["codes"].str.contains("help-protection-together")
    apart = feedback["codes"].str.contains("help-protection-apart")
    assert together[professionals].sum() > 2 * apart[professionals].sum()
    assert apart[parents].sum() > 2 * together[parents].sum()


def test_mixtures_add_up_and_topic_words_are_the_words_written(
    words: dict[tuple[str, str, str], str],
) -> None:
    mixtures = truth("q4_mixtures.csv").set_index("respondent")
    shares = mixtures.drop(columns=["main", "words"]).astype(float)
    assert shares.sum(axis=1).sub(1).abs().max() < 0.001
    assert (shares.idxmax(axis=1) == mixtures["main"]).mean() > 0.99
    counted = truth("q4_topic_words.csv")["count"].astype(int).sum()
    assert counted == mixtures["words"].astype(int).sum()
    written = sum(len(_WORD.findall(words["advice", each, "q4"].lower())) for each in mixtures.index)
    assert 0.9 * written < counted <= written


def test_personal_details_are_safe_to_publish() -> None:
    details = truth("personal_details.csv")
    phones = details.query("what == 'phone'")["words"].str.replace(" ", "")
    drama = r"(?:01632960|02079460|01134960|01614960|07700900|08081570)\d{2,3}"
    assert len(phones) > 10
    assert phones.str.fullmatch(drama).all()
    assert details.query("what == 'email'")["words"].str.endswith("@example.org").all()
    numbers = details.query("what == 'nhs'")["words"].str.replace(" ", "")
    remainders = numbers.map(
        lambda number: sum(int(digit) * (10 - at) for at, digit in enumerate(number)) % 11
    )
    assert (remainders != 0).all()


def test_themes_are_raised_in_about_the_published_order() -> None:
    """The published order is planted in the base weights; groups' boosts may swap near neighbours."""
    themes = [theme.code for theme in load_consultation(DEMO).codebook][:16]
    parents = {code.code: parent.code for code, parent in load_consultation(DEMO).walk_codebook() if parent}
    raised = truth("notes.csv")["codes"].str.split(";").explode().map(parents).value_counts()
    found = raised.rank(ascending=False)
    assert (found.reindex(themes) - pd.Series(range(1, 17), index=themes)).abs().max() <= 2
    assert raised.index[0] == "support-children"
