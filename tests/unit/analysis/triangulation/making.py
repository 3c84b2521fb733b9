"""Frames made from a few words, for tests of strands."""

import pandas as pd

from heard.frames import Frames


def without(frames: Frames, name: str, column: str, *values: str) -> Frames:
    """Return frames less the rows of one of them that have these values."""
    frame = getattr(frames, name)
    return Frames.of(**dict(frames.items()) | {name: frame[~frame[column].isin(values)]})


def raising(frames: Frames, raised: dict[str, list[str]]) -> Frames:
    """Return frames with one text a source and its codes: collection to codes, joined by spaces."""
    texts = [
        (f"{collection}{place:03d}", collection, codes.split())
        for collection, sources in raised.items()
        for place, codes in enumerate(sources)
    ]
    ids = [text for text, _, _ in texts]
    return Frames.of(
        codes=frames.codes,
        respondents=pd.DataFrame({"respondent_id": ids, "known_by": "row"}),
        texts=pd.DataFrame(
            {
                "text_id": ids,
                "collection": [collection for _, collection, _ in texts],
                "question_id": None,
                "respondent_id": ids,
                "session_id": None,
                "text": "words",
            }
        ),
        codings=pd.DataFrame(
            [
                (f"{text}{code}", text, code, "X", pd.NaT, "file")
                for text, _, codes in texts
                for code in codes
            ],
            columns=["coding_id", "text_id", "code", "coder", "coded_on", "origin"],
        ),
    )
