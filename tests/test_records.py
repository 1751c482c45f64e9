"""Named tuples of ours beside typing's own: the same values, the same questions, the same answers."""

from __future__ import annotations

import inspect
import pickle
import typing

import pytest

from pressinvite.records import NamedTuple


class Ours(NamedTuple):
    """A place on a map."""

    north: float
    east: float = 18.07
    """Where nothing is said, Stockholm's."""
    names: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """True where somebody gave it a name."""
        return bool(self.names)

    @classmethod
    def origin(cls) -> Ours:
        """Where both are nought."""
        return cls(0, 0)


class Typings(typing.NamedTuple):
    """A place on a map."""

    north: float
    east: float = 18.07
    names: tuple[str, ...] = ()


def test_values_are_those_of_a_named_tuple() -> None:
    place = Ours(59.3, names=("Slussen",))
    assert place == (59.3, 18.07, ("Slussen",))
    assert tuple(place) == tuple(Typings(59.3, names=("Slussen",)))
    assert place._replace(east=0.0).east == 0.0
    assert place._asdict() == Typings(59.3, names=("Slussen",))._asdict()
    assert repr(place) == repr(Typings(59.3, names=("Slussen",))).replace("Typings", "Ours")


def test_the_class_tells_what_typings_does() -> None:
    assert Ours._fields == Typings._fields
    assert Ours._field_defaults == Typings._field_defaults
    assert Ours.__doc__ == "A place on a map."
    assert Ours.__module__ == __name__
    assert issubclass(Ours, tuple)
    assert not hasattr(Ours(1.0), "__dict__")
    assert inspect.signature(Ours).parameters.keys() == inspect.signature(Typings).parameters.keys()


def test_methods_are_kept() -> None:
    assert Ours.origin() == (0, 0, ())
    assert Ours(1.0, names=("Ö",)).is_named
    assert not Ours(1.0).is_named


def test_it_takes_no_other_fields() -> None:
    with pytest.raises(TypeError):
        Ours()  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Ours(1.0).north = 2.0  # type: ignore[misc]


def test_it_can_be_stored() -> None:
    assert pickle.loads(pickle.dumps(Ours(1.0))) == Ours(1.0)  # noqa: S301 -- our own octets


def test_patterns_take_it_apart() -> None:
    match Ours(59.3, 18.1):
        case Ours(north, east):
            assert (north, east) == (59.3, 18.1)
        case _:
            pytest.fail("no match")


def test_what_is_no_field_is_refused() -> None:
    with pytest.raises(TypeError):
        Ours(1.0)._replace(south=2.0)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Ours._make([1.0])
    with pytest.raises(TypeError):
        Ours(1.0, south=2.0)  # type: ignore[call-arg]
