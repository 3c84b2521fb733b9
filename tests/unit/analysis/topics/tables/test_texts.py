from heard.analysis.topics import FittedTopics, topic_texts


def test_what_went_in(by_hand: FittedTopics) -> None:
    row = topic_texts(by_hand).frame.iloc[0].to_dict()
    assert row == {"texts": 4, "texts_empty": 1, "tokens": 8, "vocabulary": 3}
