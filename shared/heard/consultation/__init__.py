"""A consultation is a folder; ``consultation.yml`` in it says what its files are and mean."""

from heard.consultation.dictionary import DictionaryEntry, load_dictionary
from heard.consultation.load import FILE_NAME, load_consultation
from heard.consultation.model import (
    ClosedOption,
    Code,
    Collection,
    CollectionKind,
    ColumnMap,
    Consultation,
    Disclosure,
    Group,
    Grouping,
    Layout,
    ManyColumns,
    OneColumn,
    Question,
    Quotes,
    RatingFiles,
    Source,
)

__all__ = [
    "FILE_NAME",
    "ClosedOption",
    "Code",
    "Collection",
    "CollectionKind",
    "ColumnMap",
    "Consultation",
    "DictionaryEntry",
    "Disclosure",
    "Group",
    "Grouping",
    "Layout",
    "ManyColumns",
    "OneColumn",
    "Question",
    "Quotes",
    "RatingFiles",
    "Source",
    "load_consultation",
    "load_dictionary",
]
