"""The published press calendar as a browser, a keyboard, a printer and the Nu HTML checker see it."""

from __future__ import annotations

import json
import re
import subprocess
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
from newsroom_demo import demo_meetings, publish_organisation, write_organisation

pytestmark = pytest.mark.browser

PEERS = Path(__file__).parent / "peers"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' https:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
OLD = "2027/04/21-biblioteket-far-ny-chef/"
HARM = "script-alert-1-script-img-src-x-onerror-alert-2-7-7"
MEETINGS = {
    "meeting": "2027/03/10-sa-ska-storgatan-byggas-om/",
    "with all facts": "2027/05/11-kommunen-regionen-och-polisen-om-tryggheten-i-sommar/",
    "past": "2025/02/04-ny-skola-i-vastra-hamnen-2025/",
    "cancelled": "2027/03/12-invigningen-av-torget/",
    "postponed": "2027/03/26-ishallens-upprustning/",
    "moved": "2027/03/17-nya-badplatsen-vid-sjon/",
    "moved online": "2027/03/18-vattentakten-i-kvarnsjon/",
    "online": "2027/10/07-budgetforslaget-for-2028/",
    "several days": "2027/03/30-landsbygdsministern-besoker-bjorkvik/",
    "no place": "2027/03/11-telefonpresstraff-om-snorojningen/",
    "long": "2027/03/17-kommunstyrelsesammantradesprotokollsjusteringsforteckningen/",
    "meeting in English": "en/2027/03/24-elnatets-framtid/",
}
KINDS = MEETINGS | {
    "coming": "",
    "month": "2027/03/",
    "emptied month": "2028/04/",
    "year": "2027/",
    "topic": "topics/trafik/",
    "region": "regions/centrum/",
    "organiser": "organisers/polisen/",
    "archive": "archive/",
    "search": "search/",
    "found": "search/?q=kommunhuset&topics=trafik",
    "subscribe": "subscribe/",
    "withdrawn": "2027/03/29-en-hemlighet-som-inte-skulle-ut/",
    "absent": "2019/01/02-fanns-aldrig/",
    "gone": "410.html",
    "in English": "en/",
    "month in English": "en/2027/03/",
    "subscribe in English": "en/subscribe/",
    "harm": "2027/03/23-ont-uppsat-script-alert-1-script-img-src-x-onerror-alert-2-7/",
    "harm's topic": f"topics/amne-{HARM}/",
    "in Finnish": "../finnish/",
    "month in Finnish": "../finnish/2027/03/",
    "year in Finnish": "../finnish/2027/",
    "meeting in Finnish": "../finnish/2027/03/10-sa-ska-storgatan-byggas-om/",
    "topic in Finnish": "../finnish/topics/trafik/",
    "archive in Finnish": "../finnish/archive/",
    "search in Finnish": "../finnish/search/",
    "subscribe in Finnish": "../finnish/subscribe/",
    "gone in Finnish": "../finnish/410.html",
    "an old address, before it leads on": "../finnish/2027/04/still/",
    "nothing coming": "../empty/",
    "nothing at all, search": "../empty/search/",
    "nothing at all, archive": "../empty/archive/",
}


