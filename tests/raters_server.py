"""The raters' server as it runs, with a round on one topic and raters invited to it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from heard.analysis.rating import Item, RatingRound, ShownText, ShownTopic
from heard.consultation import load_consultation
from heard.identity import Actor
from heard.store import Store, open_store
from heard.store.rounds import invite, open_round

HEARD = Path(sys.executable).parent / "heard"
CO = Actor("cora", "login")
RATERS = ("Ada", "Ben")
_STARTS_WITHIN = 60
ROUND = RatingRound(
    round_id="round-1",
    name="First round",
    of="advice.q1",
    model_key="",
    topics=(
        ShownTopic(
            "T1", ("help", "wait", "year"), (0.3, 0.2, 0.1), (ShownText("t1", "CANARY waited a year"),)
        ),
    ),
    items=(
        Item("i-word", "word_intrusion", "T1", ("help", "wait", "staff"), "staff"),
        Item("i-again", "recheck", "T1", (), "", ShownText("t2", "Listen to us before you decide")),
    ),
    synthetic=True,
)
_CONSULTATION = """
title: A small consultation
owner: The testers
synthetic: true
collections:
  - code: advice
    title: Call for advice
    kind: call_for_advice
    questions: [{code: q1, text: What should change?}]
    sources:
      - {file: answers.csv, layout: answers, columns: {respondent: id, text: answer, question: question}}
"""


@dataclass
class Served:
    """A running server, the store behind it, and the token of each rater's link."""

    port: int
    tokens: dict[str, str]
    log: Path
    store: Store

    def link(self, rater: str) -> str:
        return f"http://127.0.0.1:{self.port}/#{self.tokens[rater]}"

    def get(self, path: str) -> tuple[int, str, dict[str, str]]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
                return answer.status, answer.read().decode("utf-8", "replace"), dict(answer.headers)
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace"), dict(error.headers)


def write_consultation(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "consultation.yml").write_text(_CONSULTATION, encoding="utf-8")
    (folder / "answers.csv").write_text("id,question,answer\n1,q1,We waited a year\n", encoding="utf-8")
    return folder


@contextmanager
def raters_server(folder: Path, log: Path, raters: Sequence[str] = RATERS) -> Iterator[Served]:
    """Open the round, invite the raters and serve them; HEARD_WORK says where the store is."""
    store = open_store(folder, load_consultation(folder))
    open_round(store, CO, ROUND)
    tokens = {rater: invite(store, CO, ROUND.round_id, rater) for rater in raters}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with log.open("w") as file:
        words = [HEARD, "rate", folder, "--port", str(port)]
        server = subprocess.Popen(words, stdout=file, stderr=file, env=os.environ.copy())
    try:
        _wait_for(port, server, log)
        yield Served(port, tokens, log, store)
    finally:
        server.terminate()
        server.wait(timeout=30)
        store.close()


def _wait_for(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the server did not start:\n{log.read_text()[-2000:]}")
