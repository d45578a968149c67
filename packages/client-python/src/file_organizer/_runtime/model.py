"""The models that answers become."""

from __future__ import annotations

import types
from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

T = TypeVar("T")


class Model(BaseModel):
    """What the server gives. Fields that a newer server has are kept, and can be read, too."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="allow",
        # most programs use few of the models: each is built when it is first used
        defer_build=True,
        # `model_` is a good beginning for a field's name
        protected_namespaces=(),
    )


def read_as(into: type[T], value: object) -> T:
    """Read a JSON value as a type, as far as it goes.

    The server is tested against the contract. A client that insisted on it would break with the
    first change that it does not know, so what does not fit is left as it is, and what is missing
    is missing.
    """
    try:
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
            if all(isinstance(one, str) for one in get_args(field.annotation))
            and get_args(field.annotation)
        }
        if all(value.get(name) in allowed for name, allowed in literals.items()):
            return _construct_model(model, value)
    # of a kind that came later: its fields can be read all the same
    return Model.model_construct(**value)
