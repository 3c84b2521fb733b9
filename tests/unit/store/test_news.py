from heard.identity import Actor
from heard.store import Store, apply_codings, place, remove_coding, write_memo
from heard.store.news import news_since, recent_acts

TEXT = "We waited a year for help."


def test_news_are_the_acts_not_known_and_what_they_did_to_codings(
    store: Store, ann: Actor, bob: Actor
) -> None:
    (before,) = apply_codings(store, ann, [place("t", TEXT, "help", 3, 16)])
    known = recent_acts(store)
    (put,) = apply_codings(store, bob, [place("t", TEXT, "staff", 0, 2)])
    gone = remove_coding(store, ann, before)
    write_memo(store, bob, "text", "t", "sad")
    news = news_since(store, known)
    assert list(news.acts.values()) == ["coding", "coding", "memo"]
    assert news.codings == (put, gone)
    assert news_since(store, known | set(news.acts)).codings == ()


def test_an_act_that_ended_later_than_a_newer_one_is_news_all_the_same(store: Store, ann: Actor) -> None:
    (first,) = apply_codings(store, ann, [place("t", TEXT, "help", 3, 16)])
    (older,) = recent_acts(store)
    apply_codings(store, ann, [place("t", TEXT, "staff", 0, 2)])
    newer = recent_acts(store) - {older}
    news = news_since(store, newer)  # as if only the newer one had been there to be read
    assert list(news.acts) == [older]
    assert first in news.codings
