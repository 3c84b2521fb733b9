"""Put together what the sources say: one respondent once, one text once, one coding once."""

from dataclasses import dataclass

import pandas as pd

from heard.consultation import Consultation
from heard.frames import empty_frame, is_among, question_id, stable_ids
from heard.intake.fates import FateLog
from heard.intake.headers import label_key
from heard.intake.parts import Parts
from heard.intake.preflight import source_names


@dataclass(frozen=True)
class Assembled:
    """Frames by name, not yet brought to their contracts' types, and how many texts each source gave."""

    frames: dict[str, pd.DataFrame]
    texts_by_source: dict[str, int]


def assemble(consultation: Consultation, parts: Parts, fates: FateLog) -> Assembled:
    """Return all frames; duplicates across sources are merged and logged."""
    # Counted from what the sources gave, before anything is put together: an account of its own.
    texts_by_source = _texts_given(parts)
    texts, standing = _texts(parts, fates)
    codings = _codings(parts, texts, standing, fates)
    frames = {
        "respondents": _distinct(parts, "respondents", ["respondent_id"]),
        "participations": _participations(consultation, parts),
        "memberships": _memberships(consultation, parts, fates),
        "sessions": _sessions(parts),
        "attendance": _distinct(parts, "attendance", ["session_id", "grouping", "group"]),
        "questions": _questions(consultation),
        "choices": _distinct(parts, "choices", ["respondent_id", "question_id", "option"]),
        "codes": _codes(consultation),
        "codings": codings,
        "texts": texts,
    }
    return Assembled(frames, texts_by_source)


def _texts_given(parts: Parts) -> dict[str, int]:
    """Count the texts that each source is the first to give, by the ids in its pieces."""
    pieces = [piece[["source", "text_id"]] for piece in parts.pieces["texts"] if len(piece)]
    if not pieces:
        return {}
    first = ~pd.concat([piece["text_id"] for piece in pieces], ignore_index=True).duplicated()
    given: dict[str, int] = {}
    start = 0
    for piece in pieces:
        name = str(piece["source"].iloc[0])
        given[name] = given.get(name, 0) + int(first.iloc[start : start + len(piece)].sum())
        start += len(piece)
    return given


def _distinct(parts: Parts, name: str, key: list[str]) -> pd.DataFrame:
    frame = parts.take(name)
    if frame is None:
        return empty_frame(name)
    return frame.drop_duplicates(key, ignore_index=True)


def _participations(consultation: Consultation, parts: Parts) -> pd.DataFrame:
    frame = parts.take("participations")
    if frame is None:
        return empty_frame("participations")
    key = ["respondent_id", "collection"]
    if frame.duplicated(key).any():
        frame = frame.groupby(key, sort=False, as_index=False).agg({"channel": "first", "received_on": "min"})
    frame["channel"] = _one_spelling(frame["channel"])
    last_day = frame["collection"].map({each.code: each.closes for each in consultation.collections})
    closes = pd.to_datetime(last_day)
    late = (frame["received_on"] > closes).astype("boolean")
    frame["late"] = late.mask(frame["received_on"].isna() | closes.isna())
    return frame


def _one_spelling(labels: pd.Series) -> pd.Series:
    """Return labels that nobody declares, with spellings that differ in spaces or case brought together."""
    counts = labels.value_counts()
    ranked = sorted(counts.items(), key=lambda item: (-int(item[1]), str(item[0])))
    spelling: dict[str, str] = {}
    for label, _ in ranked:
        spelling.setdefault(label_key(str(label)), str(label))
    return labels.map({label: spelling[label_key(str(label))] for label in counts.index}).astype("str")


def _memberships(consultation: Consultation, parts: Parts, fates: FateLog) -> pd.DataFrame:
    """Return the memberships; of a grouping that does not overlap, one of each respondent.

    The collection listed first decides, then the alphabet, so that the order of rows does not.
    """
    frame = parts.take("memberships")
    if frame is None:
        return empty_frame("memberships")
    names = source_names(consultation)
    place = {name: at for at, listed in enumerate(names) for name in listed}
    for grouping in consultation.groupings:
        if not grouping.overlapping:
            held = frame[frame["grouping"] == grouping.code]
            if held["respondent_id"].is_unique:
                continue
            second = _second_groups(held, place)
            _log_by_source(fates, second, "set aside", "second group", "value", target="respondent_id")
            frame = frame.drop(index=second.index)
    return frame.drop_duplicates(["respondent_id", "grouping", "group"], ignore_index=True)


def _second_groups(held: pd.DataFrame, place: dict[str, int]) -> pd.DataFrame:
    """Return the memberships of one grouping that give way to another of the same respondent."""
    pairs = held[["respondent_id", "group"]].drop_duplicates()
    several = pairs["respondent_id"][pairs["respondent_id"].duplicated()]
    contested = held[is_among(held["respondent_id"], several)]
    ranked = contested.assign(place=contested["source"].astype("str").map(place))
    ranked = ranked.sort_values(["place", "group"], kind="stable")
    first = ranked.drop_duplicates("respondent_id").set_index("respondent_id")["group"]
    gives_way = contested["group"] != contested["respondent_id"].map(first)
    return contested.loc[gives_way]


