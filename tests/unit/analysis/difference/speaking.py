"""People, their groups and the codes on what they wrote, in a few words; a codebook with two pairs."""

from collections.abc import Mapping, Sequence

import pandas as pd

from heard.frames import Frames

Row = tuple[str, str, str, str | None, str | None]
# More and Less oppose each other, Fast says that it opposes Slow; "more-now" is a kind of More.
CODEBOOK: list[Row] = [
    ("a", "Support", "a", None, None),
    ("more", "More", "a", "a", "less"),
    ("more-now", "More now", "a", "more", None),
    ("less", "Less", "a", "a", "more"),
    ("b", "Pace", "b", None, None),
    ("slow", "Slow", "b", "b", None),
    ("fast", "Fast", "b", "b", "slow"),
    ("c", "Contact", "c", None, None),
]


def codes_frame(rows: Sequence[Row]) -> pd.DataFrame:
    """Return the codes frame of code, name, theme, parent and the code that it opposes."""
    named = pd.DataFrame(list(rows), columns=["code", "name", "theme", "parent", "opposes"])
    return Frames.of(codes=named.assign(definition="")).codes


def many(number: int, group: str, codes: str, name: str) -> dict[str, tuple[str, str]]:
    """Return this many people with the same groups and codes."""
    return {f"{name}{each:02}": (group, codes) for each in range(number)}


def speak(said: Mapping[str, tuple[str, str]], codebook: Sequence[Row] = CODEBOOK) -> Frames:
    """Return frames of what each person said: groups and codes, words apart; a text a code."""
    held = [(who, group) for who, (groups, _) in said.items() for group in groups.split()]
    coded = [(f"{who}-{code}", who, code) for who, (_, codes) in said.items() for code in codes.split()]
    texts = pd.DataFrame(coded, columns=["text_id", "respondent_id", "code"], dtype="str")
    words = "Words of " + texts["text_id"] + ", and no more."
    return Frames.of(
        codes=codes_frame(codebook),
        memberships=pd.DataFrame(held, columns=["respondent_id", "group"]).assign(grouping="experience"),
        texts=texts.drop(columns="code").assign(collection="advice", text=words),
        codings=texts[["text_id", "code"]].assign(coding_id="k-" + texts["text_id"], origin="file"),
    )


def in_another_order(frames: Frames) -> Frames:
    """Return the same rows in another order; the codebook's order means something and stays."""
    return Frames.of(
        **{
            name: frame if name == "codes" else frame.sample(frac=1, random_state=5)
            for name, frame in frames.items()
        }
    )
