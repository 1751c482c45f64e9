"""The organisation's folder: its settings (`pressinvite.toml`), its templates, and files written whole or not at all.

Settings are looked for upwards from the source. Every one has an environment twin (`PRESSINVITE_SENDER_EMAIL` for
`[sender] email`), which wins. Secrets have no place here: an address with a password in it is refused.
"""

from __future__ import annotations

import errno
import os
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from pressinvite.colours import is_accessible
from pressinvite.errors import Finding, SettingsError, Spot, UsageError
from pressinvite.language.catalogues import SPOKEN
from pressinvite.language.markers import N_
from pressinvite.language.phones import parse_phone
from pressinvite.language.reasons import explain_reading, explain_writing
from pressinvite.meeting import Contact, Organisation, Sender
from pressinvite.passwords import has_password, veil
from pressinvite.zones import is_zone

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTINGS_NAME = "pressinvite.toml"
MAX_LOGO_OCTETS = 200 * 1024
"""A logo is embedded in every page: a larger one belongs on the web."""

SECTIONS: dict[str, dict[str, type]] = {
    "organisation": {
        "name": str, "website": str, "logo": str, "accent": str, "languages": list, "timezone": str, "about": list,
        "accessibility_statement": str, "default_minutes": int,
    },
    "contact": {"name": str, "role": str, "phones": list, "emails": list, "hours": str},
    "sender": {"name": str, "email": str},
    "smtp": {"url": str, "connections": int, "per_minute": int, "per_domain": int},
    "imap": {"url": str, "folder": str},
    "ledger": {"url": str, "workers": bool},
    "oauth": {"token_url": str, "client_id": str, "scope": str},
    "lists": {"id": str, "unsubscribe": str, "one_click": str, "opt_outs": list},
    "publish": {"url": str, "formats": list},
}  # fmt: skip
"""Section → key → what its value is; `contact` may come several times."""

_DESCRIPTIONS = {
    str: N_("text in quotation marks"),
    list: N_('a list of texts, ["one", "two"]'),
    int: N_("a whole number of at least 1, without quotation marks"),
    bool: N_("true or false, without quotation marks"),
    dict: N_("a section: its name in brackets on a line of its own"),
}

_IMAGES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


class Workspace(NamedTuple):
    """An organisation's folder as it stands."""

    folder: Path | None
    """None where no settings were found: the export of a text needs none."""
    organisation: Organisation
    settings: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
    """The other sections by name, each key of its type; those of the environment stand in their places."""

    @property
    def templates(self) -> Path | None:
        """The folder of the organisation's own templates, None where it has none."""
        own = self.folder / "templates" if self.folder else None
        return own if own and own.is_dir() else None


def find_settings(source: str) -> Path | None:
    """Return the `pressinvite.toml` nearest upwards from the source ("-": from the working folder)."""
    # without "..", whose parents are not the folders above the source; links stay as they are named
    start = Path.cwd() if source == "-" else Path(os.path.abspath(source)).parent  # noqa: PTH100
    return next((path for folder in (start, *start.parents) if is_file(path := folder / SETTINGS_NAME)), None)


def is_file(path: Path) -> bool:
    """Tell whether a file stands there; False too where one may not look."""
    try:
        return path.is_file()
    except OSError:
        return False


def open_workspace(settings: Path | None, *, environ: Mapping[str, str], sender: str | None = None) -> Workspace:
    """Return the workspace of a settings file and the environment; `sender` ("Name <address>") wins over both.

    Raises SettingsError with all that is wrong, each with its line, and UsageError where `sender` is no address.
    """
    text = _read(settings) if settings else ""
    try:
        data = _parse_toml(text) if text else {}
    except (ValueError, RecursionError) as error:  # tomllib's own errors are ValueErrors; numbers can be too long
        raise SettingsError(_syntax(error, text), source=str(settings), text=veil(text)) from None
    text = veil(text)
    reader = _Settings(text, data, settings.parent if settings else None)
    reader.check_keys()
    organisation = reader.organisation(environ, sender)
    reader.read_others(environ)
    if reader.findings:
        raise SettingsError(*reader.findings, source=str(settings or "PRESSINVITE_…"), text=text)
    return Workspace(settings.parent if settings else None, organisation, reader.others)


