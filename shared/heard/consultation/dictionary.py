"""Dictionaries: lists of names that texts are searched for, each a YAML file that anybody may add to.

Practice models, people and bodies, ways of engaging, topics of reading: what is looked for is another list,
never another program.
"""

import re
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, TypeAdapter, ValidationError, model_validator

from heard.consultation.load import in_one_line, read_yaml
from heard.consultation.model import Slug, _Part, _refuse_repeats
from heard.errors import HeardError


def _pattern(written: str) -> str:
    try:
        re.compile(written)
        compiled = re.compile(
            rf"(?:{written})"
        )  # as it is used: flags at the beginning no longer stand there
    except (re.error, RecursionError, OverflowError):
        raise ValueError(
            "this is no regular expression (see the `re` module in the Python documentation)"
        ) from None
    if compiled.groups:
        raise ValueError("a pattern captures nothing: write (?:...) where it says (...)")
    if compiled.fullmatch(""):
        raise ValueError("this pattern is satisfied by no letter at all")
    return written


Pattern = Annotated[str, AfterValidator(_pattern)]
Words = Annotated[str, StringConstraints(min_length=1, pattern=r"\w")]


class DictionaryEntry(_Part):
    """One thing to look for and the names it goes by."""

    code: Slug = Field(description="Short name in lower case, unique in the dictionary.")
    name: Words = Field(description="The name that readers see; it is looked for too.")
    kind: str | None = Field(default=None, min_length=1, description="A heading that groups entries.")
    aliases: tuple[Words, ...] = Field(
        default=(),
        description="Other names; one of capitals only (FDAC) is looked for with its capitals.",
    )
    patterns: tuple[Pattern, ...] = Field(
        default=(),
        description="Regular expressions for what no list of names can hold; whole words, case apart.",
    )
    ambiguous: bool = Field(
        default=False,
        description="True when the words have a plain meaning too: then a match needs the name's capitals "
        "or a context word in its sentence.",
    )
    context: tuple[Words, ...] = Field(default=(), description="Words that show that the entry is meant.")

    @model_validator(mode="after")
    def _ambiguous_has_context(self) -> Self:
        if self.ambiguous and not self.context:
            raise ValueError("an ambiguous name lists the context words that show what is meant")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


def load_dictionary(folder: Path, file_name: str | None) -> tuple[DictionaryEntry, ...]:
    """Read a dictionary, its entries in the order of the file.

    Parameters
    ----------
    folder
        The consultation's folder.
    file_name
        What ``consultation.yml`` calls the file; None where it names none, which is a dictionary without
        entries.

    Raises
    ------
    HeardError
        If the file is absent, is not YAML, or is not a list of entries with names of their own.
    """
    if file_name is None:
        return ()
    path = folder / file_name
    content = read_yaml(path)
    try:
        entries = TypeAdapter(tuple[DictionaryEntry, ...]).validate_python(content)
        _refuse_repeats("code", [entry.code for entry in entries])
        _refuse_repeats("name", [name.casefold() for entry in entries for name in set(entry.names)])
    except ValidationError as error:
        raise in_one_line(error, path, keys=list(DictionaryEntry.model_fields)) from None
    except ValueError as error:
        raise HeardError(str(error), where=str(path), fix="Give each a name of its own.") from None
    return entries
