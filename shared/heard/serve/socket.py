"""The socket between a page and its kernel: it carries a choice of switches, and nothing else.

Jupyter's socket carries every message of its protocol, of which Voilà lets those of comms through. Here each
message is read, and a new one is written from the two that a page sends: open the page's comm, and the
options chosen. Whatever else comes is dropped.

What a kernel says is held to the same: an answer on the page's comm, that the comm is closed, that the kernel
is gone. A kernel tells far more to whoever listens: what is printed, a widget that changes, and an error of
the page's own with the lines of code and the values around it. None of that is handed on.

One socket is open to a kernel at a time, its holder's; the kernel ends with it.
"""

import json
from collections.abc import Container
from datetime import UTC, datetime
from typing import Any

from tornado.ioloop import IOLoop
from tornado.web import HTTPError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from heard.pages.show import TARGET
from heard.serve.handlers import Served

MOST_BYTES = 16_384
"""How long a message may be; a choice is far shorter."""
_LONGEST_NAME = 100
_GONE = ("dead", "restarting")


class Socket(VoilaKernelWebsocketHandler):
    """A viewer's socket to the kernel of a page."""

    def initialize(self, served: Served) -> None:
        """Take what all handlers share."""
        self.served = served
        self.kernels: Any = self.kernel_manager
        self.comms: set[str] = set()

    async def get(self, kernel_id: str) -> None:
        """Open the socket to a kernel that the viewer holds; to others it is as if there were none."""
        viewer = self.current_user
        if viewer is None or not self.served.seats.holds(kernel_id, viewer.username):
            raise HTTPError(404)
        if kernel_id in self.served.sockets or kernel_id not in self.kernels:
            raise HTTPError(404)
        if not self.check_origin():
            raise HTTPError(403)
        self.served.sockets[kernel_id] = self
        try:
            await super().get(kernel_id)  # type: ignore[no-untyped-call]
        finally:
            if self.served.sockets.get(kernel_id) is self:
                del self.served.sockets[kernel_id]

    def write_error(self, status_code: int, **_: Any) -> None:
        """Answer with the status alone."""
        self.set_status(status_code)
        self.finish()

    def on_message(self, ws_message: str | bytes) -> None:
        """Hand a choice on to the kernel; drop anything else."""
        message = allowed(ws_message)
        if message is not None and self.connection is not None:
            self.comms.add(message["content"]["comm_id"])
            super().on_message(json.dumps(message))  # type: ignore[no-untyped-call]

    def write_message(self, message: str | bytes | dict[str, Any], binary: bool = False) -> Any:  # noqa: ARG002
        """Hand an answer of the kernel's on; drop whatever else it says."""
        said = told(message, self.comms)
        if said is not None:
            return super().write_message(said, binary=False)
        return None

    def on_close(self) -> None:
        """End the kernel, which nobody looks at any more."""
        self.served.sockets.pop(self.kernel_id, None)
        if self.connection is not None:
            super().on_close()  # type: ignore[no-untyped-call]
        IOLoop.current().spawn_callback(self.kernels.end, self.kernel_id)


def allowed(sent: str | bytes) -> dict[str, Any] | None:
    """Return the message to hand on for what a viewer sent, or None.

    Parameters
    ----------
    sent
        Anything at all.
    """
    try:
        told = json.loads(sent) if isinstance(sent, str) else None
        content = _content(told["header"]["msg_type"], told["content"]) if told else None
        header = _header(told["header"]) if told else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if content is None or header is None:
        return None
    return {
        "header": header,
        "parent_header": {},
        "metadata": {},
        "content": content,
        "buffers": [],
        "channel": "shell",
    }


def told(said: str | bytes | dict[str, Any], comms: Container[str]) -> dict[str, Any] | None:
    """Return what a viewer is told of what a kernel said, or None.

    Parameters
    ----------
    said
        A message of Jupyter's protocol, whole.
    comms
        The comms that the viewer's page has opened.
    """
    try:
        message: Any = json.loads(said) if isinstance(said, str) else said
        kind, content = message["header"]["msg_type"], message["content"]
        kept = _kept(kind, content, comms)
    except (ValueError, TypeError, KeyError):
        return None
    return {"header": {"msg_type": kind}, "msg_type": kind, "content": kept} if kept else None


def _kept(kind: str, content: dict[str, Any], comms: Container[str]) -> dict[str, Any] | None:
    if kind == "comm_msg" and content["comm_id"] in comms:
        return {"comm_id": content["comm_id"], "data": content["data"]}
    if kind == "comm_close" and content["comm_id"] in comms:
        return {"comm_id": content["comm_id"]}
    if kind == "status" and content["execution_state"] in _GONE:
        return {"execution_state": content["execution_state"]}
    return None


def _header(told: dict[str, Any]) -> dict[str, str]:
    return {
        "msg_id": _name(told["msg_id"]),
        "msg_type": _name(told["msg_type"]),
        "session": _name(told["session"]),
        "username": "viewer",
        "version": "5.3",
        "date": datetime.now(UTC).isoformat(),
    }


def _content(kind: str, told: dict[str, Any]) -> dict[str, Any] | None:
    if kind == "comm_open" and told["target_name"] == TARGET:
        return {"comm_id": _name(told["comm_id"]), "target_name": TARGET, "data": {}}
    if kind == "comm_msg":
        chosen = {_name(switch): _name(option) for switch, option in told["data"]["chosen"].items()}
        return {"comm_id": _name(told["comm_id"]), "data": {"chosen": chosen}}
    return None


def _name(told: object) -> str:
    if not isinstance(told, str) or len(told) > _LONGEST_NAME:
        raise TypeError
    return told
