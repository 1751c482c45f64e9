"""Every sample as it is sent, in each form and for each purpose, judged by SpamAssassin with its local rules."""

from __future__ import annotations

import re
import subprocess

import pytest
from delivery_cases import ASA, DATE, KINDS, MEETINGS, MESSAGE_ID, SAMPLES, plan, planned, sample

from pressinvite.delivery.composing import build_shell, compose
from pressinvite.language.catalogues import SPOKEN

pytestmark = pytest.mark.peer
INVITED = sorted(
    path.relative_to(SAMPLES).as_posix()
    for path in SAMPLES.rglob("*.yaml")
    if path.relative_to(SAMPLES).as_posix() not in {MEETINGS["update"], MEETINGS["cancellation"]}
)


def score(octets: bytes) -> tuple[float, str]:
    """What SpamAssassin gives the message, without asking the network, and for what."""
    done = subprocess.run(["spamassassin", "-L", "-t"], input=octets, capture_output=True, check=True)
    report = done.stdout.decode("utf-8", "replace")
    (found,) = re.findall(r"^X-Spam-Status: \w+, score=(-?[\d.]+)", report, re.MULTILINE)
    return float(found), report[report.rfind("Content analysis details") :]


def message(blueprint) -> bytes:
    return compose(build_shell(blueprint), ASA, message_id=MESSAGE_ID, date=DATE, first=True)


@pytest.mark.parametrize(("purpose", "form"), KINDS)
def test_each_purpose_is_no_spam(purpose, form):
    found, why = score(message(planned(purpose, form)))
    assert found <= 1.0, why


@pytest.mark.parametrize("tag", SPOKEN)
@pytest.mark.parametrize("name", INVITED)
def test_each_sample_is_no_spam(name, tag):
    found, why = score(message(plan("invitation", "rsvp", sample(name), tag=tag)))
    assert found <= 1.0, why


def test_what_is_spam_is_found_to_be():
    """Else the judge is not listening: the line that SpamAssassin's authors made for this."""
    line = b"XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"
    assert score(b"From: a@b.example\r\nSubject: x\r\n\r\n" + line + b"\r\n")[0] > 100
