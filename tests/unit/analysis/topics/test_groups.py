from heard.analysis.topics import groups_of_texts
from heard.analysis.words import tokenise
from heard.consultation import Consultation
from heard.frames import Frames


def test_a_text_has_the_groups_of_whoever_wrote_it(frames: Frames, consultation: Consultation) -> None:
    tokens = tokenise(frames.texts[frames.texts["text_id"].isin(["t3", "t1", "t4", "n1"])])
    assert tokens.text_ids.tolist() == ["n1", "t1", "t3", "t4"]
    # Nobody knows who said n1, and p4 gave no group.
    assert groups_of_texts(tokens, frames, consultation, "experience") == [
        [],
        ["Adopters", "Foster carers"],
        ["Foster carers"],
        [],
    ]
