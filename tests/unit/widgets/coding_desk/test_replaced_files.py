from pathlib import Path

from heard.store import coding_history
from heard.widgets.coding_desk import Desk
from tests.unit.widgets.coding_desk.conftest import Sit


def test_a_desk_opened_after_a_file_was_replaced_writes_down_where_codings_stand_now(
    ann: Desk, sit: Sit, small_consultation: Path
) -> None:
    words = ann.state.texts[ann.text_id]
    start = words.index("help")
    ann.code("help", start, len(words))
    (before,) = [coding for coding in ann.state.codings.of_text(ann.text_id) if coding.start is not None]
    file = small_consultation / "answers.csv"
    file.write_text(file.read_text().replace("We waited", "All of us waited"), encoding="utf-8")
    again = sit("bob")
    (after,) = [coding for coding in again.state.codings.of_text(ann.text_id) if coding.start is not None]
    assert (after.start, after.deed, after.coder) == (
        start + len("All of us") - len("We"),
        "found again",
        "ann",
    )
    assert [each.actor for each in coding_history(again.state.store, before.coding_id)] == ["ann", "bob"]
