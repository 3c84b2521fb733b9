"""Topic models: a chain, beside the package ``lda``; preparation; growth; the passport; exploring k.

Texts are made from a model of 40 topics over 2,500 words whose frequencies fall as in a language: 900 of 77
words are what the review's question 4 may have been. Whatever is compared takes turns in one run.
"""

import json
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import lda
import numpy as np
import pandas as pd
from distributed import Client, LocalCluster

from heard.analysis.preparation import Preparation, prepare
from heard.analysis.topics import TopicSettings, fit_topics, topic_stability, topic_words
from heard.analysis.topics.factorisation import word_counts
from heard.analysis.words import Tokens
from heard.cache.topics import fit_all_kept, fit_chains_kept
from heard.frames import Frames
from heard.places import WORK_VARIABLE

RUNS = 5
TEXTS, LENGTH, WORDS, TOPICS = 900, 77, 2_500, 40
SWEEPS = {"iterations": 800, "burnin": 200, "thin": 100}
FOLDER = Path("data/bench")


def main() -> None:
    texts = written(TEXTS)
    tokens = prepare(texts).tokens
    print(
        f"{len(tokens.text_ids):,} texts, {len(tokens.words):,} words kept of {len(tokens.vocabulary):,}",
        flush=True,
    )
    a_chain(texts)
    beside_lda(tokens)
    preparation()
    growth()
    passport(texts, tokens)
    exploration(tokens)


def written(texts: int, seed: int = 1) -> pd.DataFrame:
    """Return texts of made-up words (text_id, text)."""
    random = np.random.default_rng(seed)
    letters = np.array(list("abcdefghijklmnoprstuvwy"))
    names = np.array(
        ["".join(letters[random.integers(0, len(letters), 7)]) for _ in range(WORDS)], dtype=object
    )
    falling = 1 / (np.arange(WORDS) + 20)
    topics = np.array([random.dirichlet(falling / falling.sum() * 200) for _ in range(TOPICS)]).cumsum(axis=1)
    mixtures = random.dirichlet(np.full(TOPICS, 0.05), size=texts).cumsum(axis=1)
    chosen = (random.random((texts, LENGTH, 1)) > mixtures[:, None, :]).sum(axis=2).clip(max=TOPICS - 1)
    draws = random.random((texts, LENGTH))
    words = np.empty((texts, LENGTH), dtype=np.int64)
    for topic in range(TOPICS):
        here = chosen == topic
        words[here] = np.searchsorted(topics[topic], draws[here]).clip(max=WORDS - 1)
    return pd.DataFrame(
        {
            "text_id": [f"t{number:07d}" for number in range(texts)],
            "text": [" ".join(names[row]) for row in words],
        }
    )


def a_chain(texts: pd.DataFrame) -> None:
    def work() -> None:
        fit_topics(prepare(texts).tokens, TopicSettings(**SWEEPS))

    report("preparation and one chain, k = 8, 1,000 sweeps", timings(work), "s", "at most 8")


def beside_lda(tokens: Tokens) -> None:
    counts = word_counts(tokens).toarray()
    review = TopicSettings.preset("review", iterations=1000)
    pairs = []
    for run in range(RUNS + 1):
        ours = timed(lambda: fit_topics(tokens, review))
        model = lda.LDA(
            n_topics=8, n_iter=1000, alpha=review.prior, eta=review.delta, random_state=1, refresh=1000
        )
        theirs = timed(lambda model=model: model.fit(counts))
        if run:
            pairs.append((ours, theirs))
    report("one chain of 1,000 sweeps", [ours for ours, _ in pairs], "s", "")
    report("the same by the package lda", [theirs for _, theirs in pairs], "s", "")
    report("times as fast", [theirs / ours for ours, theirs in pairs], "", "at least 2.5")


def preparation() -> None:
    texts = written(20 * TEXTS)
    words = 20 * TEXTS * LENGTH
    for forms in ("as written", "stems", "lemmas"):
        choices = Preparation(forms=forms, learn_phrases=True)
        rates = [
            words / seconds / 1e6 for seconds in timings(lambda choices=choices: prepare(texts, choices))
        ]
        report(f"preparation, {forms}", rates, "million words a second", "at least 1")


