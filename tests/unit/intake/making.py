"""Small consultations made in a test: files as text or bytes, and what consultation.yml says of them."""

from pathlib import Path
from typing import Any

from heard.consultation import Consultation
from heard.intake import Intake, read_consultation

GROUPS = {
    "code": "experience",
    "name": "Experience",
    "overlapping": True,
    "groups": [
        {"code": "parents", "name": "Parents"},
        {"code": "carers", "name": "Foster carers", "labels": ["FC"]},
        {"code": "workers", "name": "Social workers"},
    ],
}
CODEBOOK = [
    {"code": "support", "name": "Support", "codes": [{"code": "money", "name": "Money"}]},
    {"code": "school", "name": "School"},
]


def consultation(*collections: dict[str, Any], **more: Any) -> Consultation:
    content = {
        "title": "A small consultation",
        "owner": "A test",
        "synthetic": True,
        "groupings": [GROUPS],
        "codebook": CODEBOOK,
        "collections": list(collections),
    }
    return Consultation.model_validate(content | more)


def collection(*sources: dict[str, Any], code: str = "advice", **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "title": code.title(),
        "kind": "call_for_advice",
        "questions": [{"code": "q1", "text": "What should change?"}],
        "sources": list(sources),
    } | more


def source(file: str, layout: str, columns: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"file": file, "layout": layout, "columns": columns} | more


def read(folder: Path, files: dict[str, str | bytes], described: Consultation) -> Intake:
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(data)
    return read_consultation(folder, described)


def fates_of(intake: Intake, unit: str = "row") -> list[tuple[int, str, str]]:
    """(row, fate, rule) of every logged row, answer or value, in order."""
    logged = intake.fates[intake.fates["unit"] == unit].sort_values("row", kind="stable")
    return [(int(each.row), str(each.fate), str(each.rule)) for each in logged.itertuples()]