class Host(SimpleHTTPRequestHandler):
    """A plain host with the README's policy: sites below paths, 404.html where nothing is."""

    def __init__(self, sites: dict[str, Path], *args: object) -> None:
        self.sites = sites
        super().__init__(*args)

    def translate_path(self, path: str) -> str:
        _, name, rest = unquote(path.partition("?")[0]).split("/", 2)
        return str(self.sites[name] / rest)

    def send_head(self):
        asked = Path(self.translate_path(self.path))
        if not (asked / "index.html" if self.path.partition("?")[0].endswith("/") else asked).is_file():
            octets = (self.sites["press"] / "404.html").read_bytes()
            self.send_response(HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(octets)
            return None
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        pass


def publish_in_finnish(folder: Path, old: Path) -> Path:
    """The demo's meetings in Finnish first; with a page of an old address that stays where it is, to be looked at."""
    write_organisation(folder, demo_meetings())
    settings = folder / "pressinvite.toml"
    told = settings.read_text("utf-8")
    assert 'languages = ["sv", "en"]' in told
    settings.write_text(told.replace('languages = ["sv", "en"]', 'languages = ["fi", "sv"]'), "utf-8")
    publish_organisation(folder)
    still = folder / "public" / "2027" / "04" / "still"
    still.mkdir(parents=True)
    page, refreshes = re.subn(r"<meta http-equiv=.refresh.[^>]*>\n?", "", old.read_text("utf-8"))
    assert refreshes == 1
    (still / "index.html").write_text(page, "utf-8")
    return folder / "public"


@pytest.fixture(scope="module")
def base(demo_site, tmp_path_factory):
    """The address of the demo site on loopback; beside it lie one in Finnish, and that of an organisation without meetings."""
    empty = tmp_path_factory.mktemp("empty")
    write_organisation(empty, {})
    publish_organisation(empty)
    finnish = publish_in_finnish(tmp_path_factory.mktemp("finnish"), demo_site / OLD / "index.html")
    standing = [path for kind, path in KINDS.items() if kind != "absent" and not path.startswith("..")]
    assert all((demo_site / path.partition("?")[0]).exists() for path in standing)
    host = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Host, {"press": demo_site, "empty": empty / "public", "finnish": finnish})
    )
    thread = threading.Thread(target=host.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{host.server_port}/press/"
    host.shutdown()
    thread.join()
    host.server_close()


def ask(task: str, base: str, paths: list[str]) -> dict[str, dict[str, object]]:
    done = subprocess.run(
        ["node", PEERS / "site.cjs", task, base, *paths], check=False, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def looks(base):
    return ask("look", base, list(KINDS.values()))


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_accessible_and_loses_nothing(looks, kind):
    assert looks[KINDS[kind]] == {"violations": [], "sideways": 0, "lost": [], "complaints": []}


def test_the_tab_key_reaches_everything_in_order_and_in_sight(base):
    reached = ask("keys", base, list(KINDS.values()))
    assert {path: wrong for path, wrong in reached.items() if wrong} == {}


def test_a_meeting_prints_on_one_sheet_without_buttons(base):
    assert ask("print", base, list(MEETINGS.values())) == {
        path: {"sheets": 1, "buttons": 0} for path in MEETINGS.values()
    }


def test_without_script_everything_is_found_by_links(base):
    seen = ask("plain", base, list(KINDS.values()))
    plain = seen["search/"]
    assert plain["fields"] == 0
    assert all(word in plain["text"] for word in ("Trafik", "Centrum", "Polisen", "2025"))
    assert seen["search/"] == seen[KINDS["found"]]
    assert all(page["text"].strip() and page["links"] for page in seen.values())
    assert "Så ska Storgatan byggas om" in seen[""]["text"]


def test_an_old_address_leads_to_the_new_one(base):
    new = "2027/04/22-biblioteket-far-ny-chef-och-nya-oppettider/"
    moved = ask("plain", base, [OLD, new])
    assert len({page["text"] for page in moved.values()}) == 1


def test_search(base):
    """By words and filters, told to screen readers, kept in the address; texts that mean harm stay texts."""
    told = ask("search", base, ["search/"])["search/"]
    assert (told["opened"], told["made"]) == ([], 0)
    steps = {step["step"]: step for step in told["steps"]}
    assert (steps["opened"]["said"], steps["opened"]["titles"]) == ("", [])
    assert steps["words"]["titles"] == ["Invigningen av torget"]
    assert steps["words"]["states"] == ["INSTÄLLT"]
    assert steps["words"]["said"] == "1 pressträff"
    bridges = [f"Bron över Storån öppnar för trafik {year}" for year in (2027, 2026, 2025, 2025)]
    assert steps["topic"]["titles"] == [
        "Så ska Storgatan byggas om",
        "Invigningen av torget",
        *bridges,
    ]  # the next first
    assert steps["topic"]["said"] == "6 pressträffar"
    assert steps["three filters"]["query"] == "?q=kommunhuset&topics=trafik&regions=centrum&when=coming"
    for again in ("reloaded", "back"):
        assert steps[again] == steps["three filters"] | {"step": again}
    assert steps["followed"]["heading"].endswith(steps["three filters"]["titles"][0])
    assert (steps["nothing"]["titles"], steps["nothing"]["said"][:6]) == ([], "Inget ")
    assert len(steps["harm"]["titles"]) == 1


def test_every_page_is_valid_html(demo_site):
    """One run of the checker for all pages; warnings count as errors, but for those about the policy: read from a disk
    nothing is "self", and JSON-LD is no script (HTML section 4.12.1). The browser judges the policy above. And but for its
    guess at a page's language, which texts that mean harm mislead.
    """
    jar = PEERS / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-Xss4m", "-jar", jar, "--stdout", "--exit-zero-always", "--format", "json", "--skip-non-html"]
    assert len(list(demo_site.rglob("*.html"))) > 200
    done = subprocess.run([*command, demo_site], check=False, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    messages = json.loads(done.stdout)["messages"]
    known = ("violates Content Security Policy", "appears to be written in")
    told = {one["message"][:200]: one["url"] for one in messages if not any(words in one["message"] for words in known)}
    assert told == {}
