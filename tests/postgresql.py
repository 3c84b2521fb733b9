"""A real PostgreSQL on loopback for tests: started once, as an unprivileged user, in a folder of its own."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DEBIAN = Path("/usr/lib/postgresql")
_UNPRIVILEGED = "postgres"


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, or None where it is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    newest = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return newest[-1].parent if newest else None


@contextmanager
def server() -> Iterator[str]:
    """Run a server whose data are gone afterwards; yields the URL of an empty database."""
    with tempfile.TemporaryDirectory(prefix="heard-postgresql-") as folder, _running(Path(folder)) as url:
        yield url


@contextmanager
def _running(folder: Path) -> Iterator[str]:
    bin_folder = programs()
    assert bin_folder is not None, "PostgreSQL is not installed"
    data, port = folder / "data", _free_port()
    as_user = _as_unprivileged(folder)
    _run([*as_user, str(bin_folder / "initdb"), "-D", str(data), "-U", "heard", "-A", "trust", "-E", "UTF8"])
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    control = [*as_user, str(bin_folder / "pg_ctl"), "-D", str(data), "-w"]
    _run([*control, "-o", options, "-l", str(folder / "log"), "start"])
    try:
        yield f"postgresql://heard@127.0.0.1:{port}/postgres"
    finally:
        _run([*control, "-m", "immediate", "stop"])


def _as_unprivileged(folder: Path) -> list[str]:
    """Return the words that run a program as a user other than root, who may not run PostgreSQL."""
    if os.getuid() != 0:
        return []
    shutil.chown(folder, _UNPRIVILEGED)
    for above in (folder, *folder.parents):
        if not above.stat().st_mode & 0o001:
            above.chmod(above.stat().st_mode | 0o011)
    return ["setpriv", "--reuid", _UNPRIVILEGED, "--regid", _UNPRIVILEGED, "--clear-groups"]


def _run(words: list[str]) -> None:
    # Its output goes to files: a server that inherits a pipe keeps whoever reads it waiting.
    subprocess.run(
        words, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd="/", timeout=60
    )


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
