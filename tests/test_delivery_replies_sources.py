"""Where replies are read: files, mbox, Maildir and folders, as mail programs leave them."""

from __future__ import annotations

import mailbox
import os

import pytest
from reply_cases import CASES, NOW, case, send

from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.replies import sources
from pressinvite.delivery.replies.mail import HEAD, LARGEST, read_mail
from pressinvite.delivery.replies.sources import read_files
from pressinvite.delivery.replies.taking import take_replies
from pressinvite.errors import SourceError

NAMES = sorted(path.stem for path in CASES.glob("*.eml"))


def keys(*names: object) -> list[str]:
    return [read_mail(each.octets).key for each in read_files(map(str, names)) if each.octets is not None]


KEYS = [read_mail(case(name)).key for name in NAMES]


def test_a_file_and_a_folder_of_files(tmp_path) -> None:
    assert keys(CASES / "gmail-accepted.eml") == [read_mail(case("gmail-accepted")).key]
    assert keys(CASES) == KEYS  # and not its YAML
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (below / "one.EML").write_bytes(case("gmail-accepted"))
    (below / ".hidden.eml").write_bytes(case("apple-declined"))
    (below / "notes.txt").write_text("From: nobody")
    assert keys(tmp_path) == [read_mail(case("gmail-accepted")).key]


@pytest.mark.parametrize("ending", ["box.mbox", "Inkorg", "post.mbx"])
def test_an_mbox_that_the_standard_library_wrote(tmp_path, ending) -> None:
    box = mailbox.mbox(tmp_path / ending)
    for name in NAMES:
        box.add(case(name))
    box.close()
    assert keys(tmp_path / ending) == KEYS
    assert keys(tmp_path) == KEYS


def test_a_line_that_begins_with_from_parts_no_mail(tmp_path) -> None:
    body = b"From: a@b.example\nMessage-ID: <1@b.example>\n\nHej\nFrom Lund kommer jag\n\n>From Lund\n"
    (tmp_path / "box").write_bytes(b"From a@b.example Thu Mar  4 10:00:00 2027\n" + body)
    (one,) = read_files([str(tmp_path / "box")])
    assert one.octets == body


def test_a_maildir_with_its_folders(tmp_path) -> None:
    box = mailbox.Maildir(tmp_path / "Maildir", create=True)
    box.add(case("gmail-accepted"))
    read = mailbox.MaildirMessage(case("apple-declined"))
    read.set_subdir("cur")
    read.add_flag("S")
    box.add(read)
    box.add_folder("Svar").add(case("qmail-bounce"))
    names = ["apple-declined", "gmail-accepted", "qmail-bounce"]
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert sorted(keys(tmp_path / "Maildir")) == sorted(read_mail(case(name)).key for name in names)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_several_sources_in_their_order() -> None:
    names = ["qmail-bounce", "apple-declined"]
    assert keys(*(CASES / f"{name}.eml" for name in names)) == [read_mail(case(name)).key for name in names]


def test_a_source_that_is_not_there() -> None:
    with pytest.raises(SourceError) as caught:
        keys(CASES / "gmail-accepted.eml", "nowhere.mbox")
    assert caught.value.findings[0].code == "unreadable"


def test_a_mail_that_is_too_large_is_told_of_and_left(tmp_path) -> None:
    with (tmp_path / "large.eml").open("wb") as file:
        file.write(case("gmail-accepted"))
        file.truncate(LARGEST + 1)
    (tmp_path / "small.eml").write_bytes(case("gmail-accepted"))
    first, second = read_files([str(tmp_path)])
    assert (first.octets, first.size) == (None, LARGEST + 1)
    assert second.octets == case("gmail-accepted")


def test_of_a_large_mail_only_the_beginning_is_in_memory(tmp_path) -> None:
    with (tmp_path / "box").open("wb") as file:
        file.write(b"From a@b.example\n" + case("gmail-accepted"))
        for _ in range(LARGEST // 1_000_000 - 1):
            file.write(b"x" * 999_999 + b"\n")
        file.write(b"\nFrom a@b.example\n" + case("apple-declined"))
    first, second = read_files([str(tmp_path / "box")])
    assert first.octets is not None
    assert len(first.octets) == HEAD + 1
    assert LARGEST > first.size > LARGEST - 2_000_000
    assert second.octets == case("apple-declined")


def test_a_folder_that_leads_back_to_itself(tmp_path) -> None:
    (tmp_path / "one.eml").write_bytes(case("gmail-accepted"))
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert len(keys(tmp_path)) == 1


def test_a_mail_that_may_not_be_read_is_told_of(tmp_path, monkeypatch) -> None:
    (tmp_path / "one.eml").mkdir()  # root may read everything, but no folder as a file
    (one,) = [sources._read_one(tmp_path / "one.eml")]
    assert (one.octets, one.reason) == (None, "it is a folder, not a file")


def test_what_is_no_mail_file_is_left(tmp_path) -> None:
    os.mkfifo(tmp_path / "pipe.eml")
    (tmp_path / "README").write_text("hello")
    (tmp_path / "one.eml").write_bytes(case("gmail-accepted"))
    assert len(keys(tmp_path)) == 1


def test_a_file_with_a_name_that_is_no_text_is_taken(tmp_path) -> None:
    folder = os.fsencode(tmp_path) + b"/\xff"
    os.mkdir(folder)  # noqa: PTH102 -- a name of octets
    with open(folder + b"/\xfe.eml", "wb") as file:  # noqa: PTH123 -- as above
        file.write(case("gmail-accepted"))
    with open_ledger(f"sqlite:///{tmp_path / 'p.db'}") as ledger:
        send(ledger)
        assert len(take_replies(ledger, read_files([os.fsdecode(folder)]), now=NOW).replies) == 1
