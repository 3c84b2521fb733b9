"""Names of people and small places: the model's entities, and what a small model misses.

Four passes over the words of a text:

1. cues: what follows a title, a relation ("my son"), or words that introduce somebody ("called", "signed"),
   in lower case too if the word is no English word and the model takes it for a name;
2. the model: its people, and its places that are not large;
3. words outside the dictionary that begin with a capital, together with capitalised words beside them;
4. the words of names found so far, wherever else they stand in the text.

Authors of works that the text cites are left as they are, unless a cue stands before them.

A run of capitalised words is a place where the model, or the word before it, says so, otherwise a person:
which of the two matters less than that it is hidden.
"""

from collections.abc import Iterable, Iterator

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from heard.release.redaction.recognisers.citations import cited_authors, is_within
from heard.release.redaction.recognisers.passage import Passage, Run

_MOST_JOINED = 8
_BY_CUE, _BY_MODEL, _BY_CAPITAL, _AGAIN = 0.8, 0.75, 0.6, 0.6


class Names(EntityRecognizer):
    """People and small places; scores say which pass found them, and are no probabilities."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["person", "place"])

    def load(self) -> None:
        """Nothing to load: the model is the engine's."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """Return the names of a text; one that two passes found is given with the score of each."""
        passage = Passage.of(text, nlp_artifacts)
        cited = cited_authors(text)
        unprompted = [*by_model(passage), *by_capitals(passage)]
        runs = [*by_cues(passage), *(run for run in unprompted if not is_within(*passage.place(run), cited))]
        runs.extend(again(passage, runs))
        different = dict.fromkeys(run for run in runs if run.kind in entities)
        return [RecognizerResult(run.kind, *passage.place(run), run.score) for run in different]


def by_cues(passage: Passage) -> Iterator[Run]:
    """Give what follows a cue and may be a name there."""
    for cue, at in passage.after_cues():
        if cue.sort == "place":
            run = passage.place_at(at, _BY_CUE)
        else:
            run = passage.person_at(at, cue.sort, _BY_CUE)
        if run:
            yield run
            yield from _joined(passage, run)


def _joined(passage: Passage, run: Run) -> Iterator[Run]:
    """Give the names joined to one: "Sue and Graham", "Ffion, Nia and Lowri"."""
    if run.kind == "person" and (before := passage.joined_before(run, run.score)):
        yield before
    for _ in range(_MOST_JOINED):
        at = passage.joined_to(run) if run.kind == "person" else None
        following = None if at is None else passage.person_at(at, "joined", run.score)
        if following is None:
            return
        yield following
        run = following


def by_model(passage: Passage) -> Iterator[Run]:
    """Give the model's people and small places, less titles and words that are no names."""
    for entity in passage.entities:
        if (run := passage.entity(entity, _BY_MODEL)) is not None:
            yield run
            yield from _joined(passage, run)


def by_capitals(passage: Passage) -> Iterator[Run]:
    """Give runs of capitalised words of which at least one is outside the dictionary."""
    at = 0
    while at < len(passage.words):
        if passage.stands_out(at):
            run = passage.around(at, _BY_CAPITAL)
            yield run
            yield from _joined(passage, run)
            at = run.last
        at += 1


def again(passage: Passage, runs: Iterable[Run]) -> Iterator[Run]:
    """Give the words of people's names wherever else they stand."""
    known = {
        passage.words[at].text.casefold()
        for run in runs
        if run.kind == "person"
        for at in range(run.first, run.last + 1)
        if len(passage.words[at].text) > 2 and not passage.is_particle(at)
    }
    for at, word in enumerate(passage.words):
        if word.text.casefold() in known and (word.capital or word.unknown):
            yield Run(at, at, "person", _AGAIN)
