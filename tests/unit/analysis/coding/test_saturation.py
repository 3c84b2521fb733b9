from heard.analysis import Scope
from heard.analysis.coding import saturation
from heard.consultation import Consultation
from heard.frames import Frames


def test_texts_are_read_in_order_of_date_and_only_new_codes_count(
    frames: Frames, consultation: Consultation
) -> None:
    table = saturation(frames, consultation)
    # t1 (1 February: a1, a2x, b), n3 (s2, 1 March: b), n1 and n2 (s1, 2 March: a1; a2), t2 (1 April: a),
    # t3 (no date: b).
    assert table.frame["texts_read"].tolist() == [1, 4, 5, 6]
    assert table.frame["new_codes"].tolist() == [3, 1, 1, 0]
    assert table.frame["codes"].tolist() == [3, 4, 5, 5]
    assert set(table.frame["codes_base"]) == {5}
    assert "The last new code came with text 5 of 6." in table.notes


def test_the_order_of_rows_does_not_matter(
    frames: Frames, shuffled: Frames, consultation: Consultation
) -> None:
    one, other = (saturation(each, consultation) for each in (frames, shuffled))
    assert one.frame.equals(other.frame)
    assert one.notes == other.notes


def test_nothing_coded_is_said(frames: Frames, no_frames: Frames, consultation: Consultation) -> None:
    assert saturation(no_frames, consultation).frame.empty
    evidence = saturation(frames, consultation, Scope("evidence"))
    assert evidence.frame.empty
    assert "No text is coded." in evidence.notes
