"""What all nouns share, and how a NamedTuple is read, checked and written like one."""

from __future__ import annotations

from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, create_model
from pydantic_core import CoreSchema, core_schema


class Noun(BaseModel):
    """What all nouns share: values that never change, and no field that nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def like_a_noun(cls: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Let a NamedTuple be read, checked and written like the Noun with the same fields: in JSON an object, not a list.

    For what is made by the thousand before anything is asked, since pydantic takes longer to make a Noun than it takes
    to find what is in it. What is read from JSON is checked all the same.
    """
    kinds = get_type_hints(cls, include_extras=True)
    fields: dict[str, Any] = {name: (kind, cls._field_defaults.get(name, ...)) for name, kind in kinds.items()}
    noun = create_model(cls.__name__, __base__=Noun, __doc__=cls.__doc__, **fields)

    def read(given: Noun) -> Any:
        return cls(**dict(given))

    def written(made: Any) -> Noun:
        return noun.model_construct(**made._asdict())

    shape = handler.generate_schema(noun)
    checked = core_schema.no_info_after_validator_function(read, shape)
    made = core_schema.is_instance_schema(cls)
    return core_schema.json_or_python_schema(
        json_schema=checked,
        python_schema=core_schema.union_schema([made, checked], mode="left_to_right"),
        serialization=core_schema.plain_serializer_function_ser_schema(written, return_schema=shape),
    )


def is_empty(value: object) -> bool:
    """Say whether a field holds nothing, so that it may be left out of the JSON."""
    return value is None or value == ()
