"""Schools, homes, small charities and projects: capitalised words that end in what the thing is.

At least one of the words must be a name of its own: "Special School" and "Children's Home" are no names.
Public bodies and large charities whose name says where nobody lives are kept by the same rule, or by a list.
"""

import re

from presidio_analyzer import Pattern, PatternRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from heard.release.redaction.recognisers.citations import cited_authors, is_within
from heard.release.redaction.recognisers.phrases import alternatives
from heard.release.redaction.recognisers.vocabulary import is_generic

_CAPITAL = r"\p{Lu}[\w'’.-]*"
_NAME = rf"\b(?:(?:the|The) )?{_CAPITAL}(?: (?:(?:of|and|the|y|in|on|&) )?{_CAPITAL}){{0,4}}? "
_SORT = rf"(?:(?:{alternatives('sorts_of_school')}) )*"
_SCHOOL = rf"(?:{alternatives('schools')})(?![\w'’])"
_HOME = rf"(?:{alternatives('homes')})(?![\w'’])"
_GROUP = rf"(?:{alternatives('groups')})(?![\w'’])"
_PUBLIC = re.compile(rf"\b(?:{alternatives('public_bodies')})\b")


class _Named(PatternRecognizer):
    """Words of which at least one is a name of its own; authors of works that are cited are left."""

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: NlpArtifacts | None = None,
        regex_flags: int | None = None,
    ) -> list[RecognizerResult]:
        """Return what is named in a text."""
        cited = cited_authors(text)
        found = super().analyze(text, entities, nlp_artifacts, regex_flags)
        return [result for result in found if not is_within(result.start, result.end, cited)]

    def invalidate_result(self, pattern_text: str) -> bool:
        """Return whether this is a public body, or nothing but plain words."""
        words = re.findall(r"[^\W\d_][\w'’-]*", pattern_text)
        own = [word for word in words[:-1] if not is_generic(word)]
        return not own or bool(_PUBLIC.search(pattern_text))


class Schools(_Named):
    """Schools, nurseries and colleges, in English and Welsh."""

    def __init__(self) -> None:
        patterns = [
            Pattern("named", rf"{_NAME}{_SORT}{_SCHOOL}", 0.85),
            Pattern("in Welsh", rf"\bYsgol(?: (?:y|yr|{_CAPITAL})){{1,4}}", 0.9),
            Pattern("saint", rf"(?i:\bst\.? [^\W\d_][\w'’]* {_SORT}{_SCHOOL})", 0.8),
        ]
        super().__init__("school", patterns=patterns, global_regex_flags=0)


class Organisations(_Named):
    """Children's homes, refuges, surgeries, places of worship, small charities and projects."""

    def __init__(self) -> None:
        patterns = [
            Pattern("home", rf"{_NAME}{_HOME}", 0.7),
            Pattern("group", rf"{_NAME}{_GROUP}", 0.7),
        ]
        super().__init__("organisation", patterns=patterns, global_regex_flags=0)
