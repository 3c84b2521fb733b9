from pathlib import Path

import numpy as np
import pytest

import heard
from heard import workbook
from heard.analysis.coding import coding_totals, themes
from heard.analysis.scope import Scope
from heard.analysis.topics import RememberedTopics
from heard.analysis.voices import OWN_VOICES
from heard.charts import Source, ranked_bars
from heard.errors import HeardError
from heard.identity import Actor
from heard.places import ENTRY_VARIABLE, HOME_VARIABLE, RUN_VARIABLE
from heard.results import RunFolder
from heard.store import Wording, decide, judge_quote, new_quotation, rated_rounds


@pytest.fixture(autouse=True)
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunFolder:
    monkeypatch.setenv(RUN_VARIABLE, str(tmp_path / "run"))
    return RunFolder(tmp_path / "run")


def test_the_opening_line_accounts_for_every_row_and_says_synthetic(
    small_consultation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heard.begin("who", str(small_consultation))
    assert capsys.readouterr().out == (
        "A small consultation: 5 rows read = 4 kept + 0 merged + 1 set aside. "
        "Synthetic data: nobody said any of this.\n"
    )


def test_what_is_shown_is_kept_under_the_entry(
    small_consultation: Path, run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENTRY_VARIABLE, "themes_of_parents")
    context = heard.begin("thematic_coding", str(small_consultation))
    shown = themes(context.frames, context.consultation, Scope("advice"))
    context.show(shown)
    context.show(
        ranked_bars(shown, category="theme", value="mentions", source=Source.of(context.consultation))
    )
    assert run.shown("themes_of_parents") == [("tables", "themes"), ("charts", "themes")]
    assert run.read_table("themes_of_parents", "themes").frame["mentions"].tolist() == [2, 2]


def test_a_consultation_is_found_from_home_in_any_directory(
    small_consultation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(small_consultation.parent))
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        assert heard.begin("who", "small").folder == small_consultation


def test_by_hand_results_go_to_a_scratch_run(
    small_consultation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(RUN_VARIABLE)
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    assert heard.begin("who", str(small_consultation)).run.path == tmp_path / "results" / "scratch"


def test_a_workbook_whose_totals_do_not_agree_fails(small_consultation: Path) -> None:
    context = heard.begin("thematic_coding", str(small_consultation))
    context.show(themes(context.frames, context.consultation))
    with pytest.raises(HeardError, match="there is no table coding_totals"):
        context.finish()
    context.show(coding_totals(context.frames, context.consultation))
    context.finish()


def test_what_raters_say_is_of_the_round_about_these_topics_or_nothing() -> None:
    context = heard.begin("topic_model", "data/demo")
    (of_these,) = rated_rounds(context.folder, context.consultation, context.frames.texts, context.store)
    # A model whose topics are those of the round, word for word, in the same order.
    topics = of_these.rating_round.topics
    words = sorted({word for topic in topics for word in topic.words})
    shares = [dict(zip(topic.words, topic.probabilities, strict=True)) for topic in topics]
    model = RememberedTopics(
        topic_ids=tuple(f"T{number}" for number in range(1, len(topics) + 1)),
        highest_id=len(topics),
        vocabulary=np.array(words, dtype=object),
        topic_word=np.array([[share.get(word, 0.0) for word in words] for share in shares]),
    )
    assert context.ratings("advice.q1", model) is None
    said = context.ratings("advice.q4", model)
    assert said is not None
    assert said["round_topic"].tolist() == [topic.topic_id for topic in topics]
    assert said["name"].notna().all()


def test_near_copies_count_once_in_everything_a_workbook_reads(capsys: pytest.CaptureFixture[str]) -> None:
    context = heard.begin("themes", "data/demo", "once")
    families = context.families()
    copies = set(families.loc[~families["stands_for_it"], "text_id"])
    for frames in (context.frames, context.independent()[0]):
        assert len(frames.texts) == len(context.intake.frames.texts) - len(copies)
        assert not copies & set(frames.texts["text_id"])
        assert not copies & set(frames.codings["text_id"])
    assert not copies & set(context.independent()[1]["text_id"])
    count = families["family"].nunique()
    assert f"once: {len(copies)} texts are left out" in capsys.readouterr().out
    assert count > 1


def test_a_family_that_a_person_judged_to_be_voices_of_their_own_counts_every_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    context = heard.begin("themes", "data/demo", "once")
    members = context.families().groupby("family", sort=True)["text_id"].apply(list).iloc[0]
    ann = Actor("ann", "login")
    decide(context.open_store(), ann, f"voices/{members[0]}", OWN_VOICES, "They met and each wrote")
    capsys.readouterr()
    again = heard.begin("themes", "data/demo", "once")
    assert len(again.frames.texts) == len(context.frames.texts) + len(members) - 1
    assert "a person has looked at 1." in capsys.readouterr().out
    assert len(heard.begin("themes", "data/demo").frames.texts) == len(context.intake.frames.texts)


def test_a_workbook_says_approved_when_as_many_have_approved_as_the_consultation_asks(
    small_consultation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    file = small_consultation / "consultation.yml"
    file.write_text(file.read_text(encoding="utf-8") + "quotes: {approvers: 2}\n", encoding="utf-8")
    context = heard.begin("themes", str(small_consultation))
    assert context.approvals() is None
    store = context.open_store()
    (text_id, text) = context.frames.texts[["text_id", "text"]].iloc[0]
    seen = new_quotation(text_id, text, 0, len(text), Wording("[…]"), "drawn")
    for name, verdict in (("ann", "awaiting"), ("bob", "approved")):
        seen = judge_quote(store, Actor(name, "login"), seen, "approved")
        approvals = heard.begin("themes", str(small_consultation)).approvals()
        assert approvals is not None
        assert approvals["verdict"].tolist() == [verdict]
    assert approvals["words"].tolist() == ["[…]"]


def test_voices_are_counted_in_one_of_two_ways() -> None:
    with pytest.raises(HeardError, match='voices is "twice"'):
        heard.begin("themes", "data/demo", "twice")


def test_in_a_batch_no_page_takes_the_place_of_another(
    small_consultation: Path, run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = heard.begin("groups", str(small_consultation))
    context.say("group_adopters", "Seven people.")
    monkeypatch.setattr(workbook, "unattended", lambda: True)
    with pytest.raises(HeardError, match="two results are named group_adopters"):
        context.say("group_adopters", "Eight people.")
    assert run.read_words("groups", "group_adopters") == "Seven people."


def test_what_is_written_for_another_program_is_said_to_be_there(
    small_consultation: Path, run: RunFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    heard.begin("evidence", str(small_consultation)).write("references.bib", "@misc{a}")
    assert (run.path / "files" / "evidence" / "references.bib").read_text() == "@misc{a}"
    said = capsys.readouterr().out
    assert "files/evidence/references.bib" in said
    assert "respondents' words" in said
