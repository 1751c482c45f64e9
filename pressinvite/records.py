"""Named tuples as `typing.NamedTuple` makes them, in a fifth of the time: a start makes fifty to ninety kinds of them.

typing compiles the type of every field, which nobody asks for at run time, and `collections.namedtuple` compiles a
constructor for every class. Here all classes of as many fields share one constructor, each with its own names of the
arguments, and one way to get at the first, the second, the third field. Type checkers see typing's own.
"""

from __future__ import annotations

from collections import namedtuple
from functools import cache
from types import FunctionType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    @cache
    def _shape(count: int) -> type:
        """A named tuple of so many fields."""
        return namedtuple("_Shape", [f"field{index}" for index in range(count)])  # noqa: PYI024 -- what this is for

    class _Record(tuple):
        """What all of them can do."""

        __slots__ = ()
        _fields: tuple[str, ...] = ()

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Self:
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(len(made), "values for", cls._fields)
            return made

        def _replace(self, /, **values: Any) -> Self:
            made = self._make(map(values.pop, self._fields, self))
            if values:
                raise TypeError([*values], "is not among", self._fields)
            return made

        __replace__ = _replace

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            told = (f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({', '.join(told)})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    class _Maker(type):
        """Makes of a class's fields a named tuple, with what else the class has."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body["__annotations__"])
            defaults = {field: body[field] for field in fields if field in body}
            shape = _shape(len(fields))
            code = shape.__new__.__code__.replace(co_varnames=("_cls", *fields))
            body["__new__"] = FunctionType(code, shape.__new__.__globals__, "__new__", tuple(defaults.values()))
            body |= {field: vars(shape)[shaped] for field, shaped in zip(fields, shape._fields, strict=True)}
            body |= {"_fields": fields, "__match_args__": fields, "_field_defaults": defaults, "__slots__": ()}
            return type(name, (_Record,), body)

    class NamedTuple(metaclass=_Maker):
        """What a class that is to be a named tuple derives from; it is no base of it then."""
