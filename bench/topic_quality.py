"""What a topic model is worth, not what it costs: presets, one chain against many, and stopping early.

On the demonstration's question 4 and, where they are (``HEARD_REAL_DATA``), on the NHS comments: held-out
perplexity; the mean cosine of matched topics between two chains, between medoids and between consensuses of
random halves of the chains; and perplexity of chains that stopped where the pilots had settled, against the
same chains run to the end.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from bench.topics import apart
from heard.analysis import Scope
from heard.analysis.preparation import prepare
from heard.analysis.scope import texts_in
from heard.analysis.topics import FittedTopics, TopicSettings, combine_chains, shortened, sweeps_needed
from heard.analysis.topics.chains import PILOTS, central_chain
from heard.analysis.topics.criteria import hold_out
from heard.analysis.topics.criteria.perplexity import held_out_perplexity
from heard.analysis.topics.matching import match_topics
from heard.analysis.words import Tokens
from heard.cache.topics import fit_all_kept
from heard.consultation import load_consultation
from heard.intake import read_consultation
from heard.places import home

CHAINS, DIVISIONS = 20, 20
PRESETS = {
    "review, 1,000 sweeps": TopicSettings.preset("review", iterations=1000, thin=1000),
    "fitted from 50/k": TopicSettings(alpha=None),
    "fitted from 1": TopicSettings(),
    "fitted from 0.1": TopicSettings(alpha=0.1),
}


def main() -> None:
    for name, tokens in corpora():
        held = hold_out(tokens)
        print(f"-- {name}: {len(tokens.text_ids):,} texts, {len(tokens.words):,} words kept", flush=True)
        for k in (8, 20):
            for preset, settings in PRESETS.items():
                with apart():
                    chains = TopicSettings(**{**vars(settings), "k": k}).chains(CHAINS)
                    models = fit_all_kept(Path("data/bench"), held.training, chains)
                perplexity = [held_out_perplexity(model, held.missing) for model in models]
                print(f"k = {k}, {preset}: perplexity {mean(perplexity)}; {halves(models)}", flush=True)
        stopping_early(held.training, held.missing)


def corpora() -> Iterator[tuple[str, Tokens]]:
    folder = home() / "data" / "demo"
    consultation = load_consultation(folder)
    frames = read_consultation(folder, consultation).frames
    yield "demonstration", prepare(texts_in(frames, consultation, Scope("advice", "q4"))).tokens
    if "HEARD_REAL_DATA" in os.environ:
        folder = home() / "tests" / "real" / "nhs_fft"
        frames = read_consultation(folder, load_consultation(folder)).frames
        yield "NHS comments", prepare(frames.texts).tokens


def halves(models: Sequence[FittedTopics]) -> str:
    """Return how like each other two chains, two medoids and two consensuses are, over random halves."""
    ways: dict[str, Callable[[list[FittedTopics]], FittedTopics]] = {
        "one chain": lambda some: some[0],
        "medoid": lambda some: some[central_chain(some)],
        "consensus": lambda some: combine_chains(some).reported,
    }
    random = np.random.default_rng(1)
    found: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(DIVISIONS):
        order = random.permutation(len(models))
        parts = [[models[place] for place in half] for half in np.split(order, 2)]
        for way, choose in ways.items():
            found[way].append(float(match_topics(choose(parts[0]), choose(parts[1]))[1].mean()))
    return "; ".join(f"{way} {mean(values, 3)}" for way, values in found.items())


def stopping_early(training: Tokens, missing: Tokens) -> None:
    settings = TopicSettings().chains(CHAINS)
    with apart():
        whole = fit_all_kept(Path("data/bench"), training, settings)
        sweeps = sweeps_needed(whole[:PILOTS])
        short = fit_all_kept(Path("data/bench"), training, [shortened(each, sweeps) for each in settings])
    pairs = zip(whole, short, strict=True)
    ratio = [held_out_perplexity(few, missing) / held_out_perplexity(all_, missing) for all_, few in pairs]
    print(
        f"the first {PILOTS} chains had settled after {sweeps} of {settings[0].sweeps} sweeps; perplexity of "
        f"chains stopped there over that of the same chains run to the end: {mean(ratio, 4)}",
        flush=True,
    )


def mean(values: Sequence[float], places: int = 1) -> str:
    return f"{np.mean(values):.{places}f} (sd {np.std(values, ddof=1):.{places}f})"


if __name__ == "__main__":
    main()
