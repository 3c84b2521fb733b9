"""REFI-QDA projects (``.qdpx``) and codebooks (``.qdc``), the exchange format of NVivo, MAXQDA, ATLAS.ti and others.

A file becomes a :class:`Project` and a project a file. What a file holds and a project cannot is listed in
``Project.left``.
"""

from heard.refi.model import (
    About,
    Case,
    Code,
    Coding,
    Left,
    Made,
    Note,
    Project,
    Selection,
    Set,
    Source,
    User,
    Value,
    Variable,
    VariableValue,
)
from heard.refi.reading import BY_NAME, READINGS, STANDARD, Reading, Score, SourceReading

__all__ = [
    "BY_NAME",
    "READINGS",
    "STANDARD",
    "About",
    "Case",
    "Code",
    "Coding",
    "Left",
    "Made",
    "Note",
    "Project",
    "Reading",
    "Score",
    "Selection",
    "Set",
    "Source",
    "SourceReading",
    "User",
    "Value",
    "Variable",
    "VariableValue",
]
