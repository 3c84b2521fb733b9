"""Families of near-copies, kept until a text or the code that finds them changes."""

import hashlib
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from heard.analysis import near_copies, words
from heard.analysis.voices import families, find_families
from heard.cache.keep import forget_others, keep
from heard.places import work_folder

_FILE = "families.parquet"
_READ = ["text_id", "collection", "question_id", "session_id", "text"]
_LIBRARIES = ("datasketch", "numpy", "pandas", "scipy")


def families_kept(folder: Path, texts: pd.DataFrame) -> pd.DataFrame:
    """Return :func:`heard.analysis.voices.find_families`, or what was kept from the same texts before.

    Parameters
    ----------
    folder
        The consultation's folder.
    texts
        The ``texts`` frame.
    """
    kind = work_folder(folder) / "cache" / "voices"
    key = _key(texts)
    found = keep(
        kind,
        key,
        make=lambda: find_families(texts),
        write=lambda made, into: made.to_parquet(into / _FILE, index=False),
        read=lambda kept: pd.read_parquet(kept / _FILE),
    )
    forget_others(kind, key)
    return found


def _key(texts: pd.DataFrame) -> str:
    digest = hashlib.sha256(repr([(name, version(name)) for name in _LIBRARIES]).encode())
    for module in (families, near_copies, words):
        digest.update(Path(str(module.__file__)).read_bytes())
    digest.update(pd.util.hash_pandas_object(texts[_READ], index=False).to_numpy().tobytes())
    return digest.hexdigest()[:32]
