"""The dashboards' server: Voilà with the pages of one release, for people who may be anybody.

The release is checked and copied into a folder of its own, in which the kernels run. Voilà runs a page's
notebook in a kernel before anybody asks for it; whoever asks is handed that page and that kernel, and another
is made ready. What the server answers is in :mod:`heard.serve.handlers`, what a page may say to its kernel in
:mod:`heard.serve.socket`.
"""

import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heard.errors import HeardError
from heard.pages.release import MANIFEST, Release, open_release
from heard.places import home
from heard.serve.listening import check_place, nothing_by_itself
from heard.serve.versions import check_versions
from heard.serve.viewers import LOGIN, OPEN, PROXY_HEADER, TOKEN, Door

if TYPE_CHECKING:
    from traitlets.config import Config

HOST = "127.0.0.1"
DASHBOARDS = "dashboards"
PROXY_VARIABLE = "HEARD_PROXY_SECRET"
"""Holds what a proxy shows with each request, so that only its word is taken for who has logged in."""
_SHORTEST_SECRET = 32  # characters
SECONDS_IDLE = 300
SECONDS_BETWEEN_LOOKS = 60
_READY_OF_THE_FIRST = 3
_READY_OF_OTHERS = 1
_SECONDS_BETWEEN_BEATS = 1.0


@dataclass(frozen=True)
class Places:
    """The folders of a running server, all below one that vanishes with it."""

    release: Path
    notebooks: Path
    own: Path
    connections: Path

    @classmethod
    def below(cls, root: Path) -> "Places":
        """Make the folders below one that is there."""
        places = cls(*(root / name for name in ("release", "notebooks", "own", "connections")))
        for folder in (places.release, places.notebooks, places.own, places.connections):
            folder.mkdir(mode=0o700)
        return places


def serve_dashboards(folder: Path, port: int, door: Door, most: int) -> None:
    """Serve the pages of a release on this machine until it is stopped.

    Parameters
    ----------
    folder
        The release's folder.
    port
        Where to listen, on 127.0.0.1 alone: what is seen elsewhere, a web server hands on.
    door
        How viewers come in.
    most
        How many viewers may look at once.

    Raises
    ------
    HeardError
        If a file of the release is not as it was sealed, a package is too old, or nothing can listen there.
    """
    check_versions()
    release = open_release(folder)
    check_place(HOST, port)
    from heard.serve.voila_app import Dashboards

    with tempfile.TemporaryDirectory(prefix="heard-") as made:
        places = Places.below(Path(made))
        copied = copy_release(release, places.release)
        copy_notebooks(copied, places.notebooks)
        Dashboards.what = (copied, door, most)
        _tell(release, port, door)
        Dashboards.launch_instance([str(places.notebooks)], config=configuration(copied, places, port))


def door_of(behind_login: str, everybody: bool) -> Door:
    """Return how viewers come in: by a token made now, unless a proxy's login or nothing is to ask them.

    Parameters
    ----------
    behind_login
        The header in which a proxy names who has logged in; empty where there is none.
    everybody
        Whether anybody may come in.

    Raises
    ------
    HeardError
        If both are asked for, or a proxy has no secret to be known by.
    """
    if behind_login and everybody:
        raise HeardError("the pages are either behind a login or open", fix="Choose one of the two.")
    if behind_login:
        return Door(LOGIN, _proxy_secret(), behind_login)
    return Door(OPEN) if everybody else Door(TOKEN, secrets.token_urlsafe(24))


def _proxy_secret() -> str:
    secret = os.environ.get(PROXY_VARIABLE, "")
    if len(secret) < _SHORTEST_SECRET:
        raise HeardError(
            "the web server in front has no secret to be known by",
            where=PROXY_VARIABLE,
            fix=f"Set it to {_SHORTEST_SECRET} random characters or more, and let the web server send the "
            f"same in the header {PROXY_HEADER}.",
        )
    return secret


def copy_release(release: Release, to: Path) -> Release:
    """Copy what was sealed, and nothing else, and return the copy; each file is checked once more."""
    for name in release.manifest["files"]:
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_bytes(release.read(name))
    shutil.copyfile(release.folder / MANIFEST, to / MANIFEST)
    return open_release(to)


def copy_notebooks(release: Release, to: Path) -> None:
    """Copy the notebooks of the pages that a release has; raises HeardError if one has no notebook."""
    for name in release.names:
        notebook = home() / DASHBOARDS / f"{name}.ipynb"
        if not notebook.is_file():
            raise HeardError(
                "a page of the release has no notebook", where=str(notebook), fix="Write it like the others."
            )
        shutil.copyfile(notebook, to / notebook.name)


def configuration(release: Release, places: Places, port: int) -> "Config":
    """Return the settings of Voilà and Jupyter: all that could let something out is set by name."""
    from traitlets.config import Config

    from heard.serve.kernels import Kernels, OneKernel, environment

    ready: dict[str, Any] = {"default": {"pool_size": _READY_OF_OTHERS}}
    ready[f"{release.names[0]}.ipynb"] = {"pool_size": _READY_OF_THE_FIRST}
    return Config(
        {
            "Voila": {
                "open_browser": False,
                "ip": HOST,
                "port": port,
                "port_retries": 0,
                "log_level": 50,
                "config_file_paths": [],
                "connection_dir_root": str(places.connections),
            },
            "VoilaConfiguration": nothing_by_itself()
            | {
                "template": "heard",
                "default_pool_size": _READY_OF_OTHERS,
                "multi_kernel_manager_class": Kernels,
                "kernel_spec_manager_class": OneKernel,
                "attempt_fix_notebook": True,
            },
            "VoilaKernelManager": {"kernel_pools_config": ready, "fill_delay": 0.0},
            "MappingKernelManager": {
                "cull_interval": SECONDS_BETWEEN_LOOKS,
                "cull_idle_timeout": SECONDS_IDLE,
                "cull_connected": True,
            },
            "Kernels": {
                "environment": environment(places.release, places.own),
                "folder": str(places.release),
            },
            # A kernel that has died is told of, and never started again under a viewer.
            "KernelRestarter": {"restart_limit": 0, "time_to_dead": _SECONDS_BETWEEN_BEATS},
            "BaseKernelWebsocketConnection": {"kernel_ws_protocol": ""},
        }
    )


def _tell(release: Release, port: int, door: Door) -> None:
    way = {
        TOKEN: "Whoever has this link can look; it is shown this once.",
        LOGIN: f"A web server must ask for a login, name it in the header {door.named_in}, and send its "
        f"secret in {PROXY_HEADER}.",
        OPEN: "Anybody who reaches it can look.",
    }[door.kind]
    link = f"http://{HOST}:{port}/" + (f"?token={door.secret}" if door.kind == TOKEN else "")
    # Flushed, because Voilà takes over from here.
    print(f"Release {release.manifest['name']} is at {link}\n{way} Stop with Ctrl+C.", flush=True)
