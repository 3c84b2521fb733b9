"""Viewers who open a page's socket, as its script does, and leave."""

import asyncio
import json

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

from tests.dashboards_server import DashboardsServer


def come_and_go(server: DashboardsServer, number: int, every: float = 0.0) -> None:
    """Let some viewers of an open server come one after another, look for a moment and leave.

    Parameters
    ----------
    every
        Seconds between one who has left and the next.
    """
    asyncio.run(_come_and_go(server, number, every))


async def _come_and_go(server: DashboardsServer, number: int, every: float) -> None:
    client = AsyncHTTPClient()
    for _ in range(number):
        page = await client.fetch(server.address("themes"), request_timeout=60)
        written = page.body.decode()
        kept = written.partition('id="heard-kernel">')[2].partition("</script>")[0]
        cookie = page.headers["Set-Cookie"].split(";")[0]
        kernel = json.loads(kept)["id"]
        address = server.address(f"api/kernels/{kernel}/channels?session_id=s").replace("http", "ws", 1)
        socket = await websocket_connect(HTTPRequest(address, headers={"Cookie": cookie}))
        socket.close()
        await asyncio.sleep(every)
