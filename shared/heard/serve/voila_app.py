"""Voilà as the dashboards need it: the same kernels and rendering, a template and handlers of its own."""

import secrets
from typing import Any, ClassVar

from voila.app import Voila

from heard.pages.assets import assets
from heard.pages.release import Release
from heard.places import home
from heard.serve.handlers import FileAnswer, NothingThere, PageAnswer, Served, TableAnswer, log_request
from heard.serve.quiet import keep_quiet
from heard.serve.socket import MOST_BYTES, Socket
from heard.serve.viewers import Door, Entry, Seats

_KERNEL = r"(?P<kernel_id>[0-9a-f-]{36})"


class Dashboards(Voila):
    """The server of a release's pages."""

    what: ClassVar[tuple[Release, Door, int]]
    """The release, how viewers come in, and how many kernels viewers may hold; set before it is launched."""

    def initialize(self, argv: list[str] | None = None) -> None:
        """Read the settings, and keep the logs quiet before anything is logged."""
        keep_quiet(self.log)
        super().initialize(argv)  # type: ignore[no-untyped-call]
        release, door, most = self.what
        self.served = Served(release, door, Seats(most), assets())

    def setup_template_dirs(self) -> None:
        """Use the dashboards' template alone, wherever Jupyter keeps others."""
        self.template_paths = [str(home() / "dashboards" / "template")]
        self.static_paths = []

    def init_settings(self) -> Any:
        """Return the settings of the server, with who may come in and the kernels tied to their viewers."""
        settings: Any = super().init_settings()
        entry = Entry(self.served.door, f"heard-{self.port}")
        self.kernel_manager.ended = self._ended
        self.kernel_manager.allowed_message_types = ["comm_open", "comm_msg"]
        return settings | {
            "identity_provider": entry,
            "cookie_secret": secrets.token_bytes(32),
            "allow_unauthenticated_access": False,
            "default_handler_class": NothingThere,
            "default_handler_args": {"served": self.served},
            "log_function": log_request,
            "websocket_max_message_size": MOST_BYTES,
            "serve_traceback": False,
        }

    def init_handlers(self) -> Any:
        """Return the addresses that are answered; there are no others."""
        shared = {"served": self.served}
        return [
            (rf"/api/kernels/{_KERNEL}/channels", Socket, shared),
            (r"/assets/([a-z.]+)", FileAnswer, shared),
            (r"/tables/([A-Za-z0-9_.-]+)", TableAnswer, shared),
            (r"/([a-z_]*)", PageAnswer, shared),
        ]

    def _ended(self, kernel_id: str) -> None:
        self.served.seats.leave(kernel_id)
        socket = self.served.sockets.pop(kernel_id, None)
        if socket is not None:
            socket.close()
