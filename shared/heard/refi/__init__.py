"""REFI-QDA projects (``.qdpx``) and codebooks (``.qdc``): what NVivo, MAXQDA, ATLAS.ti and others exchange.

A file becomes a :class:`Project` and a project a file. What a file holds and a project cannot is listed in
``Project.left``.
"""

from heard.refi.codebook import read_codebook, write_codebook
from heard.refi.guids import made_guid
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
from heard.refi.read import read_project
from heard.refi.reading import BY_NAME, READINGS, STANDARD, Reading, Score, SourceReading
from heard.refi.write import write_project

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
    "made_guid",
    "read_codebook",
    "read_project",
    "write_codebook",
    "write_project",
]
