from heard.results import Account, Manifest


def test_rules_are_counted_and_rows_reconcile(manifest: Manifest) -> None:
    counted = {(rule.fate, rule.rule): rule.number for rule in manifest.rules}
    assert counted == {("merged", "duplicate id"): 1, ("set aside", "empty"): 2}
    assert manifest.unreconciled == []
    assert [entry.name for entry in manifest.failed] == ["topics"]


def test_a_row_that_went_missing_is_noticed() -> None:
    account = Account(source="s", unit="row", read=10, kept=7, merged=1, set_aside=1)
    assert not account.reconciles


def test_versions_of_what_shapes_results_are_in_it(manifest: Manifest) -> None:
    assert {"heard", "python", "pandas", "tomotopy"} <= set(manifest.versions)


def test_it_survives_its_file(manifest: Manifest) -> None:
    assert Manifest.model_validate_json(manifest.model_dump_json()) == manifest
