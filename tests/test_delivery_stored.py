from __future__ import annotations

import base64
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from delivery_cases import ASA, DATE, KINDS, MESSAGE_ID, PEOPLE, Person, shell_of
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.delivery.composing import compose, sha256_of
from pressinvite.delivery.line_ends import WholeLines, has_whole_lines
from pressinvite.delivery.stored import compose_stored, dump_parts, dump_shell, fill_stored


@pytest.mark.parametrize(("purpose", "form"), KINDS)
@given(person=PEOPLE, first=st.booleans())
def test_what_is_stored_gives_the_same_octets(purpose, form, person, first):
    shell = shell_of(purpose, form)
    parts = json.loads(json.dumps(dump_parts(person, first=first)))
    again = compose_stored(dump_shell(shell), parts, message_id=MESSAGE_ID, date=DATE.timestamp())
    assert again == compose(shell, person, message_id=MESSAGE_ID, date=DATE, first=first)


@pytest.mark.parametrize(("purpose", "form"), KINDS)
@given(person=PEOPLE, first=st.booleans())
def test_what_is_put_together_of_pieces_has_whole_lines_and_they_were_looked_at(purpose, form, person, first):
    shell, parts = dump_shell(shell_of(purpose, form)), dump_parts(person, first=first)
    octets = fill_stored(shell, parts, message_id=MESSAGE_ID, date=DATE.timestamp()).join()
    assert type(octets) is WholeLines
    assert has_whole_lines(bytes(octets))
    assert octets == compose_stored(shell, parts, message_id=MESSAGE_ID, date=DATE.timestamp())


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\n.\n"])
def test_a_shell_with_a_bare_line_end_is_not_taken_for_whole_lines(end):
    table, _, octets = dump_shell(shell_of("invitation", "quiet")).partition(b"\n")
    told = json.loads(table)
    where = octets.index(b"\r\n\r\n") + 4
    broken = octets[:where] + end + octets[where:]
    told["skeleton"] += len(end)
    told["calendar"] = told["calendar"] and told["calendar"] + len(end)
    told["slots"] = [[at + len(end) * (at >= where), *rest] for at, *rest in told["slots"]]
    shell = json.dumps(told).encode() + b"\n" + broken
    filled = fill_stored(shell, dump_parts(ASA, first=True), message_id=MESSAGE_ID, date=DATE.timestamp())
    assert not has_whole_lines(filled.join())


def test_only_what_there_is_is_kept():
    assert dump_parts(Person("a@b.example", source="listan"), first=False) == {"email": "a@b.example"}
    kept = {"email": ASA.email, "name": "Åsa Öberg", "outlet": "Tidningen Ö", "source": "Medieregistret", "first": True}
    assert dump_parts(ASA, first=True) == kept


def test_another_process_makes_the_same_message(tmp_path):
    shell, parts = dump_shell(shell_of("invitation", "rsvp")), dump_parts(ASA, first=True)
    (tmp_path / "shell").write_bytes(shell)
    code = (
        "import json, pathlib, sys; from pressinvite.delivery.stored import compose_stored;"
        f"octets = compose_stored(pathlib.Path(sys.argv[1]).read_bytes(), json.loads({json.dumps(json.dumps(parts))}),"
        f" message_id={MESSAGE_ID!r}, date={DATE.timestamp()}); sys.stdout.buffer.write(octets)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "shell")], capture_output=True, check=True)
    assert done.stdout == compose_stored(shell, parts, message_id=MESSAGE_ID, date=DATE.timestamp())


def test_many_threads_make_the_same_messages():
    shell = dump_shell(shell_of("update", "rsvp"))
    people = [Person(f"red{number}@tidningen.example", "Å" * (number % 70)) for number in range(400)]

    def digest(person: Person) -> str:
        parts = dump_parts(person, first=False)
        return sha256_of(compose_stored(shell, parts, message_id=MESSAGE_ID, date=DATE.timestamp()))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(digest, people)) == [digest(person) for person in people]


def test_a_message_that_has_been_sent_can_be_made_again_for_all_time():
    """Octets that changed here would make every ledger's digests wrong: raise VERSION, and keep the old way."""
    shell = (
        b'{"version":1,"skeleton":116,"calendar":136,"slots":[[0,"to",""],[0,"date",""],[0,"message-id",""],'
        b'[0,"unsubscribe",""],[46,"text","\\ufdd4Fr\\u00e5n \\ufdd3"],[46,"html","<p>\\ufdd0"],[46,"calendar",""]],'
        b'"unsubscribe":["mailto:p@b.example",""]}\n' + b"X: y\r\n" * 7 + b"\r\n\r\n" + b"Z: y\r\n" * 11 + b"fin\n"
        + b"BEGIN:VEVENT:12345\r\n" + b"END:VEVENT\r\n" * 8
    )  # fmt: skip
    octets = compose_stored(
        shell,
        {"email": "rut@b.example", "name": "Ek, Rut & Åsa", "source": "listan", "first": True},
        message_id="<1a@b.example>",
        date=1798272000,
    )
    head, _, tail = octets.decode("ascii").partition("QkVHSU4")
    assert head == (
        "To: =?utf-8?q?Ek=2C_Rut_=26_=C3=85sa?= <rut@b.example>\r\n"
        "Date: Sat, 26 Dec 2026 08:00:00 +0000\r\n"
        "Message-ID: <1a@b.example>\r\n"
        "List-Unsubscribe: <mailto:p@b.example?subject=unsubscribe%201a>\r\n"
        + "X: y\r\n" * 7
        + "\r\n\r\nFr=C3=A5n listan\r\n<p>Ek, Rut &amp; =C3=85sa, rut@b.example\r\n"
    )
    calendar, _, rest = tail.partition("Z: y\r\n")
    assert rest == "Z: y\r\n" * 10 + "fin\n"
    assert base64.b64decode("QkVHSU4" + calendar).decode() == (
        'BEGIN:VEVENT:12345\r\nATTENDEE;CN="Ek, Rut & Åsa";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=R\r\n'
        " EQ-PARTICIPANT;RSVP=TRUE:mailto:rut@b.example\r\n" + "END:VEVENT\r\n" * 8
    )
    assert {len(line) for line in ("QkVHSU4" + calendar).split("\r\n")[:-2]} == {76}