GROWTH = r"""import json, pickle, re, sys, time
from pathlib import Path
from heard.analysis.topics import TopicSettings, fit_topics
from heard.analysis.words import Tokens

def peak():
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])

sweeps = int(sys.argv[1])
tokens = pickle.loads(Path(sys.argv[2]).read_bytes())
few = Tokens(tokens.text_ids[:9], tokens.starts[:10], tokens.words[: tokens.starts[9]], tokens.vocabulary)
fit_topics(few, TopicSettings(k=2, iterations=1, burnin=1))
before = peak()
began = time.monotonic()
fit_topics(tokens, TopicSettings(k=8, iterations=sweeps - sweeps // 5, burnin=sweeps // 5, thin=sweeps))
seconds = time.monotonic() - began
grown = (peak() - before) * 1024
print(json.dumps({"ns": seconds / len(tokens.words) / sweeps * 1e9, "bytes": grown / len(tokens.words)}))
"""


def growth() -> None:
    """Time a token and sweep, and memory a token, at 1, 10 and 100 times the texts; a process each."""
    with tempfile.TemporaryDirectory() as scratch:
        cost: dict[int, list[float]] = {}
        memory: dict[int, list[float]] = {}
        for times in (1, 10, 100):
            file = Path(scratch) / f"{times}.pickle"
            file.write_bytes(pickle.dumps(prepare(written(times * TEXTS)).tokens))
        for _ in range(3):
            for times in (1, 10, 100):
                command = [sys.executable, "-c", GROWTH, "200", str(Path(scratch) / f"{times}.pickle")]
                found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
                cost.setdefault(times, []).append(found["ns"])
                memory.setdefault(times, []).append(found["bytes"])
        for times in cost:
            report(f"{times} times the texts, a token and sweep", cost[times], "ns", "")
            report(f"{times} times the texts, a token", memory[times], "bytes", "at most 100 at 100 times")
        ratios = [many / one for one, many in zip(cost[1], cost[100], strict=True)]
        report("cost at 100 times over that at 1", ratios, "", "at most 1.5")


def passport(texts: pd.DataFrame, tokens: Tokens) -> None:
    frames = Frames.of(
        texts=texts.assign(collection="bench", question_id=None, respondent_id=None, session_id=None)
    )

    def work() -> None:
        chains, near = fit_chains_kept(
            FOLDER, "bench", tokens, TopicSettings(**SWEEPS), nstart=50, around=2, nstart_around=5
        )
        topic_stability(chains, near)
        topic_words(chains.reported, tokens, frames)

    first, again = [], []
    for _ in range(3):
        with apart():
            first.append(timed(work))
            again.append(timed(work))
    report("the whole passport, 50 and 4 times 5 chains", first, "s", "at most 180")
    report("the same again, kept", again, "s", "")


def exploration(tokens: Tokens) -> None:
    """19 values of k, 5 seeds, 1,000 sweeps, on clusters of one and of two worker processes by address."""
    settings = [chain for k in range(2, 21) for chain in TopicSettings(k=k, **SWEEPS).chains(5)]
    seconds: dict[int, float] = {}
    likelihoods: dict[int, list[float]] = {}
    for workers in (1, 2):
        with (
            apart(),
            LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None, memory_limit=None
            ) as cluster,
            Client(cluster),
        ):
            began = time.monotonic()
            models = fit_all_kept(FOLDER, tokens, settings, scheduler=cluster.scheduler_address)
            seconds[workers] = time.monotonic() - began
            likelihoods[workers] = [float(model.trace[-1, 1]) for model in models]
    print(f"exploration, 95 models: {seconds[1]:.0f} s on one core, {seconds[2]:.0f} s on two", flush=True)
    print(f"times as fast on two: {seconds[1] / seconds[2]:.2f} (at least 1.8)", flush=True)
    print(f"the same likelihoods: {likelihoods[1] == likelihoods[2]}", flush=True)


@contextmanager
def apart() -> Iterator[None]:
    """Keep models in a folder of their own, which is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get(WORK_VARIABLE)
        os.environ[WORK_VARIABLE] = folder
        try:
            yield
        finally:
            os.environ.pop(WORK_VARIABLE)
            if before is not None:
                os.environ[WORK_VARIABLE] = before


def timings(work: Callable[[], object]) -> list[float]:
    return [timed(work) for _ in range(RUNS + 1)][1:]


def timed(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def report(words: str, values: list[float], unit: str, aim: str) -> None:
    spread = f"{min(values):.2f} to {max(values):.2f}"
    aimed = f" ({aim})" if aim else ""
    print(f"{words}: median {statistics.median(values):.2f} {unit}, {spread}{aimed}", flush=True)


if __name__ == "__main__":
    main()
