"""Large consultations: streamed, deterministic, and of the promised size."""

import tracemalloc
from pathlib import Path

from heard.consultation import load_consultation
from heard.demo import write_large, write_responses
from heard.intake import read_consultation


def test_a_large_call_for_advice_is_read_whole(tmp_path: Path) -> None:
    write_large(tmp_path, 3000)
    frames = read_consultation(tmp_path, load_consultation(tmp_path)).frames
    assert len(frames.participations) == 3000
    assert load_consultation(tmp_path).synthetic
    per_row = (tmp_path / "responses.csv").stat().st_size / 3000
    assert 350 < per_row < 450


def test_the_same_seed_writes_the_same_bytes_and_more_rows_only_add(tmp_path: Path) -> None:
    for name, rows, seed in (("a", 500, 1), ("b", 500, 1), ("longer", 700, 1), ("other", 500, 2)):
        write_responses(tmp_path / name, rows, seed)
    content = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert content["a"] == content["b"] != content["other"]
    assert content["longer"].startswith(content["a"])


def test_memory_does_not_grow_with_the_number_of_rows(tmp_path: Path) -> None:
    peaks = [_peak(tmp_path, rows) for rows in (2_000, 20_000)]
    assert peaks[1] < peaks[0] + 500_000  # 18,000 more rows are over 7 MB on disk


def _peak(folder: Path, rows: int) -> int:
    tracemalloc.start()
    try:
        write_responses(folder / "responses.csv", rows)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
