import pandas as pd
import pytest

from heard.analysis.words import Tokens, tokenise


@pytest.fixture
def tokens() -> Tokens:
    """The texts of the model by hand: families, school and support, as often as can be counted below."""
    texts = {
        "t1": "support families support",
        "t2": "families support",
        "t3": "school school school",
        "t4": "",
    }
    return tokenise(pd.DataFrame({"text_id": list(texts), "text": list(texts.values())}))
