"""A whole mailing in a process of its own: list → plan → ledger → server, as a user would send it.

python -m tests.benchmarks.children.mailing MEETING LIST PORT CONNECTIONS LEDGER: prints the share of its time that was
the ledger's, in per cent.
"""

from __future__ import annotations

import sys
import time

START = time.perf_counter()

import datetime as dt  # noqa: E402 -- what follows is part of what is measured
import uuid  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import TYPE_CHECKING  # noqa: E402

from pressinvite.delivery.composing import MailingList, build_shell, compose, message_id_of, plan_message, sha256_of  # noqa: E402
from pressinvite.delivery.connecting import Transport  # noqa: E402
from pressinvite.delivery.credentials import Server  # noqa: E402
from pressinvite.delivery.database import open_database  # noqa: E402
from pressinvite.delivery.ledger import Ledger  # noqa: E402
from pressinvite.delivery.mailings import Mailing, Planned, StoredShell  # noqa: E402
from pressinvite.delivery.recipients import read_lists  # noqa: E402
from pressinvite.delivery.sending import Delivery, send_mailing  # noqa: E402
from pressinvite.delivery.stored import compose_stored, dump_parts, dump_shell  # noqa: E402
from pressinvite.language import open_language  # noqa: E402
from pressinvite.meeting import Organisation, Sender  # noqa: E402
from pressinvite.reading.datafile import read_data  # noqa: E402
from pressinvite.templating import open_templates  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator


def main(meeting_file: str, list_file: str, port: str, connections: str, ledger_file: str) -> None:
    (meeting,) = read_data(Path(meeting_file).read_text("utf-8")).meetings
    recipients = read_lists([list_file]).require()
    language = open_language("sv")
    blueprint = plan_message(
        meeting,
        organisation=Organisation(
            name="Malmö stad", sender=Sender(email="press@malmo.example", name="Malmö stads press")
        ),
        language=language,
        form="rsvp",
        purpose="invitation",
        templates=open_templates(None, language),
        mailing_list=MailingList("press.malmo.example", "press@malmo.example"),
    )
    shell = build_shell(blueprint)
    now = time.time()
    date = dt.datetime.fromtimestamp(int(now), dt.UTC)
    mailing = Mailing(meeting.uid, 1, "invitation", "press@malmo.example", meeting.title)

    def planned() -> Iterator[Planned]:
        for one in recipients:
            name = message_id_of(meeting.uid, 1, "invitation", one.email, "salt", domain="malmo.example")
            octets = compose(shell, one, message_id=name, date=date)
            parts = dump_parts(one, first=False)
            yield Planned(one.email, "sv", "rsvp", parts, name, int(now), sha256_of(octets))

    with Ledger(open_database(f"sqlite:///{ledger_file}")) as ledger:
        ledger.plan(mailing, [StoredShell("sv", "rsvp", dump_shell(shell))], planned(), now=now)
        delivery = Delivery(
            lambda kept, row: compose_stored(kept.octets, row.parts, message_id=row.message_id, date=row.date),
            uuid.uuid4().hex,
        )
        transport = Transport(Server("127.0.0.1", int(port), "plain"), connections=int(connections))
        summary = send_mailing(ledger, mailing, transport, delivery)
        assert summary.is_complete


if __name__ == "__main__":
    main(*sys.argv[1:])
