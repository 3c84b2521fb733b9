"""A batch: which workbooks to run on which consultation, with which parameters."""

from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from heard.consultation.load import in_one_line, read_yaml
from heard.errors import HeardError

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
FAILED = "-failed"


class Entry(BaseModel):
    """One run of a workbook.

    Attributes
    ----------
    workbook
        Name of a notebook in ``workbooks/``, without its ending.
    name
        Name of this entry in the results; the workbook's own unless the batch runs it twice.
    parameters
        Values for the workbook's parameters cell; those left out keep their defaults.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    workbook: Name
    name: Name = ""
    parameters: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _named_as_its_workbook(cls, value: Any) -> Any:
        if isinstance(value, dict) and "name" not in value and "workbook" in value:
            return {**value, "name": value["workbook"]}
        return value


class Batch(BaseModel):
    """The whole of a batch file.

    Attributes
    ----------
    run
        Name of the folder in ``results/``.
    consultation
        The consultation's folder, counted from the project's home.
    workbooks
        The entries, in the order in which they are begun and the report shows them.

    A batch file may also give ``parameters`` for every entry that does not give its own, such as ``voices:
    once``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    run: Name
    consultation: str
    workbooks: tuple[Entry, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _parameters_of_all(cls, value: Any) -> Any:
        if not isinstance(value, dict) or not isinstance(value.get("parameters"), dict):
            return value
        entries = value.get("workbooks", ())
        return {name: content for name, content in value.items() if name != "parameters"} | {
            "workbooks": [_with(value["parameters"], entry) for entry in entries]
        }

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        if self.run.endswith(FAILED):
            raise ValueError(f"a run's name does not end in {FAILED}, which is kept for runs that failed")
        names = [entry.name for entry in self.workbooks]
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated:
            raise ValueError(f"two entries are named {', '.join(repeated)}: give one a `name` of its own")
        return self


def _with(parameters: dict[str, Any], entry: Any) -> Any:
    if not isinstance(entry, dict) or not isinstance(entry.get("parameters", {}), dict):
        return entry
    return entry | {"parameters": parameters | entry.get("parameters", {})}


def load_batch(path: Path) -> Batch:
    """Read a batch file; raises HeardError with the place and the fix."""
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise HeardError(
            "a batch is a list of keys and values", where=str(path), fix="See workbooks/batches."
        )
    try:
        return Batch.model_validate(content)
    except ValidationError as error:
        raise in_one_line(error, path, keys=[*Batch.model_fields, *Entry.model_fields]) from None