def _sessions(parts: Parts) -> pd.DataFrame:
    frame = parts.take("sessions")
    if frame is None:
        return empty_frame("sessions")
    for column in ("method", "held_on", "people"):
        if column not in frame:
            frame[column] = pd.NA
    frame["people"] = frame["people"].astype("Int64")
    frame = frame.groupby(["session_id", "collection"], sort=False, as_index=False).first()
    frame["method"] = _one_spelling(frame["method"])
    return frame


def _questions(consultation: Consultation) -> pd.DataFrame:
    rows = [
        (question_id(collection.code, each.code), collection.code, each.code, each.text, each.kind)
        for collection in consultation.collections
        for each in collection.questions
    ]
    return pd.DataFrame(rows, columns=["question_id", "collection", "question", "wording", "kind"])


def _codes(consultation: Consultation) -> pd.DataFrame:
    theme_of: dict[str, str] = {}
    rows = []
    for code, parent in consultation.walk_codebook():
        theme_of[code.code] = theme_of[parent.code] if parent else code.code
        above = parent.code if parent else None
        rows.append((code.code, code.name, theme_of[code.code], above, code.definition, code.opposes))
    return pd.DataFrame(rows, columns=["code", "name", "theme", "parent", "definition", "opposes"])


def _texts(parts: Parts, fates: FateLog) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the texts, and source and row of all that say them: those kept, and those merged with one."""
    frame = parts.take("texts")
    if frame is None:
        return empty_frame("texts"), pd.DataFrame({"source": [], "row": []})
    again = frame["text_id"].duplicated()
    _log_by_source(fates, frame[~again & (frame["unit"] == "row")], "kept", "", "row")
    if not again.any():
        return frame, frame[["source", "row"]]
    first = frame[~again & is_among(frame["text_id"], frame["text_id"][again])].set_index("text_id")["text"]
    repeated = frame[again]
    same = repeated["text"].array == repeated["text_id"].map(first).array
    for unit in ("row", "answer"):
        of_unit = repeated["unit"] == unit
        _log_by_source(fates, repeated[same & of_unit], "merged", "duplicate row", unit)
        _log_by_source(fates, repeated[~same & of_unit], "set aside", "duplicate id", unit)
    standing = frame.drop(index=repeated.index[~same])
    return frame[~again].reset_index(drop=True), standing[["source", "row"]]


def _codings(parts: Parts, texts: pd.DataFrame, standing: pd.DataFrame, fates: FateLog) -> pd.DataFrame:
    frame = parts.take("codings")
    if frame is None:
        return empty_frame("codings")
    no_text = ~is_among(frame["text_id"], texts["text_id"]) | _beside_no_text(frame, standing)
    found = frame[~no_text]
    again = found.duplicated(["text_id", "code", "coder"]).reindex(frame.index, fill_value=False)
    kept = frame[~no_text & ~again]
    ids = stable_ids("c", kept["collection"], kept["text_id"], kept["code"], kept["coder"])
    kept = kept.assign(
        coding_id=ids,
        coder=kept["coder"].where(kept["coder"] != ""),
        origin="file",
    )
    for unit in ("row", "value"):
        of_unit = frame["unit"] == unit
        rule = "no such answer" if unit == "row" else "answer set aside"
        _log_by_source(fates, frame[no_text & of_unit], "set aside", rule, unit)
        _log_by_source(fates, frame[again & of_unit], "merged", "duplicate coding", unit)
    rows = kept[kept["unit"] == "row"]
    _log_by_source(fates, rows, "kept", "", "row", target="coding_id")
    return kept


def _beside_no_text(codings: pd.DataFrame, standing: pd.DataFrame) -> pd.Series:
    """Tell which codings stand in the row of an answer that was set aside, whoever else has its id."""
    beside = pd.Series(False, index=codings.index)
    in_rows = codings[codings["unit"] == "value"]
    for source, piece in in_rows.groupby("source", observed=True, sort=False):
        rows = standing["row"][standing["source"] == source]
        beside[piece.index] = ~piece["row"].isin(rows)
    return beside


def _log_by_source(
    fates: FateLog, pieces: pd.DataFrame, fate: str, rule: str, unit: str, target: str = "text_id"
) -> None:
    by = ["source", "column"] if "column" in pieces and unit != "row" else ["source"]
    for key, piece in pieces.groupby(by, observed=True, sort=False):
        column = str(key[1]) if len(by) == 2 else ""
        fates.add(
            str(key[0]), pd.Index(piece["row"]), fate, rule, column=column, unit=unit, target=piece[target]
        )
