"""Words: texts as tokens, and the words that most people use."""

import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heard.analysis.scope import EVERYTHING, Scope, scope_in_words, texts_in
from heard.analysis.stop_words import STOP_WORDS
from heard.analysis.tallies import largest_share, rows_behind, share, source_of, with_counts
from heard.consultation import Consultation
from heard.frames import Frames
from heard.tables import ResultTable, base, count, dimension, estimate, rate

# Letters of any script, with apostrophes between them: no digits, so that no number becomes a word.
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_POSSESSIVE = "'s"
_TEXTS_AT_ONCE = 20_000


@dataclass(frozen=True)
class Tokens:
    """Texts as the words they use, in the order of text ids.

    Attributes
    ----------
    text_ids
        Every text, sorted; a text without a word left is among them. Shape (texts,).
    starts
        Where each text's tokens begin in ``words``, and at the end their number. Shape (texts + 1,).
    words
        For each token the place of its word in ``vocabulary``. Shape (tokens,).
    vocabulary
        The words, in the order of the alphabet. Shape (words,).
    """

    text_ids: NDArray[np.object_]
    starts: NDArray[np.int64]
    words: NDArray[np.int32]
    vocabulary: NDArray[np.object_]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Number of tokens of each text."""
        return np.diff(self.starts)

    @property
    def text_of_token(self) -> NDArray[np.int64]:
        """For each token, the place of its text in ``text_ids``."""
        return np.repeat(np.arange(len(self.text_ids)), self.lengths)

    def texts_with_word(self) -> NDArray[np.int64]:
        """Return for each word of the vocabulary the number of texts that use it."""
        # By hashing: to sort ten million pairs, as np.unique does, takes ten times as long.
        pairs = pd.unique(self.text_of_token * len(self.vocabulary) + self.words)
        return np.bincount(pairs % max(len(self.vocabulary), 1), minlength=len(self.vocabulary))

    def keep_tokens(self, wanted: NDArray[np.bool_]) -> "Tokens":
        """Return the wanted tokens only, with the whole vocabulary; texts that become empty stay."""
        lengths = np.bincount(self.text_of_token[wanted], minlength=len(self.text_ids))
        return Tokens(self.text_ids, _starts(lengths), self.words[wanted], self.vocabulary)

    def relabelled(self, labels: NDArray[np.object_]) -> "Tokens":
        """Return tokens whose words have other labels; words of one label become one word.

        Words that no token uses are left out.

        Parameters
        ----------
        labels
            For each word of the vocabulary its label. Shape (words,).
        """
        used = np.bincount(self.words, minlength=len(labels)) > 0
        vocabulary, place = np.unique(labels[used], return_inverse=True)
        place_of_word = np.zeros(len(labels), dtype=np.int32)
        place_of_word[used] = place
        return Tokens(self.text_ids, self.starts, place_of_word[self.words], vocabulary)

    def keep(self, wanted: NDArray[np.bool_]) -> "Tokens":
        """Return tokens of the wanted words of the vocabulary only; texts that become empty stay."""
        place = np.cumsum(wanted, dtype=np.int32) - 1
        kept = wanted[self.words]
        lengths = np.bincount(self.text_of_token[kept], minlength=len(self.text_ids))
        return Tokens(
            text_ids=self.text_ids,
            starts=_starts(lengths),
            words=place[self.words[kept]].astype(np.int32),
            vocabulary=self.vocabulary[wanted],
        )

    def without(self, stop_words: Collection[str]) -> "Tokens":
        """Return tokens without stop words."""
        return self.keep(np.array([word not in stop_words for word in self.vocabulary], dtype=bool))


def words_of(text: str) -> list[str]:
    """Return the words of one text in their order, as :func:`tokenise` splits them."""
    return [_plain(word) for word in _WORD.findall(text.lower())]


def places_of_words(text: str) -> list[tuple[str, int, int]]:
    """Return the words of one text, as :func:`words_of` does, each with where it stands in the text."""
    # Lowering a letter may make two of it, and a mark that is none: then a word becomes several.
    return [
        (_plain(word), found.start(), found.end())
        for found in _WORD.finditer(text)
        for word in _WORD.findall(found[0].lower())
    ]


def tokenise(texts: pd.DataFrame) -> Tokens:
    """Split texts into lower-case words.

    A word is letters with apostrophes between them; curly apostrophes become straight, and a possessive
    's is taken off ("children’s" is "children"). Hyphens, digits and signs divide words.

    Parameters
    ----------
    texts
        Columns text_id and text, in any order.
    """
    ordered = texts.sort_values("text_id")
    places: dict[str, int] = {}
    lengths: list[int] = []
    chunks = []
    for first in range(0, len(ordered), _TEXTS_AT_ONCE):
        some = ordered["text"].iloc[first : first + _TEXTS_AT_ONCE]
        found = [_WORD.findall(text.lower()) for text in some.tolist()]
        lengths += map(len, found)
        chunks.append(
            np.fromiter(
                (places.setdefault(word, len(places)) for words in found for word in words), dtype=np.int32
            )
        )
    words = np.concatenate(chunks) if chunks else np.empty(0, dtype=np.int32)
    vocabulary, place = np.unique(
        np.array([_plain(word) for word in places], dtype=object), return_inverse=True
    )
    return Tokens(
        text_ids=ordered["text_id"].to_numpy(dtype=object),
        starts=_starts(np.array(lengths, dtype=np.int64)),
        words=place.astype(np.int32)[words],
        vocabulary=vocabulary,
    )


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("ʼ", "'").removesuffix(_POSSESSIVE)


def _starts(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths, dtype=np.int64)])


def common_words(
    frames: Frames,
    consultation: Consultation,
    scope: Scope = EVERYTHING,
    top: int = 20,
    stop_words: Collection[str] = STOP_WORDS,
) -> ResultTable:
    """Return the words used most often, stop words left out.

    Columns: word, uses, texts, texts_base, texts_share, people, people_base, people_share,
    largest_source (the share of the uses that come from one person or session). Order: uses, then
    alphabet.
    """
    texts = texts_in(frames, consultation, scope)
    used = _uses(tokenise(texts).without(stop_words), texts, top)
    people_base = texts["respondent_id"].nunique()
    totals = used.groupby("word")["uses"].sum()
    listed = sorted(totals.index, key=lambda word: (-int(totals[word]), word))
    rows = {
        "texts": rows_behind(used, ["word"], "text_id"),
        "people": rows_behind(used, ["word"], "respondent_id"),
    }
    counted = with_counts(pd.DataFrame({"word": pd.Series(listed, dtype="str")}), rows)
    counted["uses"] = totals.reindex(listed).to_numpy(dtype="int64")
    counted["texts_base"], counted["people_base"] = len(texts), people_base
    for each in ("texts", "people"):
        counted[f"{each}_share"] = share(counted[each], counted[f"{each}_base"])
    every_use = used.loc[used.index.repeat(used["uses"])]
    counted["largest_source"] = counted["word"].map(largest_share(every_use, ["word"], "source"))
    return ResultTable(
        name="common_words",
        title=f"The {top} most common words",
        frame=counted[[column.name for column in _WORD_COLUMNS]],
        columns=_WORD_COLUMNS,
        universe=f"{scope_in_words(consultation, scope)}; {len(stop_words)} stop words left out",
        rows_behind=rows | {"uses": rows["texts"]},
        notes=(
            "Uses and people are different counts: one long answer can use a word many times.",
            'Words are as written: "family" and "families" are two words.',
            "A word says nothing of what was said about it: look at it in context.",
        ),
    )


_WORD_COLUMNS = (
    dimension("word", "Word", overlaps=True),
    count("uses", "Uses", "uses", adds="uses"),
    count("texts", "Texts that use it", "texts"),
    base("texts_base", "All texts", "texts"),
    rate("texts_share", "Share of texts", of=("texts", "texts_base")),
    count("people", "People known who use it", "people"),
    base("people_base", "All people known", "people"),
    rate("people_share", "Share of people known", of=("people", "people_base")),
    estimate("largest_source", "Largest share of uses from one source", "share"),
)


def _uses(tokens: Tokens, texts: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return (word, text_id, uses, respondent_id, source) of the words used most often."""
    totals = np.bincount(tokens.words, minlength=len(tokens.vocabulary))
    # Stable, over a vocabulary in alphabetical order: equals stay in the order of the alphabet.
    chosen = np.zeros(len(totals), dtype=bool)
    chosen[np.argsort(-totals, kind="stable")[:top]] = True
    few = tokens.keep(chosen)
    pairs, uses = np.unique(few.text_of_token * max(len(few.vocabulary), 1) + few.words, return_counts=True)
    text, word = np.divmod(pairs, max(len(few.vocabulary), 1))
    used = pd.DataFrame(
        {
            "word": pd.Series(few.vocabulary[word], dtype="str"),
            "text_id": pd.Series(few.text_ids[text], dtype="str"),
            "uses": uses,
        }
    ).merge(texts[["text_id", "respondent_id", "session_id"]], on="text_id", how="left")
    return used.assign(source=source_of(used))
