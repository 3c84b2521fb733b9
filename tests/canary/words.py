"""Canaries: words that stand nowhere but where a test planted them, and a search that knows their disguises.

A canary is made of consonants alone, by a hash of the name of its place, so that it is in no language, and
whoever finds one knows where it came from. The search looks through what a file or an answer really holds
(the values, the dictionaries and the notes of a Parquet file; the address of a picture in base64), each time
as it stands and with the escapes of JSON, HTML and addresses undone.
"""

import base64
import hashlib
import html
import re
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq

_LETTERS = "bcdfghjklmnpqrstvwxz"
_LENGTH = 14
_PARQUET = b"PAR1"
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")


def canary(place: str) -> str:
    """Return the canary of a place: always the same, and of no other place."""
    digest = hashlib.blake2b(place.encode(), digest_size=_LENGTH).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest)


def found(words: Iterable[str], content: bytes) -> set[str]:
    """Return those of some words that a content holds, in whatever case and disguise."""
    texts = set(_readings(content))
    return {word for word in words if any(form in text for form in _forms(word) for text in texts)}


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder by its path there, with the path itself in front."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    named = ((path.relative_to(folder).as_posix(), path.read_bytes()) for path in files)
    return {
        name: content if content.startswith(_PARQUET) else name.encode() + b"\n" + content
        for name, content in named
    }


@cache
def _forms(word: str) -> set[str]:
    """Return how a word may be written: in lower case, and in base64 wherever in the bytes it begins."""
    cases = {word, word.lower(), word.upper(), word.title()}
    return {word.casefold()} | {form for case in cases for form in _in_base64(case.encode())}


def _in_base64(word: bytes) -> Iterator[str]:
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + word + b"\0" * (-(before + len(word)) % 3)).decode()
        # The letters at both ends depend on what stands beside the word as well.
        inner = whole[-(-before * 4 // 3) : (before + len(word)) * 4 // 3]
        yield inner
        yield inner.translate(str.maketrans("+/", "-_"))


def _readings(content: bytes) -> Iterator[str]:
    for text in _texts(content):
        yield text
        for undone in (html.unescape, _without_escapes, unquote):
            yield undone(text).casefold()
        yield unquote(html.unescape(_without_escapes(text))).casefold()
        yield text.casefold()


def _without_escapes(text: str) -> str:
    return _ESCAPED.sub(lambda each: chr(int(each[1] or each[2], 16)), text)


def _texts(content: bytes) -> Iterator[str]:
    yield content.decode("utf-8", errors="replace")
    yield content.replace(b"\0", b"").decode("utf-8", errors="replace")  # as UTF-16 writes plain letters
    if content.startswith(_PARQUET):
        yield from _in_parquet(content)


def _in_parquet(content: bytes) -> Iterator[str]:
    """Yield what a Parquet file holds, which is packed: its notes, every value, and words of no row."""
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        Path(file.name).write_bytes(content)
        table = pq.read_table(file.name)
    yield str({**(table.schema.metadata or {}), **{each.name: each.metadata for each in table.schema}})
    yield table.to_pandas(ignore_metadata=True).to_csv()
    for column in table.columns:
        for chunk in column.chunks:
            if pa.types.is_dictionary(chunk.type):
                yield str(chunk.dictionary.to_pylist())
