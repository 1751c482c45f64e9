"""Packed office files, looked at before any library opens them: how much they unpack to, and whether their XML is plain.

An office file has no document type, so one that declares entities is made to harm (CWE-776, CWE-611) and is refused
whole; what is unpacked is counted while it is, for the sizes written in a ZIP file may lie.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from pressinvite.fence.limits import FileError

if TYPE_CHECKING:
    from pressinvite.fence.limits import Limits

_CHUNK = 64 * 1024
_XML = (".xml", ".rels")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, expat.ExpatError)


def check_archive(octets: bytes, limits: Limits) -> None:
    """Raise FileError where the file is no ZIP file, unpacks to too much, is locked, or its XML declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            members = archive.infolist()
            if len(members) > limits.members or sum(member.file_size for member in members) > limits.unpacked:
                raise FileError("file-too-heavy")
            if any(member.flag_bits & 1 for member in members):
                raise FileError("file-encrypted")
            left = limits.unpacked
            for member in members:
                left = _check_member(archive, member, left)
    except _DAMAGED as error:
        raise FileError("file-damaged") from error


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    """Unpack one member and return how many octets are left of what may be."""
    parser = _plain_parser() if member.filename.lower().endswith(_XML) else None
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise FileError("file-too-heavy")
            if parser is not None:
                parser.Parse(chunk)
    if parser is not None:
        parser.Parse(b"", True)
    return left


def _plain_parser() -> expat.XMLParserType:
    """A parser that stops at a document type, before anything of it is resolved or fetched."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise FileError("file-unsafe")

    parser.StartDoctypeDeclHandler = refuse
    return parser