def _parse_toml(text: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 -- a text without settings need not pay for it

    return tomllib.loads(text)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        values = {"name": str(path), "reason": explain_reading(error)}
        raise SettingsError(Finding("unreadable", "error", "", values)) from None
    except UnicodeDecodeError:
        raise SettingsError(Finding("settings-encoding", "error", "", {"name": path.name}), source=str(path)) from None


def _syntax(error: Exception, text: str) -> Finding:
    """The finding of a TOML error, whose message ends in "(at line 3, column 5)"."""
    digits = [int(part) for part in str(error).replace(",", " ").replace(")", " ").split() if part.isdigit()]
    line, column = digits[-2:] if len(digits) >= 2 and "at line" in str(error) else (text.count("\n") + 1, 1)
    problem = str(error).partition(" (at")[0]
    return Finding("toml-syntax", "error", "", {"problem": problem}, Spot(line, column, ""))


class _Settings:
    """The settings' data → the organisation; faults gather in `findings`."""

    def __init__(self, text: str, data: dict[str, Any], folder: Path | None) -> None:
        self.text, self.data, self.folder = text, data, folder
        self.findings: list[Finding] = []
        self.others: dict[str, dict[str, Any]] = {}

    def complain(self, code: str, section: str, key: str, /, **values: object) -> None:
        where = f"{section}.{key}" if key else section
        self.findings.append(Finding(code, "error", where, values, self.spot(section, key)))

    def complain_unknown(self, section: str, key: str, allowed: tuple[str, ...]) -> None:
        """A section (`key` is then "") or a key that is not known, with the nearest that is."""
        from difflib import get_close_matches  # noqa: PLC0415 -- only a misspelt setting needs it

        written = key or section
        nearest = next(iter(get_close_matches(written.lower(), allowed, n=1, cutoff=0.5)), "")
        code = "misspelt-setting" if nearest else "unknown-setting"
        self.complain(code, section, key, key=written, nearest=nearest, allowed=allowed)

    def spot(self, section: str, key: str) -> Spot | None:
        """Where a key stands: `tomllib` tells no positions, so its line is looked for."""
        inside = ""
        for number, line in enumerate(self.text.splitlines(), 1):
            words = line.strip()
            if words.startswith("["):
                inside = words.strip("[] ").split("]")[0]
                if inside == section and not key:
                    return Spot(number, line.index("[") + 1, words)
            elif inside == section and words.partition("=")[0].strip().strip("\"'") == key:
                return Spot(number, line.index(words) + 1, words)
        return None

    def check_keys(self) -> None:
        """Every section and key is known and of its type; no address holds a password."""
        for section, value in self.data.items():
            if section not in SECTIONS:
                self.complain_unknown(section, "", tuple(SECTIONS))
                continue
            wanted = list if section == "contact" else dict
            if not isinstance(value, wanted) or (wanted is list and not all(isinstance(v, dict) for v in value)):
                self.complain("setting-type", section, "", key=section, expected=_DESCRIPTIONS[dict], found=veil(value))
                self.data[section] = wanted()
                continue
            tables: list[dict[str, Any]] = value if isinstance(value, list) else [value]
            for table in tables:
                self.check_table(section, table)

    def check_table(self, section: str, table: dict[str, Any]) -> None:
        known = SECTIONS[section]
        for key, value in list(table.items()):
            kind = known.get(key)
            if kind is None:
                self.complain_unknown(section, key, tuple(known))
            elif not _is(value, kind):
                self.complain("setting-type", section, key, key=key, expected=_DESCRIPTIONS[kind], found=veil(value))
            elif key == "url" and has_password(value):
                self.complain("secret-in-settings", section, key, key=f"{section}.{key}")
            else:
                continue
            del table[key]

    def organisation(self, environ: Mapping[str, str], sender: str | None) -> Organisation:
        own: dict[str, Any] = dict(self.data.get("organisation", {}))
        for key, kind in SECTIONS["organisation"].items():
            value = environ.get(f"PRESSINVITE_ORGANISATION_{key.upper()}")
            if value:
                own[key] = value.split("|") if kind is list else value
        own["languages"] = tuple(own.get("languages") or ("sv",))
        own["about"] = tuple(own.get("about") or ())
        own["logo"] = self.logo(own.get("logo"))
        self.check_organisation(own)
        contacts = tuple(self.contact(table) for table in self.data.get("contact", []))
        return Organisation(
            **{key: value for key, value in own.items() if value is not None},
            contacts=contacts,
            sender=self.sender(environ, sender),
        )

    def check_organisation(self, own: dict[str, Any]) -> None:
        section = "organisation"
        accent = own.get("accent")
        if accent is not None and not is_accessible(accent):
            self.complain("accent-contrast", section, "accent", accent=accent)
            del own["accent"]
        zone = own.get("timezone")
        if zone is not None and not is_zone(zone):
            self.complain("unknown-zone", section, "timezone", zone=zone)
            del own["timezone"]
        spoken = tuple(dict.fromkeys(tag for tag in own["languages"] if tag in SPOKEN))
        for tag in own["languages"]:
            if tag not in SPOKEN:
                self.complain("unspoken-language", section, "languages", language=tag, allowed=SPOKEN)
        own["languages"] = spoken or ("sv",)
        for key in ("website", "accessibility_statement"):
            if own.get(key) and not own[key].startswith(("https://", "http://")):
                self.complain("bad-address", section, key, address=own[key])
        minutes = str(own.get("default_minutes", 60))
        if not (minutes.isascii() and minutes.isdecimal() and len(minutes) < 5 and 0 < int(minutes) <= 24 * 60):
            self.complain(
                "setting-type",
                section,
                "default_minutes",
                key="default_minutes",
                expected=_DESCRIPTIONS[int],
                found=minutes,
            )
            minutes = "60"
        own["default_minutes"] = int(minutes)

    def contact(self, table: dict[str, Any]) -> Contact:
        phones = tuple(parse_phone(phone) or phone for phone in table.get("phones", ()))
        return Contact(
            name=table.get("name"), role=table.get("role"), phones=phones, emails=tuple(table.get("emails", ())),
            standing=True, hours=table.get("hours"),
        )  # fmt: skip

    def sender(self, environ: Mapping[str, str], given: str | None) -> Sender | None:
        """The sender of the command line, else of the environment, else of the settings; a bad one is told of there."""
        table, twin = self.data.get("sender", {}), environ.get("PRESSINVITE_SENDER_EMAIL")
        email = twin or table.get("email")
        name = environ.get("PRESSINVITE_SENDER_NAME") or table.get("name")
        if given is not None:
            name, email = split_address(given)
        if email is None or is_bare_address(email):
            return Sender(email=email, name=name or None) if email is not None else None
        if given is not None:
            raise UsageError(Finding("bad-sender-option", "error", "", {"address": given}), source="--sender")
        if twin:
            raise SettingsError(
                Finding("bad-sender", "error", "", {"address": twin}), source="PRESSINVITE_SENDER_EMAIL"
            )
        self.complain("bad-sender", "sender", "email", address=email)
        return None

    def read_others(self, environ: Mapping[str, str]) -> None:
        """The sections that no invitation shows, with what the environment says in their stead."""
        for section in ("smtp", "imap", "oauth", "ledger", "lists", "publish"):
            table = dict(self.data.get(section, {}))
            for key, kind in SECTIONS[section].items():
                twin = environ.get(f"PRESSINVITE_{section.upper()}_{key.upper()}")
                if twin:
                    table[key] = twin.split("|") if kind is list else twin
                if kind is int and key in table:
                    table[key] = self.whole_number(section, key, str(table[key]))
                elif kind is bool and key in table:
                    table[key] = self.yes_or_no(section, key, str(table[key]).lower())
            self.others[section] = table

    def yes_or_no(self, section: str, key: str, found: str) -> bool:
        """Whether it is on; off, and told of, where it is neither true nor false."""
        if found not in ("true", "false"):
            self.complain("setting-type", section, key, key=key, expected=_DESCRIPTIONS[bool], found=found)
        return found == "true"

    def whole_number(self, section: str, key: str, found: str) -> int:
        """The number; 1, and told of, where it is none of 1 to 99999."""
        if found.isascii() and found.isdecimal() and len(found) < 6 and int(found):
            return int(found)
        self.complain("setting-type", section, key, key=key, expected=_DESCRIPTIONS[int], found=found)
        return 1

    def logo(self, given: str | None) -> str | None:
        """An https address as it is; a file of the folder as a data: address."""
        if not given or given.startswith("https://"):
            return given or None
        path = (self.folder or Path.cwd()) / given
        kind = _IMAGES.get(path.suffix.lower())
        inside = self.folder is None or path.resolve().is_relative_to(self.folder.resolve())
        if kind is None or not inside or not path.is_file():
            self.complain("no-logo", "organisation", "logo", name=given, allowed=tuple(_IMAGES))
            return None
        try:
            octets = path.read_bytes()
        except OSError as error:
            self.complain("unreadable", "organisation", "logo", name=given, reason=explain_reading(error))
            return None
        if len(octets) > MAX_LOGO_OCTETS:
            self.complain("logo-size", "organisation", "logo", name=given, limit=MAX_LOGO_OCTETS // 1024)
            return None
        return f"data:{kind};base64,{b64encode(octets).decode('ascii')}"


def _is(value: object, kind: type) -> bool:
    if kind is list:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, kind) and isinstance(value, bool) == (kind is bool)


def split_address(written: str) -> tuple[str | None, str]:
    """Return the name and the address of "Name <address>", or of a bare address without a name."""
    name, bracket, rest = written.rpartition("<")
    if not bracket:
        return None, written.strip()
    return name.strip().strip('"') or None, rest.strip().removesuffix(">").strip()


def is_bare_address(text: str) -> bool:
    """Tell whether the text is one e-mail address without blanks, controls or a name around it."""
    local, at, domain = text.rpartition("@")
    sound = at and local and "." in domain.strip(".") and not domain.startswith(".")
    return (
        bool(sound)
        and local.isascii()
        and text.isprintable()
        and not any(char in ' <>,;:"()[]\\' for char in text)
        and "@" not in local
    )


def write_whole(path: Path, octets: bytes, *, private: bool = False) -> None:
    """Write one file as `write_together` does; a private one, with people's addresses, is its owner's alone."""
    write_together({path: octets}, private=private)


def write_together(files: Mapping[Path, bytes], *, private: bool = False) -> None:
    """Write all of the files or none: each is staged beside its place and synced, then all are renamed.

    Raises SettingsError (exit status 4) where the disk or the rights do not allow it. Only what happens between two
    renames, such as a power cut, leaves some of them new and others old.
    """
    staged: dict[Path, Path] = {}
    path = Path()
    try:
        for path, octets in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "")
            staged[path] = _stage(path, octets, 0o600 if private else 0o666 & ~_umask())
        for path, temporary in staged.items():
            temporary.replace(path)
    except OSError as error:
        for temporary in staged.values():
            with suppress(OSError):  # a disk that has become write-protected keeps it
                temporary.unlink(missing_ok=True)
        values = {"name": str(path), "reason": explain_writing(error)}
        raise SettingsError(Finding("disk", "error", "", values)) from None


def _stage(path: Path, octets: bytes, mode: int) -> Path:
    """Write a temporary file beside the path, and return it."""
    import tempfile  # noqa: PLC0415 -- not where nothing is written: it loads much

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".pressinvite-")
    temporary = Path(name)
    with os.fdopen(handle, "wb") as file:
        try:
            file.write(octets)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    temporary.chmod(mode)
    return temporary


def _umask() -> int:
    """The process's mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
