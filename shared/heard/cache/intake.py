"""The frames of a consultation, kept until one of its files or the code that reads them changes."""

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import heard
from heard.cache.keep import forget_others, keep
from heard.consultation import Consultation
from heard.intake import Intake, Progress, read_consultation, source_path
from heard.places import work_folder

_ROOMS_THAT_READ = ("consultation", "frames", "intake")
_LIBRARIES = ("openpyxl", "pandas", "pyarrow")


def read_kept(folder: Path, consultation: Consultation, progress: Progress | None = None) -> Intake:
    """Read a consultation's files, or what was kept from reading the same files before.

    ``progress`` is as for :func:`heard.intake.read_consultation`; it is not called for what is kept.
    """
    kind = work_folder(folder) / "cache" / "intake"
    key = _key(folder, consultation)
    intake = keep(
        kind,
        key,
        make=lambda: read_consultation(folder, consultation, progress),
        write=Intake.write,
        read=Intake.read,
    )
    forget_others(kind, key)
    return intake


def _key(folder: Path, consultation: Consultation) -> str:
    """Hash all that reading depends on: consultation, codebook, sources, code and libraries."""
    digest = hashlib.sha256(consultation.model_dump_json().encode())
    digest.update(repr([(name, version(name)) for name in _LIBRARIES]).encode())
    for file in _files_read(folder, consultation):
        if file.is_file():
            digest.update(f"{file.name}:{file.stat().st_size}:".encode())
            with file.open("rb") as content:
                digest.update(hashlib.file_digest(content, "sha256").digest())
    return digest.hexdigest()[:32]


def _files_read(folder: Path, consultation: Consultation) -> Iterable[Path]:
    for collection in consultation.collections:
        for source in collection.sources:
            yield source_path(folder, source.file)
    package = Path(heard.__file__).parent
    for room in _ROOMS_THAT_READ:
        for ending in ("*.py", "*.txt"):
            yield from sorted((package / room).rglob(ending))
