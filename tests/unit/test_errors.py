import pickle

from heard.errors import HeardError


def test_the_text_is_one_line_of_place_problem_and_fix() -> None:
    error = HeardError("the column\nis absent.", where="advice.csv", fix="Correct its name.")
    assert str(error) == "advice.csv: the column is absent. Correct its name."


def test_an_error_comes_back_whole_from_another_process() -> None:
    error = HeardError("a", where="b", fix="c")
    assert vars(pickle.loads(pickle.dumps(error))) == {"what": "a", "where": "b", "fix": "c"}
