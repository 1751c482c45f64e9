from __future__ import annotations

import pytest

from pressinvite.passwords import has_password, veil

SHOWN = [
    ("smtps://user:hemligt@mail.example", "smtps://user:·······@mail.example"),
    ("postgresql://press:he:m@li@db.example/press", "postgresql://press:·······@db.example/press"),
    ("smtps://a@b.example:hemligt@mail.example", "smtps://a@b.example:·······@mail.example"),
    ("postgresql://db.example/press?password=hemligt&sslmode=require", "postgresql://db.example/press?password=·······&sslmode=require"),
    ("postgresql://db.example/press?sslmode=require&sslpassword=hemligt", "postgresql://db.example/press?sslmode=require&sslpassword=·······"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "shown"), SHOWN)
def test_a_password_is_noticed_and_not_shown(written: str, shown: str) -> None:
    assert has_password(written)
    assert veil(f'[ledger]\nurl = "{written}"\n') == f'[ledger]\nurl = "{shown}"\n'


@pytest.mark.parametrize(
    "written",
    [
        "smtp+starttls://user@host.example:587", "smtps://a@b.example@mail.example", "postgresql://press@db.example:5432/press",
        "sqlite:///pressinvite.db", "https://www.bjorkvik.example/a?b=c",
    ],
)  # fmt: skip
def test_addresses_without_one_stay(written: str) -> None:
    assert not has_password(written)
    assert veil(written) == written
