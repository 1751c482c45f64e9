"""The local view in a browser: a page loads itself anew when the site has changed."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from pathlib import Path

import pytest
from test_cli_serving import PAGE, address_of, office, start  # noqa: F401 -- fixtures
from worker_cases import Reader

pytestmark = pytest.mark.browser

PEERS = Path(__file__).parent / "peers"


def look(address: str, words: str) -> Reader:
    """A browser that looks at an address until it shows the words."""
    command = ["node", str(PEERS / "reload.cjs"), address, words]
    return Reader(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))


def seen(looking: Reader) -> dict[str, object]:
    assert looking.status() == 0, looking.text
    return json.loads(looking.lines[-1])


def test_a_changed_meeting_loads_the_page_anew(start, office) -> None:  # noqa: F811 -- a fixture
    serving = start("serve", "--port", "0")
    serving.wait_for("1 meeting is public")
    path = office / "meetings" / "bron.yaml"
    with look(address_of(serving) + PAGE, "Södra kajen 3") as looking:
        looking.wait_for("shown 200")
        path.write_text(path.read_text("utf-8").replace("Norra kajen 2", "Södra kajen 3"), "utf-8")
        found = seen(looking)
    assert found == {"loads": found["loads"], "complaints": [], "heading": "Nya bron öppnas"}
    assert found["loads"] >= 2


def test_the_page_that_waits_for_the_first_publishing_shows_it(start, office) -> None:  # noqa: F811 -- a fixture
    holder = sqlite3.connect(office / "published.db", isolation_level=None)
    holder.execute("begin immediate")
    serving = start("serve", "--port", "0")
    serving.wait_for("[publishing-already]")
    with look(address_of(serving), "Nya bron öppnas") as looking:
        looking.wait_for("shown 404")
        holder.close()
        found = seen(looking)
    (complaint,) = set(found["complaints"])  # the browser's own word of a page and an icon that were not there
    assert complaint.endswith("404 (Not Found)")
    assert found["loads"] == 2
