"""Hand coding against a topic model of the same texts: two readings that know nothing of each other."""

import pandas as pd

from heard.analysis.labels import theme_names, with_names
from heard.analysis.tallies import grid, rows_behind, share, with_counts
from heard.analysis.topics import FittedTopics, topic_labels, topics_against_codes
from heard.analysis.topics.tables.labels import NO_THEME, NO_TOPIC, OTHER_SEEDS, universe_of
from heard.analysis.topics.tables.shares import main_topics
from heard.frames import Frames
from heard.tables import ResultTable, base, count, dimension, estimate, rate

_MAIN = "A text is counted for the topic that has the largest share in it, and for every theme coded on it."


def hand_coding_against_topics(fitted: FittedTopics, frames: Frames) -> ResultTable:
    """Return how far a model's topics divide texts as hand coding does.

    Columns: level ("Codes", "Themes", "Themes, texts with one theme"), information (adjusted mutual
    information: 0 as by chance, 1 the same division), texts (of the model, with a word left and such a
    coding), texts_base (all texts of the model), texts_share, labels (different codes or themes on them).

    See Also
    --------
    heard.analysis.topics.topics_against_codes : what is computed, and its source.
    """
    coded = _coded(fitted, frames)
    once = coded.groupby("text_id")["theme"].transform("nunique") == 1
    levels = {"Codes": coded, "Themes": coded.assign(code=coded["theme_code"])}
    levels["Themes, texts with one theme"] = levels["Themes"][once]
    rows = pd.concat([each[["text_id"]].assign(level=level) for level, each in levels.items()])
    texts = rows_behind(rows, ("level",), "text_id")
    counted = with_counts(grid(level=levels), {"texts": texts})
    counted["information"] = [_information(fitted, frames, each) for each in levels.values()]
    counted["texts_base"] = len(fitted.text_ids)
    counted["texts_share"] = share(counted["texts"], counted["texts_base"])
    counted["labels"] = [each["code"].nunique() for each in levels.values()]
    columns = (
        dimension("level", "Hand coding by", overlaps=True),
        estimate("information", "Adjusted mutual information", "0 to 1", undefined="Nothing coded"),
        count("texts", "Texts with a topic and such a coding", "texts"),
        base("texts_base", "Texts of the model", "texts"),
        rate("texts_share", "Share of them", of=("texts", "texts_base")),
        estimate("labels", "Different codes or themes on them", "codes or themes"),
    )
    return ResultTable(
        name="hand_coding_against_topics",
        title="Do topics divide the texts as hand coding does?",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe=universe_of(fitted),
        rows_behind={"texts": texts},
        notes=(
            _MAIN,
            "0: topics say no more of the codes than chance does; 1: who knows the topic knows the code. A "
            "text has one main topic and often several codes, which holds the number down whatever the model "
            "does; among texts with one theme alone it can reach 1.",
            "Neither is the measure of the other: coders read meanings, a model counts words.",
        ),
    )


def _information(fitted: FittedTopics, frames: Frames, coded: pd.DataFrame) -> float:
    codings = coded[["text_id", "code"]].drop_duplicates().assign(origin="file")
    codings["coding_id"] = codings["text_id"] + " " + codings["code"]
    return topics_against_codes(fitted, Frames.of(texts=frames.texts, codes=frames.codes, codings=codings))


def themes_against_topics(fitted: FittedTopics, frames: Frames) -> ResultTable:
    """Return where the texts of each theme fall among a model's topics.

    Columns: theme, topic, texts (with a coding of the theme, of which it is the main topic), theme_texts
    (all texts of the theme), theme_share, topic_texts (all coded texts of the topic), topic_share. Themes
    that no text of the model carries are left out; texts without a word left are not in it.
    """
    coded = _coded(fitted, frames)
    by = ("theme", "topic")
    rows = {"texts": rows_behind(coded, by, "text_id")}
    themes = [name for name in theme_names(frames.codes).values() if name in set(coded["theme"])]
    counted = with_counts(
        grid(theme=themes, topic=topic_labels(fitted)),
        rows | {f"{name}_texts": rows_behind(coded, (name,), "text_id") for name in by},
    )
    for name in by:
        counted[f"{name}_share"] = share(counted["texts"], counted[f"{name}_texts"])
    columns = (
        dimension("theme", "Theme", overlaps=True),
        dimension("topic", "Topic"),
        count("texts", "Texts of the theme with this main topic", "texts"),
        base("theme_texts", "Texts of the theme", "texts"),
        rate("theme_share", "Share of the theme's texts", of=("texts", "theme_texts")),
        base("topic_texts", "Coded texts of the topic", "texts"),
        rate("topic_share", "Share of the topic's coded texts", of=("texts", "topic_texts")),
    )
    return ResultTable(
        name="themes_against_topics",
        title="Where the texts of each theme fall among the topics",
        frame=counted[[column.name for column in columns]],
        columns=columns,
        universe=f"{universe_of(fitted)}; texts that somebody coded",
        rows_behind=rows,
        notes=(_MAIN, NO_THEME, OTHER_SEEDS),
    )


def topics_of_themes(fitted: FittedTopics, frames: Frames) -> ResultTable:
    """Return for each theme the topic that most of its texts are mainly of, and how much that says.

    Columns: theme, topic (equals in the model's order), texts (of the theme, with this main topic),
    theme_texts, theme_share, by_chance (the share of all coded texts with this main topic: what theme_share
    would be if the theme had nothing to do with topics). Themes in the codebook's order.
    """
    coded = _coded(fitted, frames)
    by = ("theme", "topic")
    most = themes_against_topics(fitted, frames).frame
    most = most.sort_values("texts", ascending=False, kind="stable").drop_duplicates("theme")
    shown = most.sort_index()[[*by, "texts", "theme_texts", "theme_share"]].reset_index(drop=True)
    sizes = coded.drop_duplicates("text_id")["topic"].value_counts(normalize=True)
    shown["by_chance"] = shown["topic"].map(sizes).astype("float64")
    behind = rows_behind(coded, by, "text_id").merge(shown[[*by]], on=[*by])
    return ResultTable(
        name="topics_of_themes",
        title="The main topic of each theme's texts",
        frame=shown,
        columns=(
            dimension("theme", "Theme", overlaps=True),
            dimension("topic", "Topic of most of its texts"),
            count("texts", "Its texts with this main topic", "texts"),
            base("theme_texts", "Texts of the theme", "texts"),
            rate("theme_share", "Share of the theme's texts", of=("texts", "theme_texts")),
            estimate("by_chance", "Share of all coded texts", "share"),
        ),
        universe=f"{universe_of(fitted)}; texts that somebody coded",
        rows_behind={"texts": behind},
        notes=(
            "A topic gathers a theme where its share of the theme's texts is far above that of all coded "
            "texts. The topic was chosen as the largest, so a little above is to be expected.",
            _MAIN,
            NO_THEME,
        ),
    )


def _coded(fitted: FittedTopics, frames: Frames) -> pd.DataFrame:
    """Return (text_id, topic, code, theme_code, theme), each once: texts with a main topic and a code."""
    main = main_topics(fitted, frames)
    main = main.loc[main["topic"] != NO_TOPIC, ["text_id", "topic"]]
    coded = main.merge(frames.codings[["text_id", "code"]].drop_duplicates(), on="text_id")
    places = frames.codes.set_index("code")["theme"]
    coded["theme_code"] = coded["code"].map(places).astype("str")
    return coded.assign(theme=with_names(coded["theme_code"], theme_names(frames.codes)))
