"""A group's page in plain sentences: whom it rests on, what they raised, and who is missing."""

import pandas as pd

from heard.analysis.coding.coded import THEME_ITSELF
from heard.analysis.groups.differences import distinctive_subthemes
from heard.analysis.groups.missing import missing_of_groups
from heard.analysis.groups.pages import DISTINCTIVE, RECURRENT, SHARED, TOP, group_pages
from heard.analysis.groups.themes import SMALL_BASE, group_bases
from heard.analysis.groups.wording import listed, people_in_words, plain
from heard.analysis.labels import group_names
from heard.analysis.scope import EVERYTHING, Scope, scope_in_words
from heard.consultation import Consultation
from heard.frames import Frames

_FEW = 30  # people: under it, a page says what one of them is worth


def groups_in_words(
    frames: Frames, consultation: Consultation, grouping: str, scope: Scope = EVERYTHING, top: int = TOP
) -> dict[str, str]:
    """Return every group's code and its page in Markdown, in the grouping's order.

    Under the group's name for a heading: whom it rests on, what they raised most, what is distinctive
    (themes, and subthemes within their themes), what they share with everyone, and at how many sessions of
    those where the group was present no note names anybody of it. Who is missing from the figures as a whole
    is in :func:`who_is_missing`.
    """
    pages = group_pages(frames, consultation, grouping, scope, top).frame
    own = distinctive_subthemes(frames, consultation, grouping, scope).frame
    # A coding on a theme and on nothing below it says no more than the theme does.
    own = own[(own["distinctive"] == 1) & (own["subtheme"] != THEME_ITSELF)]
    bases = group_bases(frames, consultation, grouping, scope).frame.set_index("group")
    missing = missing_of_groups(frames, consultation, grouping, scope)
    coded = f"coded {scope_in_words(consultation, scope)}"
    words = {}
    for code, name in group_names(consultation, grouping).items():
        people, everybody = (int(bases[column][name]) for column in ("people_coded", "people"))
        page = pages[pages["group"] == name]
        said = [f"### {plain(name)}", _base(people, everybody, coded)]
        if people:
            distinctive = _distinctive(page, own[own["group"] == name], people)
            said += [_recurrent(page), distinctive, _shared(page, top)]
        words[code] = "\n\n".join([*said, *filter(None, [missing.get(name)])])
    return words


def _base(people: int, everybody: int, coded: str) -> str:
    lead = "**Whom this rests on.** "
    if not people:
        return f"{lead}Nobody of this group has {coded}: there is nothing to say of it here."
    said = f"{lead}{people_in_words(people)} of this group {'has' if people == 1 else 'have'} {coded}"
    said += f" ({everybody:,} have texts)." if everybody > people else "."
    if people < SMALL_BASE:
        whom = "this person" if people == 1 else "these people"
        said += f" Only {people_in_words(people)}: read what follows as what {whom} said, not as what the "
        said += "group thinks."
    elif people < _FEW:
        said += f" One person is {100 / people:.0f} percentage points."
    return said


def _recurrent(page: pd.DataFrame) -> str:
    rows = page[page["kind"] == RECURRENT]
    if rows.empty:
        return "**Raised most.** No theme was raised by more than one of them."
    said = [
        f"{plain(theme)} ({people_in_words(people)}, {share:.0%})"
        for theme, people, share in zip(rows["theme"], rows["people"], rows["people_share"], strict=True)
    ]
    return f"**Raised most.** {listed(said)}."


def _distinctive(page: pd.DataFrame, subthemes: pd.DataFrame, people: int) -> str:
    others = int(page["others_base"].max()) if len(page) else 0
    if people < SMALL_BASE or others < SMALL_BASE:
        who = "this group has" if people < SMALL_BASE else "the other groups have"
        return f"**Distinctive.** Nothing is compared: {who} fewer than {SMALL_BASE} people here."
    rows = page[page["kind"] == DISTINCTIVE]
    themes = [
        f"{plain(theme)} ({_points(difference)})"
        for theme, difference in zip(rows["theme"], rows["difference"], strict=True)
    ]
    below = [
        f"{plain(subtheme)} ({plain(theme)}, {_points(difference)})"
        for theme, subtheme, difference in subthemes[["theme", "subtheme", "difference"]].itertuples(
            index=False
        )
    ]
    said = f"Raised more often than by everyone else who stated a group: {listed(themes)}." if themes else ""
    if not themes:
        what = "No theme" if below else "Nothing"
        said = f"{what} stands out from what everyone else who stated a group raised."
    return f"**Distinctive.** {said}" + (f" Subthemes raised more often: {listed(below)}." if below else "")


def _shared(page: pd.DataFrame, top: int) -> str:
    rows = page[page["kind"] == SHARED]
    own = page.loc[page["kind"] == DISTINCTIVE, "theme"]
    aside = bool(page.loc[page["kind"] == RECURRENT, "theme"].isin(own).any())
    lead = "**Shared with everyone.** " + "Leaving aside what is distinctive, " * aside
    first = "the theme raised most by all" if top == 1 else f"among the {top} themes raised most by all"
    if rows.empty:
        return f"{lead}{'none' if aside else 'None'} of these is {first}."
    said = [
        f"{plain(theme)} (place {place} among all)"
        for theme, place in zip(rows["theme"], rows["place_of_all"], strict=True)
    ]
    return f"{lead}{'also' if aside else 'Also'} {first}: {listed(said)}."


def _points(difference: float) -> str:
    return f"{100 * difference:.0f} percentage points more"
