"""Texts without their personal details: each replaced by its kind, or by the number of its name."""

from dataclasses import dataclass

import pandas as pd

from heard.release.redaction.find import find_details
from heard.release.redaction.kinds import KINDS
from heard.release.redaction.persons import names_behind
from heard.release.redaction.register import Register


@dataclass(frozen=True, eq=False)
class Redaction:
    """What :func:`redact` proposes; nothing of it may be published before a person has read it.

    Attributes
    ----------
    texts
        ``text_id`` and the redacted ``text``, a row for each text given, in the order given.
    details
        ``text_id``, ``start``, ``end``, ``kind`` (a name of :data:`KINDS`) and ``replacement``, a row for
        each detail, in the order of the texts and of the places in them. Places are code points of the
        original text, the end exclusive; details of a text do not overlap.
    """

    texts: pd.DataFrame
    details: pd.DataFrame


def redact(texts: pd.DataFrame, register: Register) -> Redaction:
    """Find personal details and replace them.

    Parameters
    ----------
    texts
        ``text_id`` and ``text``; other columns are not looked at.
    register
        Who has which number. Names that are new to it are added to it, and kept if it keeps things.

    Returns
    -------
    The redacted texts, and what was replaced where.
    """
    return replace_details(texts, find_details(texts), register)


def replace_details(texts: pd.DataFrame, details: pd.DataFrame, register: Register) -> Redaction:
    """Replace details that are known already, as when they were found before.

    Parameters
    ----------
    texts, register
        As for :func:`redact`.
    details
        What :func:`heard.release.redaction.find_details` returned for these texts; rows may have been taken
        out.
    """
    details = details.assign(replacement=_replacements(texts, details, register))
    places: dict[str, list[tuple[int, int, str]]] = {}
    rows = zip(details["text_id"], details["start"], details["end"], details["replacement"], strict=True)
    for text_id, start, end, replacement in rows:
        places.setdefault(text_id, []).append((start, end, replacement))
    redacted = [
        _replaced(text, places.get(text_id, []))
        for text_id, text in zip(texts["text_id"], texts["text"], strict=True)
    ]
    return Redaction(
        texts=pd.DataFrame({"text_id": texts["text_id"].to_numpy(), "text": redacted}).astype("str"),
        details=details[["text_id", "start", "end", "kind", "replacement"]].reset_index(drop=True),
    )


def _replacements(texts: pd.DataFrame, details: pd.DataFrame, register: Register) -> list[str]:
    kinds, names = details["kind"].tolist(), names_behind(texts, details)
    numbers = {
        kind: register.numbers_of(kind, _of_kind(kind, kinds, names))
        for kind in dict.fromkeys(kinds)
        if KINDS[kind].numbered
    }
    return [
        _replacement(kind, numbers.get(kind, {}).get(name)) for kind, name in zip(kinds, names, strict=True)
    ]


def _of_kind(wanted: str, kinds: list[str], names: list[str]) -> list[str]:
    return [name for kind, name in zip(kinds, names, strict=True) if kind == wanted]


def _replacement(kind: str, number: int | None) -> str:
    return f"[{KINDS[kind].label}]" if number is None else f"[{KINDS[kind].label} {number}]"


def _replaced(text: str, places: list[tuple[int, int, str]]) -> str:
    parts, done = [], 0
    for start, end, replacement in places:
        parts += [text[done:start], replacement]
        done = end
    return "".join([*parts, text[done:]])
