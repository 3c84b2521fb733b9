"""The raters' server: Voilà with the rating room, apart from every other server.

Voilà starts a kernel for each page and lets a page send nothing but messages of widgets: it can run no code.
Source, errors and files of the disk are not served. Whose page it is, the private link says (see
:mod:`heard.widgets.rating_room.talk`); what the server logs never holds it.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from heard.consultation import load_consultation
from heard.errors import HeardError
from heard.places import RATED_VARIABLE, workbooks_folder
from heard.serve.listening import check_place, nothing_by_itself
from heard.store import find_store
from heard.store.rounds import rounds

if TYPE_CHECKING:
    from traitlets.config import Config

NOTEBOOK = Path("desks") / "rating_room.ipynb"
_SECONDS_IDLE = 900
_KERNELS_WAITING = 2
# Nothing is fetched from elsewhere, and no other page may show this one. Voilà's own scripts are inline; a
# widget's is a blob.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self' ws: wss:; frame-ancestors 'none'"
)


def serve_raters(folder: Path, host: str, port: int) -> None:
    """Serve the rating room of a consultation until it is stopped.

    Parameters
    ----------
    folder
        The consultation's folder.
    host, port
        Where to listen.

    Raises
    ------
    HeardError
        If no round of rating is open, or nothing can listen there.
    """
    check_round(folder)
    check_place(host, port)
    # Flushed, because Voilà takes over from here.
    print(
        f"The rating room is at http://{host}:{port}/ for whoever has a private link. Stop with Ctrl+C.",
        flush=True,
    )
    from voila.app import Voila

    os.environ[RATED_VARIABLE] = str(folder.resolve())
    Voila.launch_instance([str(workbooks_folder() / NOTEBOOK)], config=configuration(host, port))


def check_round(folder: Path) -> None:
    """Raise HeardError if a consultation has no round of rating to serve."""
    store = find_store(folder, load_consultation(folder))
    if store is None or rounds(store).empty:
        raise HeardError(
            "no round of rating is open",
            where=str(folder),
            fix="Open one and invite raters in workbooks/desks/rating_room.ipynb.",
        )


def configuration(host: str, port: int) -> "Config":
    """Return Voilà's configuration: everything that could let something out is set by name."""
    from traitlets.config import Config

    headers = {
        "Content-Security-Policy": _POLICY,
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    return Config(
        {
            "Voila": {
                "open_browser": False,
                "ip": host,
                "port": port,
                "port_retries": 0,
                "log_level": "ERROR",
                "tornado_settings": {"headers": headers},
            },
            # A page does not say whose it is before it is shown, so that kernels may wait for it.
            "VoilaConfiguration": nothing_by_itself() | {"default_pool_size": _KERNELS_WAITING},
            "MappingKernelManager": {"cull_interval": 60, "cull_idle_timeout": _SECONDS_IDLE},
        }
    )
