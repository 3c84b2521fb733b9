"""Find a text file's encoding for certain, or refuse with the candidates named.

UTF-8 that decodes to its last byte is UTF-8: no other encoding's text does so by chance. What does not is
read as Windows-1252 only if its characters stand where that encoding's characters stand in running text.
"""

import codecs
import re
from collections.abc import Iterator

from heard.errors import HeardError
from heard.intake.survey import CHUNK, Survey

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPED = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")
# Signs that bytes above 127 are letters of another code page: symbols inside a word, capitals after small
# letters, controls. Quotes, dashes and the soft hyphen do stand inside words.
_STRANGE_IN_1252 = re.compile(
    "(?<=[a-z])[\u0160\u0178\u017d\u00c0-\u00de\u201a\u201e\u2020\u2021\u02c6\u2030\u2039\u203a\u0192\u02dc"
    "\u00a1-\u00ac\u00af-\u00b6\u00b8-\u00bf](?=[a-z])|[\x80-\x9f]|(?<!\\S)[\u00d2\u00d3](?=[A-Za-z]{2})"
)
_FEW = 0.02


def find_encoding(file: Survey, named: str | None) -> str:
    """Return the codec that reads a text file.

    Parameters
    ----------
    file
        The file.
    named
        The encoding that the consultation names, if it does; then the file must decode with it.

    Raises
    ------
    HeardError
        If the encoding named does not fit, or if more than one could be meant.
    """
    marked = next((codec for mark, codec in _MARKS if file.head.startswith(mark)), None)
    if named is not None:
        codec = _named(file, named)
        return marked if marked and _is_same_family(marked, codec) else codec
    if marked == "utf-32":
        raise HeardError("the encoding is UTF-32", where=file.name, fix="Save the file as UTF-8.")
    codec = marked or _without_mark(file)
    _refuse_nul(file, codec)
    return codec


def decoded(file: Survey, codec: str, errors: str = "strict") -> Iterator[str]:
    """Yield a file's text piece by piece; raises HeardError where it does not decode."""
    decoder = codecs.getincrementaldecoder(codec)(errors)
    done = 0
    with file.path.open("rb") as stream:
        while True:
            chunk = stream.read(CHUNK)
            try:
                yield decoder.decode(chunk, final=not chunk)
            except UnicodeError:
                raise HeardError(
                    f"the file does not decode as {codec} near byte {done:,}",
                    where=file.name,
                    fix="Set `encoding` in consultation.yml, or save the file as UTF-8.",
                ) from None
            if not chunk:
                return
            done += len(chunk)


def _named(file: Survey, named: str) -> str:
    try:
        found = codecs.lookup(named)
    except (LookupError, ValueError):
        raise HeardError(
            "there is no encoding of this name",
            where=f"{file.name}, key `encoding`",
            fix="Write utf-8, utf-16 or windows-1252.",
        ) from None
    if not found._is_text_encoding:
        raise HeardError(
            "this is no encoding of text",
            where=f"{file.name}, key `encoding`",
            fix="Write utf-8, for example.",
        )
    _refuse_nul(file, found.name)
    return found.name


def _is_same_family(marked: str, codec: str) -> bool:
    return marked.replace("-", "")[:5] == codec.replace("-", "").replace("_", "")[:5]


def _without_mark(file: Survey) -> str:
    wide = _utf16_by_its_zeros(file.head)
    if wide:
        return wide
    valid, bad = _count_utf8(file)
    if not bad:
        return "utf-8"
    if valid:
        raise HeardError(
            f"mixed encodings: {valid:,} characters are valid UTF-8 and {bad:,} bytes are not "
            "(candidates: utf-8, windows-1252)",
            where=file.name,
            fix="Save the file again as UTF-8, or set `encoding` to the one it should be.",
        )
    _require_plausible_1252(file)
    return "cp1252"


def _utf16_by_its_zeros(head: bytes) -> str | None:
    """Return the kind of UTF-16 whose zeros stand at every other byte, as English text's do."""
    even, odd = head[0::2], head[1::2]
    if not odd or b"\x00" not in head:
        return None
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None


def _count_utf8(file: Survey) -> tuple[int, int]:
    valid = bad = 0
    for text in decoded(file, "utf-8", "surrogateescape"):
        if not text.isascii():
            bad += len(_ESCAPED.findall(text))
            valid += len(_BEYOND_ASCII.findall(text))
    return valid, bad


def _require_plausible_1252(file: Survey) -> None:
    strange = high = 0
    for text in decoded(file, "cp1252", "surrogateescape"):
        high += sum(not character.isascii() for character in text)
        strange += len(_STRANGE_IN_1252.findall(text)) + len(_ESCAPED.findall(text))
    if strange > _FEW * high:
        raise HeardError(
            f"the encoding is not certain: {strange:,} of {high:,} special characters stand oddly "
            "(candidates: windows-1252, mac_roman, cp850)",
            where=file.name,
            fix="Set `encoding` in consultation.yml, or save the file as UTF-8.",
        )


def _refuse_nul(file: Survey, codec: str) -> None:
    at = 0
    for text in decoded(file, codec):
        if "\x00" in text:
            line = at + text[: text.index("\x00")].count("\n") + 1
            raise HeardError(
                "the file holds NUL characters, so it is damaged or no text",
                where=f"{file.name}, line {line}",
                fix="Export it again.",
            )
        at += text.count("\n")
