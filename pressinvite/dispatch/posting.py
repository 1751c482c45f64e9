"""How an organisation's mail leaves: its ledger, mail server, lists and opt-outs, as the settings name them.

`lists/avbojt.csv` (or `opt-outs.csv`) beside the settings holds those who asked for no more, whether it is named or not.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from pressinvite.delivery.composing import MailingList, is_list_id, is_one_click
from pressinvite.delivery.connecting import Transport
from pressinvite.delivery.credentials import ask_keyring, find_secret, keep_in_keyring, parse_server
from pressinvite.errors import Finding, SettingsError, UsageError
from pressinvite.workspace import is_bare_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from pressinvite.delivery.credentials import Secret, Server
    from pressinvite.meeting import Sender
    from pressinvite.workspace import Workspace

LIST_ENDINGS = (".csv", ".xlsx", ".vcf", ".txt", ".tsv")
_OPT_OUT_NAMES = ("avbojt", "opt-outs", "opt-out", "optout")
"""Names, without their marks above letters, of lists of those who want no more."""
_OPT_OUT_STEMS = ("avboj", "optout", "opt-out", "opt_out")
_SQLITE = "sqlite:///"


class Posting(NamedTuple):
    """What sending needs to know of an organisation."""

    sender: Sender
    ledger: str
    """The ledger's SQLAlchemy address; a file's is absolute."""
    mailing_list: MailingList
    opt_outs: tuple[str, ...]
    """Files with those who are never written to."""
    noted: tuple[str, ...]
    """Those of them that the settings name: a web page may write them."""


def read_posting(workspace: Workspace) -> Posting:
    """Return how the organisation's mail leaves. Raises SettingsError where the settings do not tell enough."""
    if workspace.folder is None:
        raise SettingsError(Finding("no-workspace", "error"))
    sender = workspace.organisation.sender
    if sender is None:
        raise SettingsError(Finding("no-sender-to-send", "error"))
    told = workspace.settings.get("lists", {})
    noted = tuple(str(workspace.folder / name) for name in told.get("opt_outs", ()))
    usual = _find_opt_outs(workspace.folder)
    return Posting(
        sender, ledger_url(workspace), _read_list(told, sender), tuple(dict.fromkeys((*noted, *usual))), noted
    )


def ledger_url(workspace: Workspace) -> str:
    """Return the ledger's address; SettingsError where there is no organisation's folder to keep it in."""
    if workspace.folder is None:
        raise SettingsError(Finding("no-workspace", "error"))
    url: str = workspace.settings.get("ledger", {}).get("url") or f"{_SQLITE}pressinvite.db"
    name = url.removeprefix(_SQLITE)
    if name == url or not name:
        return url
    return _SQLITE + str((workspace.folder / name).absolute())


def read_transport(workspace: Workspace, environ: Mapping[str, str]) -> Transport:
    """Return how messages leave. Raises SettingsError where no mail server is named, or one that cannot be used."""
    told = workspace.settings.get("smtp", {})
    if not told.get("url"):
        raise SettingsError(Finding("no-mail-server", "error"))
    server = parse_server(told["url"])
    secret = read_secret(server, workspace, environ) if server.user else None
    if secret:
        secret()  # a secret that is missing is told of before anything is planned
    numbers = {key: told[key] for key in ("connections", "per_minute", "per_domain") if key in told}
    return Transport(server, secret, **numbers)


def read_secret(server: Server, workspace: Workspace, environ: Mapping[str, str]) -> Callable[[], Secret]:
    """Return what gives the server's password or token, each time it is asked for."""
    from pressinvite.delivery.tokens import Tokens, parse_endpoint  # noqa: PLC0415 -- the web's client, for few

    endpoint = parse_endpoint(workspace.settings.get("oauth", {}))
    if server.method == "xoauth2" and endpoint:
        return Tokens(endpoint, environ, keyring=ask_keyring, keep=keep_in_keyring)
    return lambda: find_secret(server, environ, keyring=ask_keyring)


def find_lists(named: Iterable[str], workspace: Workspace) -> list[str]:
    """Return the files that are meant: paths as they are, else names of lists in `lists/`, with or without ending.

    UsageError where a list is not found.
    """
    found = []
    for name in named:
        folder = (workspace.folder or Path()) / "lists"
        tries = [Path(name), folder / name, *(folder / f"{name}{ending}" for ending in LIST_ENDINGS)]
        path = next((each for each in tries if each.is_file()), None)
        if path is None:
            known = sorted(each.stem for each in folder.glob("*") if _is_list(each)) if folder.is_dir() else []
            code = "list-not-found" if known else "no-lists"
            values = {"name": name, "folder": str(folder), "known": tuple(known)}
            raise UsageError(Finding(code, "error", "", values), source="--to")
        found.append(str(path))
    return found


def list_files(workspace: Workspace) -> tuple[list[str], tuple[str, ...]]:
    """Return the lists of the organisation's folder, and all files of those who asked for no more, named ones too."""
    folder = workspace.folder or Path()
    lists = sorted((folder / "lists").glob("*")) if (folder / "lists").is_dir() else []
    named = (str(folder / name) for name in workspace.settings.get("lists", {}).get("opt_outs", ()))
    opt_outs = tuple(dict.fromkeys((*named, *_find_opt_outs(folder))))
    return [str(path) for path in lists if _is_list(path) and str(path) not in opt_outs], opt_outs


def find_near_opt_outs(workspace: Workspace) -> list[Finding]:
    """Return a warning for each list whose name is nearly that of a list of those who want no more, and is not read as one."""
    lists, _ = list_files(workspace)
    paths = (Path(name) for name in lists)
    return [
        Finding("opt-outs-name", "warning", "", {"name": path.name, "wanted": f"{_OPT_OUT_NAMES[0]}{path.suffix}"})
        for path in paths
        if _plain(path).startswith(_OPT_OUT_STEMS) or get_close_matches(_plain(path), _OPT_OUT_NAMES, cutoff=0.75)
    ]


def _is_list(path: Path) -> bool:
    return path.suffix.lower() in LIST_ENDINGS and not _is_opt_outs(path)


def _is_opt_outs(path: Path) -> bool:
    return _plain(path) in _OPT_OUT_NAMES


def _plain(path: Path) -> str:
    return normalize("NFKD", path.stem.lower()).encode("ascii", "ignore").decode()


def _read_list(told: Mapping[str, Any], sender: Sender) -> MailingList:
    domain = sender.email.rpartition("@")[2]
    made = MailingList(
        told.get("id") or f"press.{domain}", told.get("unsubscribe") or sender.email, told.get("one_click") or ""
    )
    if not is_list_id(made.list_id):
        raise SettingsError(Finding("bad-list-id", "error", "lists.id", {"found": made.list_id}))
    if not is_bare_address(made.unsubscribe):
        raise SettingsError(Finding("bad-unsubscribe", "error", "lists.unsubscribe", {"address": made.unsubscribe}))
    if made.one_click and not is_one_click(made.one_click):
        raise SettingsError(Finding("bad-one-click", "error", "lists.one_click", {"found": made.one_click}))
    if made.one_click and not told.get("opt_outs"):
        raise SettingsError(Finding("one-click-alone", "error", "lists.one_click"))
    return made


def _find_opt_outs(folder: Path) -> list[str]:
    """What lies in `lists/` under a name for such a file."""
    lists = folder / "lists"
    return [str(path) for path in sorted(lists.glob("*")) if _is_opt_outs(path)] if lists.is_dir() else []
