"""Write a first consultation.yml from looking at real files, for a person to finish."""

import os
from collections.abc import Sequence
from pathlib import Path

from ruamel.yaml import YAML

from heard.consultation import FILE_NAME, Consultation
from heard.errors import HeardError
from heard.intake.drafts import draft
from heard.intake.yaml_text import commented_yaml

_OPENING = """\
# A first guess, made from looking at the files. Finish it by hand: give the title and owner, correct what the
# columns mean, write the questions as they were asked. Then try: heard check FOLDER
# The comment above a key says what it is for; it is written where the key is first used.

"""


def propose(files: Sequence[Path]) -> str:
    """Return the text of a first consultation.yml.

    Layouts, ids, dates, groups (few distinct values), codes (columns of marks) and free text (long values)
    are guessed from headers and cells.

    Parameters
    ----------
    files
        Tables as they were exported, all in one folder.

    Raises
    ------
    HeardError
        If there is no file, they are in several folders, or one cannot be read with certainty.
    """
    _folder(files)
    text = _OPENING + commented_yaml(draft(files))
    Consultation.model_validate(YAML(typ="safe", pure=True).load(text))
    return text


def write_proposal(files: Sequence[Path]) -> Path:
    """Write a first consultation.yml beside the files and return its path.

    Raises
    ------
    HeardError
        As :func:`propose`; or if there is one already, which is never overwritten.
    """
    path = _folder(files) / FILE_NAME
    already = HeardError(
        f"there is a {FILE_NAME} already", where=str(path), fix="Rename it, if you want a new first one."
    )
    if path.exists():
        raise already
    text = propose(files)
    unfinished = path.with_name(f".{FILE_NAME}.{os.getpid()}")
    unfinished.write_text(text, encoding="utf-8")
    try:
        # A link, unlike a rename, fails where somebody else has written one meanwhile.
        path.hardlink_to(unfinished)
    except FileExistsError:
        raise already from None
    finally:
        unfinished.unlink()
    return path


def _folder(files: Sequence[Path]) -> Path:
    folders = {file.parent.resolve() for file in files}
    if len(folders) != 1:
        raise HeardError(
            "the files are not in one folder" if folders else "no file is named",
            fix="Put the exports into one folder: that folder is the consultation.",
        )
    return folders.pop()
