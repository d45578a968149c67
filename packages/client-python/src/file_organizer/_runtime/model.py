"""The models that answers become."""

from __future__ import annotations

import dataclasses
import keyword
import types
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
)

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, TypeAdapter, ValidationError
from pydantic_core import core_schema

from .owner import without_forks

T = TypeVar("T")


class OpenEnum:
    """Marks an enumeration that may have further values in a newer server.

    Type checkers see the values of the contract, so that they find typing errors. At run time a
    value that came later is the string or number that it is.
    """

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        known = {type(value) for value in get_args(source)}
        later: list[core_schema.CoreSchema] = []
        if str in known:
            later.append(core_schema.str_schema())
        if int in known:
            later.append(core_schema.int_schema())
        return core_schema.union_schema([handler(source), *later])


Open = Annotated[T, OpenEnum()]
"""The type of an enumeration in what a server sends, such as `Open[JobStatus]`."""


class _DataclassFields:
    """The fields of a model, by the protocol of dataclasses.

    Libraries know how to take dataclasses apart: `pandas.DataFrame(files)` has a column for each
    field, `dataclasses.asdict(file)` works. An instance shows the fields that it has, so that
    fields of a newer server are there, and missing ones are no error.
    """

    def __get__(
        self, instance: BaseModel | None, owner: type[BaseModel]
    ) -> dict[str, dataclasses.Field[Any]]:
        if instance is None:
            return _dataclass(tuple(owner.model_fields))[0]
        names = (*instance.__dict__, *(instance.__pydantic_extra__ or {}))
        return _dataclass(tuple(name for name in names if _is_identifier(name)))[0]


@lru_cache(maxsize=256)
def _dataclass(names: tuple[str, ...]) -> tuple[dict[str, dataclasses.Field[Any]], Any]:
    """The fields and the parameters of a dataclass."""
    made: Any = dataclasses.make_dataclass("Fields", names, repr=False)
    return made.__dataclass_fields__, made.__dataclass_params__


def _is_identifier(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name)


class Model(BaseModel):
    """Data from the server. Fields that only newer servers have are kept and can be read, too."""

    __dataclass_fields__: ClassVar[Any] = _DataclassFields()
    # of the same protocol: pprint prints by it
    __dataclass_params__: ClassVar[Any] = _dataclass(())[1]

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="allow",
        # most programs use few of the models: each is built when it is first used
        defer_build=True,
        # `model_` is a good beginning for a field's name
        protected_namespaces=(),
    )

    # A type checker shall see what pydantic's models have, and no access by names that it cannot
    # check.
    if not TYPE_CHECKING:
        # Pydantic's iterate over pairs of names and values: pandas takes them for rows without
        # columns, and a loop over a file instead of files would go unnoticed.
        __iter__ = None

        def keys(self) -> list[str]:
            """The names of the fields, for `dict(file)` and `**file`."""
            return [*self.__dict__, *(self.__pydantic_extra__ or {})]

        def __getitem__(self, name: str) -> Any:
            if name not in self.keys():
                raise KeyError(name)
            return getattr(self, name)


def read_as(into: type[T], value: object) -> T:
    """Read a JSON value as a type, as far as it goes.

    The server is tested against the contract. A client that insisted on it would break with the
    first change that it does not know, so what does not fit is left as it is, and what is missing
    is missing.
    """
    try:
        with without_forks:
            return cast(T, _adapter(cast(Any, into)).validate_python(value))
    except ValidationError:
        return cast(T, _construct(into, value))


@cache
def _adapter(into: Any) -> TypeAdapter[Any]:
    return TypeAdapter(into)


def _construct(into: Any, value: object) -> object:
    origin = get_origin(into)
    if isinstance(value, list) and origin is list:
        [item] = get_args(into)
        return [read_as(item, one) for one in value]
    if not isinstance(value, dict):
        return value
    if origin is Union or origin is types.UnionType:
        return _construct_one_of(get_args(into), value)
    if isinstance(into, type) and issubclass(into, Model):
        return _construct_model(into, value)
    return value


def _construct_model(model: type[Model], value: Mapping[str, Any]) -> Model:
    # the types of the fields are known from when it was built
    model.model_rebuild()
    values = dict(value)
    for name, field in model.model_fields.items():
        wire = field.alias or name
        if wire in values:
            values[name] = read_as(cast(type[Any], field.annotation), values.pop(wire))
    return model.model_construct(**values)


def _construct_one_of(members: tuple[Any, ...], value: Mapping[str, Any]) -> object:
    """The member that is told apart by its literals, as are the kinds of events."""
    models = [one for one in members if isinstance(one, type) and issubclass(one, Model)]
    for model in models:
        model.model_rebuild()
        literals = {
            name: get_args(field.annotation)
            for name, field in model.model_fields.items()
            if get_origin(field.annotation) is Literal
            and not any(isinstance(one, OpenEnum) for one in field.metadata)
        }
        if all(value.get(name) in allowed for name, allowed in literals.items()):
            return _construct_model(model, value)
    # of a kind that came later: its fields can be read all the same
    return Model.model_construct(**value)
