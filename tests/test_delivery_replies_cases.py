"""Mails as other programs write them, one by one: what each of them is, and whether it counts."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml
from reply_cases import CASES, UID, send, take

from pressinvite.delivery.ledger import open_ledger

EXPECTED = yaml.safe_load((CASES / "expected.yaml").read_text("utf-8"))


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(f"sqlite:///{tmp_path / 'pressinvite.db'}") as opened:
        send(opened)
        yield opened


def test_every_mail_has_its_expectation() -> None:
    assert {path.stem for path in CASES.glob("*.eml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_mail_is(ledger, name):
    taken = take(ledger, name)
    usual = {"uid": UID, "counts": True, "doubts": [], "words": "", "more": {}}
    expected = [
        {**usual, **each, "more": {k: str(v) for k, v in each.get("more", {}).items()}} for each in EXPECTED[name]
    ]
    found = [
        {
            "kind": reply.kind, "uid": reply.uid, "address": reply.address, "counts": reply.counts, "words": reply.words,
            "doubts": list(reply.doubts), "more": dict(reply.more), "at": dt.datetime.fromtimestamp(reply.stamp, dt.UTC),
        }
        for _, _, reply in taken.replies
    ]  # fmt: skip
    assert found == expected
    assert taken.unrelated == (not expected)
    assert taken.findings == ()
