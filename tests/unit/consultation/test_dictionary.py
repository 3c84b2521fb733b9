from pathlib import Path

import pytest

from heard.consultation import DictionaryEntry, load_dictionary
from heard.errors import HeardError


def _load(folder: Path, text: str) -> tuple[DictionaryEntry, ...]:
    (folder / "models.yml").write_text(text, encoding="utf-8")
    return load_dictionary(folder, "models.yml")


def test_a_dictionary_is_read_in_its_order(tmp_path: Path) -> None:
    models = _load(
        tmp_path,
        "- {code: trove, name: Trove, ambiguous: true, context: [project]}\n"
        "- {code: fdac, name: Family Drug and Alcohol Courts, aliases: [FDAC]}\n",
    )
    assert [model.names for model in models] == [("Trove",), ("Family Drug and Alcohol Courts", "FDAC")]
    assert models[0].context == ("project",)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("- {code: trove, nmae: Trove}", "Did you mean `name`"),
        ("- {code: trove, name: Trove, alias: [T]}", "Did you mean `aliases`"),
        ("- {code: trove, name: Trove, ambiguous: true}", "lists the context words"),
        ("- {code: a, name: Trove}\n- {code: a, name: Hackney}", "listed twice: a"),
        ("- {code: a, name: Trove}\n- {code: b, name: Hackney, aliases: [trove]}", "listed twice: trove"),
        ("code: a", "should be a valid tuple"),
        ("- {code: a, name: '-'}", "should match pattern"),
        ("- {code: a, name: Trove, patterns: ['tro(?:ve']}", "no regular expression"),
        ("- {code: a, name: Trove, patterns: ['tro)|(?:ve']}", "no regular expression"),
        ("- {code: a, name: Trove, patterns: ['tr(o)ve']}", "captures nothing"),
        ("- {code: a, name: Trove, patterns: ['(?P<x>t)rove']}", "captures nothing"),
        ("- {code: a, name: Trove, patterns: ['(?i)trove']}", "no regular expression"),
        ("- {code: a, name: Trove, patterns: ['(?:trove)?']}", "no letter at all"),
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
        load_dictionary(tmp_path, "absent.yml")


def test_patterns_and_kinds_are_read(tmp_path: Path) -> None:
    (entry,) = _load(tmp_path, "- {code: judges, name: Judges, kind: Justice, patterns: ['judges?']}\n")
    assert (entry.kind, entry.patterns, entry.aliases) == ("Justice", ("judges?",), ())


def test_any_file_of_the_folder_is_a_dictionary_and_no_name_is_none(tmp_path: Path) -> None:
    (tmp_path / "ways.yml").write_text("- {code: food, name: Food}\n", encoding="utf-8")
    assert [entry.name for entry in load_dictionary(tmp_path, "ways.yml")] == ["Food"]
    assert load_dictionary(tmp_path, None) == ()
