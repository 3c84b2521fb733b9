"""A consultation is a folder; ``consultation.yml`` in it says what its files are and mean."""

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
    RatingFiles,
    Source,
)
from heard.consultation.practice import PracticeModel, load_practice_models

__all__ = [
    "FILE_NAME",
    "ClosedOption",
    "Code",
    "Collection",
    "CollectionKind",
    "ColumnMap",
    "Consultation",
    "Disclosure",
    "Group",
    "Grouping",
    "Layout",
    "ManyColumns",
    "OneColumn",
    "PracticeModel",
    "Question",
    "RatingFiles",
    "Source",
    "load_consultation",
    "load_practice_models",
]
