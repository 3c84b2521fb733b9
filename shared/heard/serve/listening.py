"""What the servers share: where they listen, and settings of Voilà that let nothing out by themselves."""

import os
import socket
from typing import Any

from heard.errors import HeardError


def check_place(host: str, port: int) -> None:
    """Raise HeardError if nothing can listen at a place, as when something else does."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise HeardError(
            f"nothing can listen there ({os.strerror(error.errno or 0)})",
            where=f"{host}:{port}",
            fix="Name another port with --port.",
        ) from None


def nothing_by_itself() -> dict[str, Any]:
    """Return settings of VoilaConfiguration: no source, no error, no file, no template by request."""
    return {
        "strip_sources": True,
        "show_tracebacks": False,
        "file_allowlist": [],
        "file_denylist": [".*"],
        "allow_template_override": "NO",
        "allow_theme_override": "NO",
        "preheat_kernel": True,
    }
