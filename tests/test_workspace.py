"""The organisation's folder: settings read strictly, files written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressinvite.errors import SettingsError, UsageError
from pressinvite.meeting import Contact, Sender
from pressinvite.starter import NewFile, write_workspace
from pressinvite.workspace import (
    find_settings,
    is_bare_address,
    open_workspace,
    split_address,
    write_whole,
)  # fmt: skip

SAMPLE = Path(__file__).parent.parent / "samples" / "bjorkvik"


def settings_file(folder: Path, text: str) -> Path:
    path = folder / "pressinvite.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_sample_folder_is_read_whole() -> None:
    workspace = open_workspace(find_settings(str(SAMPLE / "teams.yaml")), environ={})
    organisation = workspace.organisation
    assert workspace.folder == SAMPLE
    assert organisation.name == "Björkviks kommun"
    assert organisation.accent == "#1b5e3f"
    assert organisation.languages == ("sv", "en")
    assert organisation.sender == Sender(email="press@bjorkvik.example", name="Björkviks kommuns presstjänst")
    assert organisation.logo.startswith("data:image/svg+xml;base64,")
    assert organisation.contacts == (
        Contact(
            name="Pressjouren", role="Björkviks kommun", phones=("+46846500400",), emails=("press@bjorkvik.example",),
            standing=True, hours="vardagar kl. 8–17",
        ),
    )  # fmt: skip


def test_no_settings_are_an_organisation_too() -> None:
    workspace = open_workspace(None, environ={})
    assert workspace.folder is None
    assert workspace.organisation.sender is None
    assert workspace.templates is None


def test_settings_are_found_upwards_from_the_source(tmp_path: Path) -> None:
    path = settings_file(tmp_path, "")
    (tmp_path / "meetings" / "2027").mkdir(parents=True)
    assert find_settings(str(tmp_path / "meetings" / "2027" / "x.yaml")) == path


def test_settings_of_a_neighbouring_folder_are_not_taken(tmp_path: Path) -> None:
    (tmp_path / "lund").mkdir()
    (tmp_path / "bjorkvik").mkdir()
    settings_file(tmp_path / "bjorkvik", "")
    assert find_settings(str(tmp_path / "bjorkvik" / ".." / "lund" / "x.txt")) is None


def test_own_templates_are_found_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    assert open_workspace(settings_file(tmp_path, ""), environ={}).templates == tmp_path / "templates"


def test_the_environment_wins_over_the_file_and_the_command_over_both(tmp_path: Path) -> None:
    path = settings_file(tmp_path, '[sender]\nemail = "a@a.example"\n[organisation]\nname = "A"\nlanguages = ["sv"]\n')
    environ = {
        "PRESSINVITE_SENDER_EMAIL": "b@b.example", "PRESSINVITE_ORGANISATION_NAME": "B",
        "PRESSINVITE_ORGANISATION_LANGUAGES": "en|sv", "PRESSINVITE_ORGANISATION_DEFAULT_MINUTES": "45",
    }  # fmt: skip
    organisation = open_workspace(path, environ=environ).organisation
    assert (organisation.name, organisation.languages, organisation.default_minutes) == ("B", ("en", "sv"), 45)
    assert organisation.sender == Sender(email="b@b.example")
    given = open_workspace(path, environ=environ, sender='"Pressen" <c@c.example>').organisation
    assert given.sender == Sender(email="c@c.example", name="Pressen")


FAULTS = [
    ("[organisation\n", "toml-syntax", 1),
    ("[organisation]\nname = Lund\n", "toml-syntax", 2),
    ("[organization]\n", "misspelt-setting", 1),
    ("[organisation]\nnamn = 'x'\n", "misspelt-setting", 2),
    ("[organisation]\nxyz = 'x'\n", "unknown-setting", 2),
    ("[organisation]\nname = 3\n", "setting-type", 2),
    ("[organisation]\nlanguages = 'sv'\n", "setting-type", 2),
    ("[organisation]\ndefault_minutes = 0\n", "setting-type", 2),
    ("[organisation]\ndefault_minutes = true\n", "setting-type", 2),
    ("[contact]\nname = 'x'\n", "setting-type", 1),
    ("[organisation]\naccent = '#ffcc00'\n", "accent-contrast", 2),
    ("[organisation]\naccent = 'green'\n", "accent-contrast", 2),
    ("[organisation]\ntimezone = 'Europe/Lund'\n", "unknown-zone", 2),
    ("[organisation]\nwebsite = 'javascript:alert(1)'\n", "bad-address", 2),
    ("[organisation]\nlogo = 'saknas.png'\n", "no-logo", 2),
    ("[organisation]\nlogo = '../../etc/passwd.png'\n", "no-logo", 2),
    ("[sender]\nemail = 'press@lund'\n", "bad-sender", 2),
    ('[sender]\nemail = "a@b.example\\r\\nBcc: x@y.example"\n', "bad-sender", 2),
    ("[smtp]\nurl = 'smtps://user:secret@mail.example'\n", "secret-in-settings", 2),
    ("[imap]\nurl = 'imaps://user:secret@mail.example'\n", "secret-in-settings", 2),
    ("[ledger]\nurl = 'postgresql://press:secret@db.example/press'\n", "secret-in-settings", 2),
    ("[ledger]\nurl = 'postgresql://db.example/press?user=press&password=secret'\n", "secret-in-settings", 2),
    ("[ledger]\nurl = ['postgresql://press:secret@db.example/press']\n", "setting-type", 2),
    ("[ledger]\nurll = 'postgresql://press:secret@db.example/press'\n", "misspelt-setting", 2),
    ("[ledger]\nurl = postgresql://press:secret@db.example/press\n", "toml-syntax", 2),
    ("[ledger]\nworkers = 'yes'\n", "setting-type", 2),
    ("[ledger]\nworkers = 1\n", "setting-type", 2),
]


@pytest.mark.parametrize(("text", "code", "line"), FAULTS)
def test_faults_are_told_with_their_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    with pytest.raises(SettingsError) as told:
        open_workspace(settings_file(tmp_path, text), environ={})
    (finding,) = told.value.findings
    assert (finding.code, finding.spot.line) == (code, line)
    assert told.value.exit_status == 4
    assert "secret@" not in f"{told.value.findings}{told.value.text}{told.value}"
    assert "password=secret" not in f"{told.value.findings}{told.value.text}"


@pytest.mark.parametrize(
    ("text", "environ", "expected"),
    [("", {}, None), ("workers = true", {}, True), ("workers = true", {"PRESSINVITE_LEDGER_WORKERS": "false"}, False),
     ("", {"PRESSINVITE_LEDGER_WORKERS": "True"}, True)],
)  # fmt: skip
def test_a_setting_that_is_on_or_off(tmp_path: Path, text: str, environ: dict[str, str], expected: bool | None) -> None:
    path = settings_file(tmp_path, f"[ledger]\n{text}\n")
    assert open_workspace(path, environ=environ).settings["ledger"].get("workers") is expected


def test_the_environments_address_of_the_ledger_may_hold_a_password(tmp_path: Path) -> None:
    url = "postgresql://press:secret@db.example/press"
    found = open_workspace(settings_file(tmp_path, ""), environ={"PRESSINVITE_LEDGER_URL": url})
    assert found.settings["ledger"]["url"] == url


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = settings_file(tmp_path, "[organisation]\nnamn = 1\naccent = '#fff'\n[sender]\nemail = 'x'\n")
    with pytest.raises(SettingsError) as told:
        open_workspace(path, environ={})
    assert [finding.code for finding in told.value.findings] == ["misspelt-setting", "accent-contrast", "bad-sender"]


def test_a_bad_sender_of_the_command_is_not_laid_on_the_settings(tmp_path: Path) -> None:
    path = settings_file(tmp_path, '[sender]\nemail = "a@a.example"\n')
    with pytest.raises(UsageError) as told:
        open_workspace(path, environ={}, sender="pressen")
    assert (told.value.source, told.value.text, told.value.exit_status) == ("--sender", "", 2)
    (finding,) = told.value.findings
    assert (finding.code, finding.spot, finding.values) == ("bad-sender-option", None, {"address": "pressen"})


def test_a_bad_sender_of_the_environment_is_not_laid_on_the_settings(tmp_path: Path) -> None:
    path = settings_file(tmp_path, '[sender]\nemail = "a@a.example"\n')
    with pytest.raises(SettingsError) as told:
        open_workspace(path, environ={"PRESSINVITE_SENDER_EMAIL": "pressen"})
    assert (told.value.source, told.value.findings[0].spot) == ("PRESSINVITE_SENDER_EMAIL", None)


def test_the_nearest_setting_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as told:
        open_workspace(settings_file(tmp_path, "[organisation]\nwebsit = 'x'\n"), environ={})
    assert told.value.findings[0].values["nearest"] == "website"


def test_settings_in_another_encoding_are_told(tmp_path: Path) -> None:
    path = tmp_path / "pressinvite.toml"
    path.write_bytes("[organisation]\nname = 'Björkvik'\n".encode("latin-1"))
    with pytest.raises(SettingsError) as told:
        open_workspace(path, environ={})
    assert told.value.findings[0].code == "settings-encoding"


@pytest.mark.parametrize("url", ["smtp+starttls://user@mail.example:587", "smtp://mail.example"])
def test_an_address_without_a_password_is_fine(tmp_path: Path, url: str) -> None:
    open_workspace(settings_file(tmp_path, f"[smtp]\nurl = '{url}'\nconnections = 4\n"), environ={})


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("a@b.example", None, "a@b.example"),
        ("Press <a@b.example>", "Press", "a@b.example"),
        ('"Ö, press" <a@b.example> ', "Ö, press", "a@b.example"),
    ],
)
def test_addresses_are_split(written: str, name: str | None, address: str) -> None:
    assert split_address(written) == (name, address)


@pytest.mark.parametrize(
    "address", ["", "a", "a@b", "a b@c.se", "a@b.se\n", "a@@b.se", "a@.se", "<a@b.se>", "a,b@c.se"]
)
def test_what_is_no_bare_address(address: str) -> None:
    assert not is_bare_address(address)


def test_files_are_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new" / "x.txt"
    write_whole(path, b"one")
    assert path.read_bytes() == b"one"

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SettingsError) as told:
        write_whole(path, b"two")
    assert told.value.findings[0].code == "disk"
    assert path.read_bytes() == b"one"
    assert [file.name for file in path.parent.iterdir()] == ["x.txt"]


def test_a_new_folder_never_overwrites(tmp_path: Path) -> None:
    files = [NewFile("pressinvite.toml", b"x"), NewFile("meetings/a.yaml", b"y")]
    assert [path.name for path in write_workspace(tmp_path / "press", files)] == ["pressinvite.toml", "a.yaml"]
    with pytest.raises(SettingsError) as told:
        write_workspace(tmp_path / "press", files)
    assert told.value.findings[0].code == "workspace-exists"


def test_a_logo_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "logo.png").write_bytes(b"x")

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(SettingsError) as told:
        open_workspace(settings_file(tmp_path, "[organisation]\nlogo = 'logo.png'\n"), environ={})
    (finding,) = told.value.findings
    assert (finding.code, finding.values["reason"]) == ("unreadable", "you are not allowed to read it")
