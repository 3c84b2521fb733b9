"""A project of another tool into the store: its codes, codings and memos; what is there is recognised."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from heard.consultation import Consultation
from heard.exchange.content import to_json
from heard.exchange.fates import Left, Taken
from heard.exchange.sources import text_id_of
from heard.frames import Frames
from heard.identity import Actor
from heard.refi import Code, Note, Project
from heard.store import Placement, Store, current_codebook, place
from heard.store.codebook import Codebook
from heard.store.codebook_changes import add_within, colour_within, short_name
from heard.store.codings import apply_within, refusing_doubles, stored_codings
from heard.store.identifiers import Identified, guid_of, known_identifiers, note_identifiers
from heard.store.memos import About, all_memos, write_within
from heard.store.store import Act


@dataclass
class _Import:
    """An import while it is done: what is known, and the account so far."""

    project: Project
    frames: Frames
    known: dict[tuple[str, str], str]
    codebook: Codebook
    added: Counter[str] = field(default_factory=Counter)
    recognised: Counter[str] = field(default_factory=Counter)
    left: Counter[tuple[str, str]] = field(default_factory=Counter)
    things: list[Identified] = field(default_factory=list)
    code_of: dict[str, str] = field(default_factory=dict)
    text_of: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.texts = dict(zip(self.frames.texts["text_id"], self.frames.texts["text"], strict=True))
        self.users = {user.guid: user.name or user.guid for user in self.project.users}


def import_project(
    project: Project, store: Store, actor: Actor, frames: Frames, consultation: Consultation
) -> Taken:
    """Take a project's codes, codings and memos into a consultation's store, in one act.

    Sources are matched to texts by their identifiers, else by being the same text; codes by their
    identifiers, else by name and place in the tree. What is recognised stays as it is here.

    Returns
    -------
    The account: what is new, what was recognised, and what was left and why.
    """
    codebook = current_codebook(store, consultation)
    work = _Import(project, frames, known_identifiers(store), codebook)
    stored = {coding.coding_id for coding in stored_codings(store)}
    memos = {memo.memo_id for memo in all_memos(store)}
    reason = f"import of a project of {project.origin or 'another tool'}"
    with refusing_doubles(), store.act(actor, "codebook", reason) as act:
        _codes(act, work, project.codes, None)
        _sources(work)
        _codings(act, work, stored)
        _memos(act, work, memos)
        _rest(work)
        note_identifiers(act, work.things)
    for each in project.left:
        work.left[each.what, each.why] += each.number
    left = tuple(Left(what, number, why) for (what, why), number in work.left.items())
    return Taken(work.added, work.recognised, left)


def import_codebook(codes: tuple[Code, ...], store: Store, actor: Actor, consultation: Consultation) -> Taken:
    """Take the codes of a codebook into a consultation's store; those recognised stay as they are here."""
    project = Project(name="", codes=codes)
    return import_project(project, store, actor, Frames.of(), consultation)


def _codes(act: Act, work: _Import, codes: tuple[Code, ...], parent: str | None) -> None:
    by_guid = {guid_of("code", own, work.known): own for own in work.codebook.entries}
    for code in codes:
        own = by_guid.get(code.guid) or _of_name(work.codebook, code.name, parent)
        if own is None:
            own = _added(act, work, code, parent)
        else:
            work.recognised["codes"] += 1
            entry = work.codebook.entries[own]
            if code.colour and not entry.colour:
                entry = colour_within(act, entry, code.colour)
                work.codebook = Codebook({**work.codebook.entries, own: entry})
            if work.codebook.entries[own].name != code.name:
                work.left["names of codes", "the code has another name here, which stays"] += 1
        work.code_of[code.guid] = own
        work.things.append(Identified("code", own, code.guid, to_json(replace(code, children=()))))
        _codes(act, work, code.children, own)


def _of_name(codebook: Codebook, name: str, parent: str | None) -> str | None:
    wanted = " ".join(name.split()).casefold()
    return next((entry.code for entry in codebook.children(parent) if entry.name.casefold() == wanted), None)


