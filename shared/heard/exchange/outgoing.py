"""A consultation with its codings as a project for other tools.

What came from another tool goes out with the identifiers, names and remarks that it came with. What is
Heard's own gets identifiers that are always the same, so that it is recognised when it comes back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import pandas as pd

from heard.analysis.labels import group_names
from heard.consultation import Consultation
from heard.exchange.content import from_json
from heard.exchange.sources import SEPARATOR
from heard.frames import Frames
from heard.refi import (
    About,
    Case,
    Code,
    Coding,
    Made,
    Note,
    Project,
    Selection,
    Set,
    Source,
    User,
    Variable,
    VariableValue,
)
from heard.store import Memo, Store, current_codebook, current_codings, current_memos, frames_with_store
from heard.store.codebook import Codebook
from heard.store.identifiers import guid_of, known_contents, known_identifiers

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class _Names:
    """Identifiers of things of ours, and what other tools said of them."""

    known: Mapping[tuple[str, str], str]
    contents: Mapping[str, Mapping[str, str]]

    def guid(self, kind: str, own_id: str) -> str:
        return guid_of(kind, own_id, self.known)

    def kept(self, kind: str, of: Callable[..., Kept]) -> dict[str, Kept]:
        return {guid: from_json(of, content) for guid, content in self.contents.get(kind, {}).items()}  # type: ignore[arg-type]


def project_of(frames: Frames, consultation: Consultation, store: Store | None) -> Project:
    """Return a consultation as a project: its texts, people, codebook, and the codings and memos that stand.

    A coding whose place in its text is in doubt goes out on the whole text; one that is not counted (see
    :func:`heard.store.frames_with_store`) does not go out.
    """
    laid_over, _ = frames_with_store(frames, consultation, store)
    names = _Names(known_identifiers(store), known_contents(store)) if store else _Names({}, {})
    selections, codings = _codings(laid_over, frames, store, names)
    variables = _variables(laid_over, consultation, names)
    memos = current_memos(store) if store else []
    users = {*laid_over.codings["coder"].dropna(), *(memo.author for memo in memos)}
    return Project(
        name=consultation.title,
        users=tuple(_users(users, names)),
        codes=tuple(_codes(current_codebook(store, consultation), None, names)),
        variables=tuple(variables.values()),
        cases=tuple(_cases(laid_over, consultation, names)),
        sources=tuple(_sources(laid_over, names)),
        selections=tuple(selections.values()),
        codings=tuple(codings),
        notes=tuple(_notes(memos, names)),
        sets=tuple(names.kept("set", Set).values()),
        description="Synthetic: nobody said any of this." if consultation.synthetic else "",
    )


def codes_of(consultation: Consultation, store: Store | None) -> tuple[Code, ...]:
    """Return the codebook as other tools have it."""
    names = _Names(known_identifiers(store), known_contents(store)) if store else _Names({}, {})
    return tuple(_codes(current_codebook(store, consultation), None, names))


def _users(coders: set[str], names: _Names) -> Iterator[User]:
    kept = names.kept("coder", User)
    for coder in sorted(coders):
        guid = names.guid("coder", coder)
        yield kept.pop(guid, User(guid, coder))
    yield from kept.values()


def _codes(codebook: Codebook, parent: str | None, names: _Names) -> Iterator[Code]:
    kept = names.kept("code", Code)
    for entry in codebook.children(parent):
        guid = names.guid("code", entry.code)
        below = tuple(_codes(codebook, entry.code, names))
        codable = kept[guid].is_codable if guid in kept else True
        yield Code(guid, entry.name, entry.definition, entry.colour, codable, below)


def _sources(frames: Frames, names: _Names) -> Iterator[Source]:
    kept = names.kept("text", Source)
    for text_id, text in zip(frames.texts["text_id"], frames.texts["text"], strict=True):
        guid = names.guid("text", text_id)
        yield replace(kept[guid], text=text) if guid in kept else Source(guid, text_id, text)


def _codings(
    laid_over: Frames, frames: Frames, store: Store | None, names: _Names
) -> tuple[dict[str, Selection], list[Coding]]:
    """Return all selections by their identifiers, those without a coding included, and the codings."""
    exact = {coding.coding_id: coding.coded_at for coding in current_codings(store, frames)}
    selections = _kept_selections(laid_over, names)
    codings = []
    for own, text_id, code, coder, start, end in _rows(laid_over.codings):
        user = names.guid("coder", coder) if coder else ""
        guid, source, at = names.guid("coding", own), names.guid("text", text_id), exact.get(own)
        selection = ""
        if start is not None and end is not None:
            marked = Selection(names.guid("selection of", own), source, start, end, made=Made(user, at))
            selection = _one_of(selections, marked, names).guid
        codings.append(Coding(guid, source, names.guid("code", code), start, end, selection, user, at))
    return selections, codings


def _rows(codings: pd.DataFrame) -> Iterator[tuple[str, str, str, str, int | None, int | None]]:
    """Yield id, text, code, coder (empty where unknown), start and end (None on a whole text)."""
    known = codings.assign(coder=codings["coder"].fillna(""))
    columns = (known[name].tolist() for name in ("coding_id", "text_id", "code", "coder", "start", "end"))
    for own, text_id, code, coder, start, end in zip(*columns, strict=True):
        yield own, text_id, code, coder, *((None, None) if pd.isna(start) else (int(start), int(end)))


def _one_of(selections: dict[str, Selection], marked: Selection, names: _Names) -> Selection:
    """Return the selection of this identifier if it is at this place, else a new one, now among them."""
    there = selections.get(marked.guid)
    if there is not None and (there.start, there.end) == (marked.start, marked.end):
        return there
    if there is not None:
        elsewhere = f"{marked.guid}:{marked.start}:{marked.end}"
        marked = replace(marked, guid=names.guid("selection of", elsewhere))
    return selections.setdefault(marked.guid, marked)


def _kept_selections(frames: Frames, names: _Names) -> dict[str, Selection]:
    here = {names.guid("text", text_id) for text_id in frames.texts["text_id"]}
    kept = names.kept("selection", Selection)
    return {guid: selection for guid, selection in kept.items() if selection.source_guid in here}


def _variables(frames: Frames, consultation: Consultation, names: _Names) -> dict[str, Variable]:
    kept = names.kept("variable", Variable)
    if kept:
        return kept
    held = set(frames.memberships["grouping"])
    own = {}
    for grouping in consultation.groupings:
        if grouping.code in held:
            guid = names.guid("variable", grouping.code)
            own[guid] = Variable(guid, grouping.name)
    return own


def _cases(frames: Frames, consultation: Consultation, names: _Names) -> Iterator[Case]:
    kept = names.kept("case", Case)
    if kept:
        yield from kept.values()
        return
    texts = frames.texts.dropna(subset=["respondent_id"]).groupby("respondent_id")["text_id"].agg(list)
    values: dict[str, list[VariableValue]] = {}
    for grouping in consultation.groupings:
        labels = group_names(consultation, grouping.code)
        held = frames.memberships[frames.memberships["grouping"] == grouping.code]
        for person, groups in held.groupby("respondent_id")["group"]:
            said = f"{SEPARATOR} ".join(labels[group] for group in groups)
            values.setdefault(str(person), []).append(
                VariableValue(names.guid("variable", grouping.code), said)
            )
    # Whom nothing identifies but their row, and of whom nothing is known, is no case.
    known = frames.respondents["known_by"] != "row"
    known |= frames.respondents["respondent_id"].isin(list(values))
    for person in frames.respondents.loc[known, "respondent_id"].tolist():
        sources = tuple(names.guid("text", text) for text in texts.get(person, []))
        if sources:
            guid = names.guid("case", person)
            yield Case(guid, person, values=tuple(values.get(person, ())), source_guids=sources)


def _notes(memos: Iterable[Memo], names: _Names) -> Iterator[Note]:
    kept = names.kept("note", Note)
    for memo in memos:
        if memo.memo_id in kept:
            yield replace(kept[memo.memo_id], body=memo.body, name=memo.name)
            continue
        about = About(_KINDS[memo.about], names.guid(memo.about, memo.about_id) if memo.about_id else "")
        made = Made(names.guid("coder", memo.author), memo.written_at)
        yield Note(memo.memo_id, memo.name, memo.body, about=(about,), made=made)


_KINDS = {"coding": "coding", "text": "source", "code": "code", "consultation": "project"}
