"""What the dashboards' server answers: pages, their script and style, tables to take away, a page's kernel.

Voilà's own handlers are left out, but for what runs a page: no notebook is listed, no file of the disk is
served, no kernel can be looked up, started or restarted by request.
"""

import gzip
import hashlib
from collections.abc import Awaitable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError, RequestHandler

from heard.pages.release import Release
from heard.serve.plain import BUSY_SECONDS, FAILED, WORDS, passing_html, plain_html
from heard.serve.viewers import TOKEN, Door, Seats

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
# Every whole page holds its states; a page whose notebook failed does not.
_WHOLE = 'id="heard-states"'


@dataclass
class Served:
    """What all handlers share.

    Attributes
    ----------
    release
        The copy of the release that is served.
    door
        How viewers come in.
    seats
        Which viewer holds which kernel.
    files
        The script, the style and the chart library, by name.
    sockets
        The open socket of each kernel.
    """

    release: Release
    door: Door
    seats: Seats
    files: dict[str, bytes]
    sockets: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def tags(self) -> dict[str, str]:
        """A tag of each file's content, by which a browser knows that it has it already."""
        return {name: f'"{hashlib.sha256(content).hexdigest()[:32]}"' for name, content in self.files.items()}

    @cached_property
    def packed(self) -> dict[str, bytes]:
        """The files packed, once for all requests."""
        return {name: gzip.compress(content, mtime=0) for name, content in self.files.items()}


class Answer(JupyterHandler):
    """A handler that says nothing of the server, in headers or in errors."""

    def initialize(self, served: Served) -> None:
        """Take what all handlers share."""
        self.served = served

    def set_default_headers(self) -> None:
        """Set the headers that hold for every answer."""
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)

    async def prepare(self) -> None:  # type: ignore[override]
        """Let nobody in who is not known, without leading them to a login page, which there is not."""
        await super().prepare(_redirect_to_login=False)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Write a plain page; what went wrong is no part of it."""
        # A link from another site brings no strict cookie; asked for again by a page of this one, it does.
        came_from_elsewhere = self.request.headers.get("Sec-Fetch-Site") == "cross-site"
        if status_code == 403 and came_from_elsewhere and self.request.method == "GET":
            self.set_status(200)
            self.finish(passing_html(self.base_url))
            return
        if status_code == 503:
            self.set_header("Retry-After", str(BUSY_SECONDS))
        again = BUSY_SECONDS if status_code == 503 else None
        self.finish(plain_html(WORDS.get(status_code, FAILED), self.base_url, again))


class PageAnswer(Answer):
    """Hands a viewer a page with a kernel of its own."""

    async def get(self, name: str) -> None:
        """Answer with a page, from a kernel that has it ready."""
        if name and name not in self.served.release.names:
            raise HTTPError(404)
        if self.served.door.kind == TOKEN and self.get_query_arguments("token"):
            # The token must not stay in the address, which people pass on.
            self.finish(passing_html(self.base_url))
            return
        if not name:
            self.redirect(f"{self.base_url}{self.served.release.names[0]}")
            return
        if not self.served.seats.take_turn():
            raise HTTPError(503)
        await self._hand_out(name)

    async def _hand_out(self, name: str) -> None:
        kernels: Any = self.kernel_manager
        kernel_id = None
        try:
            task, kernel_id = await _ready(kernels, f"{name}.ipynb")
            self.served.seats.seat(kernel_id, self.current_user.username)
            kernels.begin(kernel_id)
            for earlier in self.served.seats.too_many(self.current_user.username):
                await kernels.end(earlier)
            written, rest = await task
            page = "".join([*written, *[piece async for piece, _ in rest]])
            if _WHOLE not in page:
                raise HTTPError(500)
        except Exception:
            if kernel_id is None:
                self.served.seats.give_up()
            else:
                await kernels.end(kernel_id)
            raise
        self.finish(page)


async def _ready(kernels: Any, notebook: str) -> tuple[Awaitable[Any], str]:
    """Return the rendering of a notebook and its kernel, passing over kernels that died while they waited."""
    while True:
        # Voilà refills a pool only once a kernel of it is there; many who come at once empty it before.
        kernels.fill_if_needed(delay=0, notebook_name=notebook)
        task, _, kernel_id = await kernels.get_rendered_notebook(notebook)
        if kernel_id in kernels:
            return task, kernel_id


class FileAnswer(Answer):
    """Hands out the script, the style and the chart library, which are no secret."""

    @allow_unauthenticated
    def get(self, name: str) -> None:
        """Answer with a file, or that the browser has it already."""
        if name not in self.served.files:
            raise HTTPError(404)
        self.set_header("Content-Type", _KINDS[name[name.rindex(".") :]])
        self.set_header("Cache-Control", "no-cache")
        self.set_header("Etag", self.served.tags[name])
        self.set_header("Vary", "Accept-Encoding")
        if self.check_etag_header():
            self.set_status(304)
            self.finish()
        elif "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(self.served.packed[name])
        else:
            self.finish(self.served.files[name])


class TableAnswer(Answer):
    """Hands out the tables that pages offer to take away."""

    def get(self, name: str) -> None:
        """Answer with a table as CSV."""
        file = f"tables/{name}"
        if file not in self.served.release.downloads:
            raise HTTPError(404)
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(self.served.release.read(file))


class NothingThere(Answer):
    """Answers every other address alike, to whoever may come in."""

    def get(self) -> None:
        """Say that there is no such page."""
        raise HTTPError(404)

    head = post = put = delete = patch = options = get


def log_request(handler: RequestHandler) -> None:
    """Print a request's status and kind, and how long it took; never its address, which people type."""
    kinds: dict[type[RequestHandler], str] = {PageAnswer: "page", FileAnswer: "file", TableAnswer: "table"}
    kind = kinds.get(type(handler), "other")
    print(f"{handler.get_status()} {kind} {1000 * handler.request.request_time():.0f} ms", flush=True)
