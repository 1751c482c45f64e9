from __future__ import annotations

import pytest
from delivery_samples import MAILING

from pressinvite.delivery.worker import Expired, Failed, Ready, Sent, Stopping, TookOver
from pressinvite.dispatch.news import render_news
from pressinvite.errors import SettingsError
from pressinvite.language import open_language

LINES = [
    (Sent(MAILING, {"sent": 250, "refused": 1}, 0), "Pressträff: Invitation, revision 1: 250 sent, 1 refused"),
    (Sent(MAILING, {"sent": 250}, 3), "Pressträff: Invitation, revision 1: 250 sent; 3 left"),
    (TookOver({"planned": 3, "uncertain": 1}), "A sender had stopped without a word; of what it held: 3 not sent yet, 1 uncertain."),
    (Expired(MAILING, 1), "Pressträff: Invitation, revision 1: 1 message was not sent, as the meeting is over"),
    (Expired(MAILING, 2), "Pressträff: Invitation, revision 1: 2 messages were not sent, as the meeting is over"),
    (Failed(SettingsError(), 5.0), "Trying again in 5 seconds."),
    (Ready(), "Waiting for mailings. Ctrl-C ends the worker after the messages in hand."),
    (Stopping(), "Ending after the messages in hand. A second signal ends it at once; some are uncertain then."),
]  # fmt: skip


@pytest.mark.parametrize(("news", "line"), LINES)
def test_each_is_a_line(news, line):
    assert render_news(news, open_language("en")) == line


def test_in_swedish():
    swedish = open_language("sv")
    assert render_news(LINES[1][0], swedish) == "Pressträff: Inbjudan, version 1: 250 skickade; 3 kvar"
    assert render_news(Ready(), swedish).startswith("Väntar på utskick.")
