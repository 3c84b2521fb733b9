"""The register of a consultation on disk: encrypted, its key elsewhere.

``work/<consultation>/register/numbers`` holds the names and numbers under Fernet (AES-128 in CBC mode with an
HMAC-SHA256; Python's ``cryptography``). The key is the value of ``HEARD_REGISTER_KEY``, otherwise a file of
its owner's alone (mode 0600) in ``$XDG_CONFIG_HOME/heard/keys`` or ``~/.config/heard/keys``, made with the
register. So a copy or backup of ``work/``, or a disk that is handed on without its owner's home, tells no
name.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from heard.errors import HeardError
from heard.places import work_folder
from heard.release.redaction.register import Register
from heard.results.atomic import write_bytes

KEY_VARIABLE = "HEARD_REGISTER_KEY"


def open_register(folder: Path) -> Register:
    """Return the register of a consultation, which keeps every number as soon as it is given.

    Parameters
    ----------
    folder
        The consultation's folder.

    Raises
    ------
    HeardError
        If its key is missing, is not the one it was written with, or can be read by others.
    """
    return KeptRegister(register_path(folder), key_path(folder))


def register_path(folder: Path) -> Path:
    """Return where the register of a consultation is kept."""
    return work_folder(folder) / "register" / "numbers"


def key_path(folder: Path) -> Path:
    """Return where the key of a consultation's register is kept, unless ``HEARD_REGISTER_KEY`` holds it."""
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return settings / "heard" / "keys" / f"{work_folder(folder).name}.key"


class KeptRegister(Register):
    """A register in a file; what other processes add meanwhile is seen, and nothing is numbered twice.

    Parameters
    ----------
    path
        The encrypted file, which is made with the first name.
    key_file
        Where the key is, unless the environment holds it.
    """

    def __init__(self, path: Path, key_file: Path) -> None:
        self._path = path
        with _alone(path):
            self._key = _key(key_file, may_make=not path.exists())
            super().__init__(self._key, self._read())

    def numbers_of(self, kind: str, names: Iterable[str]) -> dict[str, int]:
        """Return the number of each name; new ones are on disk when this returns."""
        wanted = set(names)
        with _alone(self._path):
            self._numbers = self._read()
            numbers = super().numbers_of(kind, wanted)
            self._write()
        return numbers

    def _read(self) -> dict[str, dict[str, int]]:
        from cryptography.fernet import Fernet, InvalidToken

        if not self._path.exists():
            return {}
        try:
            content = Fernet(self._key).decrypt(self._path.read_bytes())
        except InvalidToken:
            raise HeardError(
                "the register of names was written with another key, or is damaged",
                where=str(self._path),
                fix=f"Give its key in {KEY_VARIABLE}; or remove it, and every name gets a new number.",
            ) from None
        numbers: dict[str, dict[str, int]] = json.loads(content)
        return numbers

    def _write(self) -> None:
        from cryptography.fernet import Fernet

        content = json.dumps(self._numbers, sort_keys=True).encode()
        write_bytes(self._path, Fernet(self._key).encrypt(content))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other processes from the register meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _key(file: Path, *, may_make: bool) -> bytes:
    key = os.environ.get(KEY_VARIABLE, "").strip().encode() or _key_in(file, may_make=may_make)
    _check(key, KEY_VARIABLE if os.environ.get(KEY_VARIABLE) else str(file))
    return key


def _key_in(file: Path, *, may_make: bool) -> bytes:
    if not file.exists():
        if not may_make:
            raise HeardError(
                "there is a register of names, and its key is not here",
                where=str(file),
                fix=f"Ask who made it for the key, and put it there or in {KEY_VARIABLE}.",
            )
        _make_key(file)
    if file.stat().st_mode & 0o077:
        raise HeardError(
            "others can read the key of the register of names", where=str(file), fix="Try: chmod 600"
        )
    return file.read_bytes().strip()


def _make_key(file: Path) -> None:
    from cryptography.fernet import Fernet

    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as content:
        content.write(Fernet.generate_key() + b"\n")


def _check(key: bytes, where: str) -> None:
    from cryptography.fernet import Fernet

    try:
        Fernet(key)
    except ValueError:
        raise HeardError(
            "this is no key of a register",
            where=where,
            fix="A key is 32 random bytes in URL-safe base64, as cryptography's Fernet.generate_key() makes.",
        ) from None
