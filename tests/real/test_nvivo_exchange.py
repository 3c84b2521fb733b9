"""A project of NVivo 12 through Heard: into a consultation and its store, out again, and back.

The project is not part of this one: see ``test_nhs_fft`` for where it is looked for.
"""

import os
from pathlib import Path

import pytest

from heard.consultation import load_consultation
from heard.exchange.files import export_file, import_file
from heard.identity import Actor
from heard.intake import read_consultation
from heard.refi import read_project
from heard.store import current_codebook, current_codings, open_store

DATA = Path(
    os.environ.get("HEARD_REAL_DATA") or Path(__file__).parents[2].parent / "shared" / "data"
).resolve()
FILE = DATA / "nvivo" / "oltas0517.qdpx"
ANN = Actor("ann", "login")

pytestmark = pytest.mark.skipif(
    not FILE.is_file(),
    reason="the real data are not here: set HEARD_REAL_DATA to the folder that holds nvivo/",
)


def test_it_goes_in_and_out_and_nothing_is_lost_shifted_or_doubled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_WORK", str(tmp_path / "work"))
    monkeypatch.delenv("HEARD_STORE", raising=False)
    folder = tmp_path / "oltas"
    told = import_file(FILE, folder, ANN)
    assert "Added: 303 codings." in told
    consultation = load_consultation(folder)
    frames = read_consultation(folder, consultation).frames
    store = open_store(folder, consultation)
    codings = current_codings(store, frames)
    texts = dict(zip(frames.texts["text_id"], frames.texts["text"], strict=True))
    assert all(texts[each.text_id][each.start : each.end] == each.anchor.quote for each in codings)
    assert 600_490 in {len(text) for text in texts.values()}
    assert {each.coder for each in codings} == {"Gergo"}
    tree = list(current_codebook(store, consultation).walk())
    assert (len(tree), max(depth for _, depth in tree)) == (152, 3)

    export_file(folder, tmp_path / "out.qdpx")
    one, other = read_project(FILE), read_project(tmp_path / "out.qdpx")
    for name in ("users", "codes", "sources", "selections", "codings", "cases", "sets", "notes"):
        assert _by_guid(getattr(one, name)) == _by_guid(getattr(other, name)), name
    assert "Added: nothing." in import_file(tmp_path / "out.qdpx", folder, ANN)
    assert len(current_codings(store, frames)) == 303


def _by_guid(things: tuple[object, ...]) -> list[object]:
    return sorted(things, key=lambda thing: str(getattr(thing, "guid", "")))
