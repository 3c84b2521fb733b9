"""What the preparation of texts left, as result tables."""

from heard.analysis.preparation.prepare import Prepared
from heard.tables import ResultTable, count, dimension, estimate


def preparation_steps(prepared: Prepared) -> ResultTable:
    """Return how much each step left.

    Columns: step, tokens, words (different ones).
    """
    return ResultTable(
        name="preparation_steps",
        title="What the preparation left of the texts",
        frame=prepared.steps,
        columns=(
            dimension("step", "Step", overlaps=True),
            count("tokens", "Words left", "words"),
            count("words", "Different words left", "different words"),
        ),
        universe=f"{len(prepared.tokens.text_ids):,} texts",
        notes=(
            f"{len(prepared.no_comment):,} texts only say that they have no comment: they keep their row and "
            "have no topic.",
        ),
    )


def learned_phrases(prepared: Prepared) -> ResultTable:
    """Return the pairs of words that were made one, the most used first.

    Columns: phrase, uses, npmi.
    """
    return ResultTable(
        name="learned_phrases",
        title="Pairs of words that were made one",
        frame=prepared.phrases,
        columns=(
            dimension("phrase", "Phrase", overlaps=True),
            count("uses", "Times they stand together", "uses"),
            estimate("npmi", "How far they come together beyond chance", "-1 to 1"),
        ),
        universe=f"{len(prepared.tokens.text_ids):,} texts",
        notes=("A phrase that says nothing can be left out by not learning phrases and listing one's own.",),
    )
