"""The staff's page for tests: an organisation's folder, the page over it, and a browser that has been let in."""

from __future__ import annotations

import datetime as dt
import html
import os
import re
from typing import TYPE_CHECKING

from starlette.testclient import TestClient

from pressinvite.language import open_language
from pressinvite.studio.desk import Desk, create_studio
from pressinvite.studio.door import Keys
from pressinvite.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PORT = 8123
HOME = f"http://127.0.0.1:{PORT}"
NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.timezone(dt.timedelta(hours=1)))
SETTINGS = """[organisation]
name = "Björkviks kommun"
languages = ["sv", "en"]
[sender]
email = "press@bjorkvik.example"
"""
RELEASE = """Pressinbjudan

Så ska Storgatan byggas om

Kommunen bjuder in till pressträff om Storgatan.

Tid: onsdag 10 mars 2027 kl. 15.00–15.45
Plats: Vita salen, Kommunhuset, Kyrkogatan 2, Björkvik
Medverkande: Yrsa Lindmark (C), kommunstyrelsens ordförande

Presskontakt: Siv Almgren, kommunikatör, 070-174 06 21, siv.almgren@bjorkvik.example
"""


class Studio:
    """A page that is open in a browser."""

    def __init__(self, top: Path, *, language: str = "sv", clock: Callable[[], dt.datetime] = lambda: NOW) -> None:
        (top / "meetings").mkdir(parents=True, exist_ok=True)
        (top / "pressinvite.toml").write_text(SETTINGS, "utf-8")
        self.top, self.keys = top, Keys()
        desk = Desk(
            lambda: open_workspace(top / "pressinvite.toml", environ=os.environ),
            open_language(language),
            self.keys,
            clock,
        )
        self.app = create_studio(desk, port=PORT)
        self.browser = TestClient(self.app, base_url=HOME, follow_redirects=False, headers={"origin": HOME})
        answer = self.browser.get("/", params={"token": self.keys.token or ""})
        assert answer.status_code == 303

    def get(self, path: str) -> str:
        """The page at a path, followed to its end."""
        answer = self.browser.get(path, follow_redirects=True)
        assert answer.status_code == 200, answer.text[:500]
        return answer.text

    def paste(self, text: str = RELEASE, **fields: str) -> str:
        """The path of the draft of a pasted text."""
        answer = self.browser.post("/drafts", data={"csrf": self.keys.form_token, "text": text, **fields})
        assert answer.status_code == 303, answer.text[:500]
        return answer.headers["location"]

    def act(self, path: str, act: str, **fields: str):
        """What the page answers to a button, with the form as it stands but for these fields."""
        form = self.form(path) | {key.replace("__", "-"): value for key, value in fields.items()} | {"act": act}
        return self.browser.post(path, data=form)

    def form(self, path: str) -> dict[str, str]:
        """The fields of a draft's form as the page shows them."""
        page = self.get(path)
        found = dict(re.findall(r'<input[^>]*\sname="([^"]+)"[^>]*\svalue="([^"]*)"', page))
        found |= dict(re.findall(r'<textarea[^>]*\sname="([^"]+)"[^>]*>([^<]*)</textarea>', page))
        for name, options in re.findall(r'<select[^>]*\sname="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
            chosen = re.search(r'value="([^"]*)" selected', options)
            found[name] = chosen[1] if chosen else ""
        return {name: html.unescape(value) for name, value in found.items()}
