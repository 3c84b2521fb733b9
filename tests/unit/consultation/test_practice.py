from pathlib import Path

import pytest

from heard.consultation import Consultation, PracticeModel, load_practice_models
from heard.errors import HeardError


def _consultation(practice_models: str | None) -> Consultation:
    source = {"file": "x.csv", "layout": "answers", "columns": {"text": "text"}}
    collection = {"code": "evidence", "title": "Evidence", "kind": "call_for_evidence", "sources": [source]}
    return Consultation.model_validate(
        {
            "title": "Any",
            "owner": "Tests",
            "synthetic": True,
            "collections": [collection],
            "practice_models": practice_models,
        }
    )


def _load(folder: Path, text: str) -> tuple[PracticeModel, ...]:
    (folder / "models.yml").write_text(text, encoding="utf-8")
    return load_practice_models(folder, _consultation("models.yml"))


def test_a_dictionary_is_read_in_its_order(tmp_path: Path) -> None:
    models = _load(
        tmp_path,
        "- {code: trove, name: Trove, ambiguous: true, context: [project]}\n"
        "- {code: fdac, name: Family Drug and Alcohol Courts, aliases: [FDAC]}\n",
    )
    assert [model.names for model in models] == [("Trove",), ("Family Drug and Alcohol Courts", "FDAC")]
    assert models[0].context == ("project",)


def test_a_consultation_without_a_dictionary_has_no_models(tmp_path: Path) -> None:
    assert load_practice_models(tmp_path, _consultation(None)) == ()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("- {code: trove, nmae: Trove}", "Did you mean `name`"),
        ("- {code: trove, name: Trove, alias: [T]}", "Did you mean `aliases`"),
        ("- {code: trove, name: Trove, ambiguous: true}", "lists the context words"),
        ("- {code: a, name: Trove}\n- {code: a, name: Hackney}", "listed twice: a"),
        ("- {code: a, name: Trove}\n- {code: b, name: Hackney, aliases: [trove]}", "listed twice: trove"),
        ("code: a", "should be a valid tuple"),
        ("- [", "not valid YAML"),
    ],
)
def test_a_mistake_is_one_line_with_file_and_fix(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(HeardError, match=what) as raised:
        _load(tmp_path, text)
    assert "models.yml" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(HeardError, match="no such file"):
        load_practice_models(tmp_path, _consultation("absent.yml"))