def _added(act: Act, work: _Import, code: Code, parent: str | None) -> str:
    name = " ".join(code.name.split()) or "Without a name"
    own = short_name(name, work.codebook.entries)
    entry = add_within(act, work.codebook, name, parent, code.description, code.colour, own)
    work.codebook = Codebook({**work.codebook.entries, own: entry})
    work.added["codes"] += 1
    return own


def _sources(work: _Import) -> None:
    by_guid = {guid_of("text", text_id, work.known): text_id for text_id in work.texts}
    by_text: dict[str, list[str]] = {}
    for text_id, text in work.texts.items():
        by_text.setdefault(text, []).append(text_id)
    for source in work.project.sources:
        alike = by_text.get(source.text, [])
        own = text_id_of(source.guid)
        own = own if own in work.texts else by_guid.get(source.guid) or (alike[0] if len(alike) == 1 else "")
        if not own:
            why = "several texts here are the same" if alike else "no text here is the same"
            work.left["sources", why] += 1
        elif work.texts[own] != source.text:
            work.left["sources", "the text is not the same here"] += 1
        else:
            work.text_of[source.guid] = own
            work.recognised["texts"] += 1
            work.things.append(Identified("text", own, source.guid, to_json(source, "text")))


def _codings(act: Act, work: _Import, stored: set[str]) -> None:
    here = stored | set(work.frames.codings["coding_id"])
    by_guid = {guid_of("coding", own, work.known) for own in here}
    places: list[Placement] = []
    for coding in work.project.codings:
        text_id = work.text_of.get(coding.source_guid)
        if coding.guid in by_guid:
            work.recognised["codings"] += 1
        elif text_id is None:
            work.left["codings", "their source was left"] += 1
        elif coding.code_guid not in work.code_of:
            work.left["codings", "their code is not in the codebook"] += 1
        else:
            places.append(
                place(
                    text_id,
                    work.texts[text_id],
                    work.code_of[coding.code_guid],
                    coding.start,
                    coding.end,
                    origin="import",
                    coder=work.users.get(coding.user_guid, "Not stated"),
                    coded_at=coding.at,
                    coding_id=coding.guid,
                )
            )
            by_guid.add(coding.guid)
            if coding.selection_guid:
                work.things.append(Identified("selection of", coding.guid, coding.selection_guid))
    apply_within(act, places)
    work.added["codings"] += len(places)


def _memos(act: Act, work: _Import, stored: set[str]) -> None:
    for note in work.project.notes:
        if note.guid in stored:
            work.recognised["memos"] += 1
        elif not note.body.strip():
            work.left["memos", "they have no words"] += 1
        else:
            about, about_id = next(_about(work, note), ("consultation", ""))
            author = work.users.get(note.made.by, "Not stated")
            given = {"memo_id": note.guid, "author": author, "written_at": note.made.at}
            write_within(act, about, about_id, note.body, note.name, **given)
            work.added["memos"] += 1
            work.things.append(Identified("note", note.guid, note.guid, to_json(note, "body")))


def _about(work: _Import, note: Note) -> Iterator[tuple[About, str]]:
    """Yield what a note is about, as far as it is here."""
    of_selection: dict[str, str] = {}
    for coding in work.project.codings:
        of_selection.setdefault(coding.selection_guid, coding.guid)
    source_of = {each.guid: each.source_guid for each in work.project.selections}
    for each in note.about:
        if each.kind == "code" and each.guid in work.code_of:
            yield "code", work.code_of[each.guid]
        elif each.kind == "source" and each.guid in work.text_of:
            yield "text", work.text_of[each.guid]
        elif each.kind == "coding":
            yield "coding", each.guid
        elif each.kind == "selection" and each.guid in of_selection:
            yield "coding", of_selection[each.guid]
        elif each.kind == "selection" and source_of.get(each.guid) in work.text_of:
            yield "text", work.text_of[source_of[each.guid]]


def _rest(work: _Import) -> None:
    """Keep what Heard has no use for, to give it back on export."""
    project = work.project
    for user in project.users:
        work.things.append(Identified("coder", user.name or user.guid, user.guid, to_json(user)))
    for kind, things in (
        ("selection", project.selections),
        ("variable", project.variables),
        ("case", project.cases),
        ("set", project.sets),
    ):
        work.things += [Identified(kind, each.guid, each.guid, to_json(each)) for each in things]
