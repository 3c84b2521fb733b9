"""The dictionary of practice models: names that a call for evidence is searched for."""

from pathlib import Path
from typing import Self

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from heard.consultation.load import in_one_line, read_yaml
from heard.consultation.model import Consultation, Slug, _Part, _refuse_repeats
from heard.errors import HeardError


class PracticeModel(_Part):
    """One practice model and the names it goes by. To be listed says nothing about whether it works."""

    code: Slug = Field(description="Short name in lower case, unique in the dictionary.")
    name: str = Field(min_length=1, description="The name as the model's own people write it.")
    aliases: tuple[str, ...] = Field(
        default=(),
        description="Other names; one of capitals only (FDAC) is looked for with its capitals.",
    )
    ambiguous: bool = Field(
        default=False,
        description="True when the words have a plain meaning too: then a match needs the name's capitals "
        "or a context word in its sentence.",
    )
    context: tuple[str, ...] = Field(default=(), description="Words that show that the model is meant.")

    @model_validator(mode="after")
    def _ambiguous_has_context(self) -> Self:
        if self.ambiguous and not self.context:
            raise ValueError("an ambiguous name lists the context words that show what is meant")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


def load_practice_models(folder: Path, consultation: Consultation) -> tuple[PracticeModel, ...]:
    """Read the dictionary that the consultation names; none if it names none.

    Raises
    ------
    HeardError
        If the file is absent, is not YAML, or is not a list of practice models with names of their own.
    """
    if consultation.practice_models is None:
        return ()
    path = folder / consultation.practice_models
    content = read_yaml(path)
    try:
        models = TypeAdapter(tuple[PracticeModel, ...]).validate_python(content)
        _refuse_repeats("practice model", [model.code for model in models])
        _refuse_repeats("name", [name.casefold() for model in models for name in set(model.names)])
    except ValidationError as error:
        raise in_one_line(error, path, keys=list(PracticeModel.model_fields)) from None
    except ValueError as error:
        raise HeardError(str(error), where=str(path), fix="Give each a name of its own.") from None
    return models
