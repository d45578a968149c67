"""The models that responses become."""

from __future__ import annotations

import dataclasses
import keyword
import sys
import types
from collections.abc import Callable, Mapping
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
    get_type_hints,
)

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import core_schema
from typing_extensions import TypeAliasType

from .guards import is_list, is_object
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
        known: set[type] = {type(value) for value in get_args(source)}
        later: list[core_schema.CoreSchema] = []
        if str in known:
            later.append(core_schema.str_schema())
        if int in known:
            later.append(core_schema.int_schema())
        if float in known:
            later.append(core_schema.float_schema())
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
        # fields are named as in Python when a program makes a model
        populate_by_name=True,
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


@dataclasses.dataclass(frozen=True, eq=False)
class Discriminated:
    """Marks a union with a discriminator property.

    `Annotated[Cat | Dog, Discriminated("petType", {"cat": "Cat", "dog": "Dog"})]`. What has a value
    that a newer server added is a plain `Model`, whose fields can be read all the same.
    """

    property: str
    """The name in JSON."""
    classes: Mapping[str, str]
    """By the value of the property, the name of the class."""
    otherwise: str | None = None
    """The name of the class for all other values, if the document describes one."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        members = _classes_of(source)
        # what is no object, such as null in a union that allows it, is read as the union
        return core_schema.no_info_wrap_validator_function(
            lambda value, read: self._read(members, value, read),
            core_schema.any_schema(),
            serialization=core_schema.wrap_serializer_function_ser_schema(
                lambda value, write: write(value), schema=core_schema.any_schema()
            ),
        )

    def _read(
        self, members: Mapping[str, type[Model]], value: Any, read: Callable[[Any], Any]
    ) -> Any:
        if not isinstance(value, Mapping):
            return read(value)
        fields = cast("Mapping[str, Any]", value)
        return read_as(self.class_of(members, fields), dict(fields))

    def class_of(self, members: Mapping[str, type[Model]], value: Mapping[str, Any]) -> type[Model]:
        """The class that an object is read as."""
        kind = value.get(self.property)
        name = self.classes.get(kind, self.otherwise) if isinstance(kind, str) else self.otherwise
        return members.get(name or "", Model)


def _classes_of(union: Any) -> dict[str, type[Model]]:
    """The models of a union, by their names."""
    union = _resolve(union)
    if isinstance(union, type):
        return {union.__name__: union} if issubclass(union, Model) else {}
    found: dict[str, type[Model]] = {}
    for member in get_args(union):
        found |= _classes_of(member)
    return found


def read_as(into: type[T], value: object) -> T:
    """Read a JSON value as a type, as far as it goes.

    The server is tested against the contract. A client that insisted on it would break with the
    first change that it does not know, so what does not fit is left as it is, and what is missing
    is missing.
    """
    wanted: Any = into
    if wanted is None or wanted is Any:
        return cast(T, value)
    try:
        with without_forks:
            return cast(T, _adapter(wanted).validate_python(value))
    except ValidationError:
        return cast(T, _construct(into, value))


@cache
def _adapter(into: Any) -> TypeAdapter[Any]:
    return TypeAdapter(into)


def _resolve(into: Any) -> Any:
    """The type that an alias stands for."""
    while isinstance(into, TypeAliasType):
        value: Any = into.__value__
        into = _evaluated(value, into.__module__ or "") if isinstance(value, str) else value
    return into


@cache
def _evaluated(annotation: str, module: str) -> Any:
    """The type of an alias that is written as text, since it refers to what comes later."""
    written = types.SimpleNamespace(__annotations__={"it": annotation})
    return get_type_hints(written, vars(sys.modules[module]), include_extras=True)["it"]


def _construct(into: Any, value: object) -> object:
    into = _resolve(into)
    origin = get_origin(into)
    if origin is Annotated:
        inner, *marks = get_args(into)
        for mark in marks:
            if isinstance(mark, Discriminated) and is_object(value):
                return read_as(mark.class_of(_classes_of(inner), value), value)
        return _construct(inner, value)
    if origin is Union or origin is types.UnionType:
        return _construct_one_of(get_args(into), value)
    if is_list(value):
        item = get_args(into)[0] if origin is list else None
        return value if item is None else [read_as(item, one) for one in value]
    if not is_object(value):
        return value
    if origin is dict:
        item = get_args(into)[1]
        return {key: read_as(item, one) for key, one in value.items()}
    if isinstance(into, type) and issubclass(into, Model):
        return _construct_model(into, value)
    return value


def _construct_model(model: type[Model], value: Mapping[str, Any]) -> Model:
    # the types of the fields are known once it has been built
    model.model_rebuild()
    values = dict(value)
    for name, field in model.model_fields.items():
        wire = field.alias or name
        if wire not in values:
            continue
        values[name] = read_as(_marked(field), values.pop(wire))
    return model.model_construct(**values)


def _marked(field: FieldInfo) -> Any:
    """The type of a field, with the marks that pydantic has taken off."""
    marks = [one for one in field.metadata if isinstance(one, OpenEnum | Discriminated)]
    arguments = (field.annotation, *marks)
    marked: Any = Annotated
    return marked[arguments] if marks else field.annotation


def _construct_one_of(members: tuple[Any, ...], value: object) -> object:
    """Read a value that no member of a union fits, as the member that it resembles."""
    if is_list(value):
        lists = [one for one in members if get_origin(_resolve(one)) is list]
        return _construct(lists[0], value) if lists else value
    if not is_object(value):
        return value
    models = list(_classes_of(Union[members]).values())  # noqa: UP007  of a tuple
    for model in models:
        # the member whose literals match, as with the kinds of events
        literals = _literals_of(model)
        if all(value.get(name) in allowed for name, allowed in literals.items()):
            return _construct_model(model, value)
    if models:
        # of a kind that came later: its fields can be read all the same
        return Model.model_construct(**value)
    maps = [one for one in members if get_origin(_resolve(one)) is dict]
    return _construct(maps[0], value) if maps else value


def _literals_of(model: type[Model]) -> dict[str, tuple[Any, ...]]:
    model.model_rebuild()
    return {
        field.alias or name: get_args(field.annotation)
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is Literal
        and not any(isinstance(one, OpenEnum) for one in field.metadata)
    }
