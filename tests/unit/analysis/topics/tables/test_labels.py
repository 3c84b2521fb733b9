from heard.analysis.topics import FittedTopics, topic_labels


def test_a_label_is_the_id_and_the_most_probable_words(by_hand: FittedTopics) -> None:
    # Families and support are equal in the second topic: the alphabet decides.
    assert topic_labels(by_hand) == ["T1: support, families, school", "T2: school, families, support"]
    assert topic_labels(by_hand, words=1) == ["T1: support", "T2: school"]
