"""Whether the sampler had settled."""

import pandas as pd

from heard.analysis.topics.chains import MAX_R_HAT, MIN_EFFECTIVE_SIZE, PILOTS, TopicChains, convergence_of
from heard.analysis.topics.tables.labels import universe_of
from heard.tables import ResultTable, count, dimension, estimate

_NOTE = (
    f"The likelihood has settled where R-hat is at most {MAX_R_HAT} and the effective size at least "
    f"{MIN_EFFECTIVE_SIZE}. Chains may settle on one likelihood and still disagree about a topic: see its "
    "stability."
)


def topic_convergence(chains: TopicChains) -> ResultTable:
    """Return the log likelihood a word as the first chains went on.

    Columns: chain ("Chain 1"), sweep (a whole number), log_likelihood. Only chains that ran to the end.
    """
    tokens = chains.reported.text_tokens.sum()
    longest = [each for each in chains.chains if each.settings.sweeps == _longest(chains)][:PILOTS]
    parts = [
        pd.DataFrame(
            {
                "chain": pd.Series(f"Chain {number}", index=range(len(each.trace)), dtype="str"),
                "sweep": each.trace[:, 0].astype("int64"),
                "log_likelihood": each.trace[:, 1] / tokens,
            }
        )
        for number, each in enumerate(longest, start=1)
    ]
    return ResultTable(
        name="topic_convergence",
        title="Log likelihood of the model as sampling went on",
        frame=pd.concat(parts, ignore_index=True),
        columns=(
            dimension("chain", "Chain"),
            dimension("sweep", "Sweep"),
            estimate("log_likelihood", "Log likelihood a word", "natural logarithm"),
        ),
        universe=universe_of(chains.reported),
        notes=("Curves that still rise at their end say that the sampler ran too short a time.", _NOTE),
    )


def chain_agreement(chains: TopicChains) -> ResultTable:
    """Return whether the chains settled on the same likelihood.

    Columns: settled ("Yes", "No"), chains, sweeps (that all of them reached), r_hat, effective_size.
    """
    found = convergence_of(chains.chains)
    frame = pd.DataFrame(
        {
            "settled": pd.Series(["Yes" if found.settled else "No"], dtype="str"),
            "chains": [len(chains.chains)],
            "sweeps": [found.sweeps],
            "r_hat": [found.r_hat],
            "effective_size": [found.effective_size],
        }
    )
    return ResultTable(
        name="chain_agreement",
        title="Whether the chains settled on the same likelihood",
        frame=frame,
        columns=(
            dimension("settled", "Settled?"),
            count("chains", "Chains", "chains"),
            count("sweeps", "Sweeps that all of them ran", "sweeps"),
            estimate("r_hat", "R-hat", "1 where chains agree", undefined="None for one draw a chain"),
            estimate("effective_size", "Effective size", "draws", undefined="None for one draw a chain"),
        ),
        universe=universe_of(chains.reported),
        notes=(_NOTE,),
    )


def _longest(chains: TopicChains) -> int:
    return max(each.settings.sweeps for each in chains.chains)
