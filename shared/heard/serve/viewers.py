"""Who may come in, and which kernel is whose.

A viewer is a random number in a signed cookie, which is sent to this server alone (``SameSite=Strict``) and
which no script reads. It is given to whoever shows the link's token, whom a proxy names in a header, or,
where the pages are open, to anybody. A kernel belongs to the viewer to whom its page was handed, and answers
no other.

Anybody who reaches the port can write a header, and so can a page of any site in the browser of whoever sits
at this machine, by a name that is made to point here. So what a proxy says counts only beside a secret that
no one else knows.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jupyter_server.auth.identity import IdentityProvider, User

if TYPE_CHECKING:
    from tornado.web import RequestHandler

OPEN, TOKEN, LOGIN = "open", "token", "login"
PROXY_HEADER = "X-Heard-Proxy"
"""The header in which a proxy shows its secret."""


@dataclass(frozen=True)
class Door:
    """How viewers come in.

    Attributes
    ----------
    kind
        ``token``, ``login`` or ``open``.
    secret
        The token, or what a proxy shows in ``X-Heard-Proxy``; empty where the pages are open.
    named_in
        The header in which a proxy says who has logged in.
    """

    kind: str
    secret: str = field(default="", repr=False)
    named_in: str = ""


class Entry(IdentityProvider):
    """Says who sent a request: a viewer, or nobody.

    Parameters
    ----------
    door
        How viewers come in.
    cookie
        The name of the viewer's cookie.
    """

    def __init__(self, door: Door, cookie: str) -> None:
        super().__init__(token=door.secret if door.kind == TOKEN else "")
        self._door, self._cookie = door, cookie

    @property
    def auth_enabled(self) -> bool:
        """Whether not everybody may come in."""
        return self._door.kind != OPEN

    def get_user(self, handler: "RequestHandler") -> User | None:
        """Return the viewer who sent a request, or None."""
        if self._door.kind == LOGIN and not self._sent_by_proxy(handler):
            return None
        kept = handler.get_signed_cookie(self._cookie)
        if kept is not None:
            return _viewer(kept.decode())
        if self._door.kind == TOKEN and not self.has_token(handler):
            return None
        return _viewer(self._let_in(handler))

    def has_token(self, handler: "RequestHandler") -> bool:
        """Return whether a request shows the link's token."""
        return self._door.kind == TOKEN and self._is_secret(handler.get_query_argument("token", ""))

    def should_check_origin(self, handler: "RequestHandler") -> bool:  # noqa: ARG002
        """Every request is held to its origin, whatever it shows."""
        return True

    def is_token_authenticated(self, handler: "RequestHandler") -> bool:  # noqa: ARG002
        """No request is let off anything for its token."""
        return False

    def _sent_by_proxy(self, handler: "RequestHandler") -> bool:
        headers = handler.request.headers
        return bool(headers.get(self._door.named_in)) and self._is_secret(headers.get(PROXY_HEADER, ""))

    def _is_secret(self, shown: str) -> bool:
        return hmac.compare_digest(shown.encode(), self._door.secret.encode())

    def _let_in(self, handler: "RequestHandler") -> str:
        viewer = secrets.token_urlsafe(24)
        protocols = (handler.request.protocol, handler.request.headers.get("X-Forwarded-Proto", ""))
        handler.set_signed_cookie(
            self._cookie,
            viewer,
            expires_days=None,
            httponly=True,
            samesite="Strict",
            secure="https" in protocols,
        )
        return viewer


MOST_A_VIEWER = 6
"""How many pages one viewer may have open; the first gives way to the next, so nobody takes all seats."""


@dataclass
class Seats:
    """Which viewer holds which kernel, and how many may be held at once.

    Attributes
    ----------
    most
        How many kernels viewers may hold together.
    """

    most: int
    _holders: dict[str, str] = field(default_factory=dict)
    _coming: int = 0

    def take_turn(self) -> bool:
        """Return whether there is room for one more, and keep it until :meth:`seat` or :meth:`give_up`."""
        if len(self._holders) + self._coming >= self.most:
            return False
        self._coming += 1
        return True

    def give_up(self) -> None:
        """Give back room that was kept for somebody who got no kernel."""
        self._coming -= 1

    def seat(self, kernel_id: str, viewer: str) -> None:
        """Let a viewer hold a kernel, in the room that was kept."""
        self._coming -= 1
        self._holders[kernel_id] = viewer

    def holds(self, kernel_id: str, viewer: str) -> bool:
        """Return whether a viewer holds a kernel."""
        holder = self._holders.get(kernel_id)
        return holder is not None and hmac.compare_digest(holder.encode(), viewer.encode())

    def too_many(self, viewer: str) -> list[str]:
        """Return the kernels that a viewer holds beyond what one may, the first taken first."""
        held = [kernel_id for kernel_id in self._holders if self.holds(kernel_id, viewer)]
        return held[: max(0, len(held) - MOST_A_VIEWER)]

    def leave(self, kernel_id: str) -> None:
        """Forget a kernel that has ended."""
        self._holders.pop(kernel_id, None)


def _viewer(number: str) -> User:
    return User(username=number)
