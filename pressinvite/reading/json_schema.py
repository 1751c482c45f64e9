"""The meeting format as JSON Schema (draft 2020-12), for editors that check a file while it is written.

Made from the same table as the loader reads by (`reading.keys`), so that both allow the same keys and shapes. A schema
cannot tell everything the loader can: that 31 February is no day, or that a zone is known.
"""

from __future__ import annotations

from typing import Any

from pressinvite.meeting import Meeting
from pressinvite.reading.keys import ALTERNATIVE, CHOICES, EVIDENCE, KEYS, REVISED, REVISION_HEAD, Key

_WALL = r"[T ]\d{2}:\d{2}(:\d{2}(\.0+)?)?"
_DAY = r"\d{4}-\d{2}-\d{2}"
_WORDS = {"type": ["string", "number", "null"]}

_KINDS: dict[str, dict[str, Any]] = {
    "line": _WORDS,
    "text": _WORDS,
    "address": {"type": ["string", "null"], "format": "uri"},
    "email": {"type": ["string", "null"], "format": "email"},
    "phone": _WORDS,
    "day": {"type": ["string", "null"], "pattern": f"^{_DAY}$"},
    "moment": {"type": ["string", "null"], "pattern": f"^{_DAY}({_WALL})?$"},
    "wall": {"type": ["string", "null"], "pattern": f"^{_DAY}{_WALL}$"},
    "utc": {"type": ["string", "null"], "pattern": rf"^{_DAY}[T ]\d{{2}}:\d{{2}}:\d{{2}}(\.\d+)?(Z|\+00:00)$"},
    "flag": {"type": ["boolean", "string", "null"], "enum": [True, False, "yes", "no", "true", "false", None]},
    "whole": {"type": ["integer", "null"], "minimum": 0, "maximum": 999_999_999},
    "number": {"type": ["number", "null"], "minimum": -180, "maximum": 180},
    "zone": {"type": ["string", "null"]},
    "language": {"type": ["string", "null"], "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    **{kind: {"enum": [*choices, None]} for kind, choices in CHOICES.items()},
}


def meeting_schema() -> dict[str, Any]:
    """Return the JSON Schema of one meeting."""
    definitions = {noun.__name__: _mapping(keys) for noun, keys in KEYS.items() if noun is not Meeting}
    definitions["Revision"] = _mapping((*REVISION_HEAD, *REVISED))
    definitions["Evidence"] = _mapping(EVIDENCE)
    definitions["Alternative"] = _mapping(ALTERNATIVE)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "pressinvite meeting",
        **_mapping(KEYS[Meeting]),
        "$defs": definitions,
    }


def _mapping(keys: tuple[Key, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key.name: _property(key) for key in keys},
        "required": [key.name for key in keys if key.required],
        "additionalProperties": False,
    }


def _property(key: Key) -> dict[str, Any]:
    if isinstance(key.holds, type):
        held: dict[str, Any] = {"$ref": f"#/$defs/{key.holds.__name__}"}
    elif key.holds in ("revision", "evidence", "alternative"):
        held = {"$ref": f"#/$defs/{key.holds.capitalize()}"}
    else:
        held = _KINDS[key.holds]
        if key.required:
            held = {**held, "type": [kind for kind in held["type"] if kind != "null"]}
    if key.shape == "many":
        return {"anyOf": [{"type": "array", "items": {"anyOf": [held, {"type": "null"}]}}, {"type": "null"}]}
    if key.shape == "named":
        return {
            "anyOf": [{"type": "object", "additionalProperties": {"anyOf": [held, {"type": "null"}]}}, {"type": "null"}]
        }
    return held if "$ref" not in held else {"anyOf": [held, {"type": "null"}]}
