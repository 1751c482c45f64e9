"""The ledger's password: where it may come from, and that it shows itself nowhere."""

from __future__ import annotations

import psycopg
import pytest
from dispatch_cases import make_folder
from mail_servers import MailServer
from postgres_server import make_database
from worker_cases import Reader, run

PASSWORD = "h3mligt-Ord"  # noqa: S105 -- of a server that lives as long as the test
WRONG = "0tur-Gissning"


@pytest.fixture(scope="module")
def account(postgres_server):
    """A user who needs a password, as the address of a database without it."""
    rules = postgres_server.pgdata / "pg_hba.conf"
    rules.write_text(f"local all press scram-sha-256\n{rules.read_text('utf-8')}", "utf-8")
    with psycopg.connect(postgres_server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE ROLE press LOGIN PASSWORD '{PASSWORD}'")
        connection.execute("SELECT pg_reload_conf()")
    url = make_database(postgres_server.get_uri())
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("GRANT ALL ON SCHEMA public TO press")
    return url.replace("//postgres:@", "//press@")


@pytest.fixture
def machine(tmp_path, account):
    """Run commands in a folder whose settings name the ledger; all that they said."""
    meeting = make_folder(tmp_path / "press")
    settings = meeting.parent.parent / "pressinvite.toml"
    settings.write_text(f'{settings.read_text("utf-8")}\n[ledger]\nurl = "{account}"\nworkers = true\n', "utf-8")

    def go(**environ: str) -> tuple[int, int, str]:
        with MailServer() as server:
            told = {"PRESSINVITE_SMTP_URL": f"smtp://127.0.0.1:{server.port}", "PYTHONFAULTHANDLER": "1", **environ}
            planning = ("send", str(meeting), "--to", "media", "--for-real", "--wait", "0")
            with Reader(run(tmp_path, *planning, environ=told)) as planner:
                planned = planner.status()
            with Reader(run(settings.parent, "worker", "--once", environ=told)) as worker:
                worked = worker.status()
        return planned, worked, planner.text + worker.text

    return go


def write_passes(path, password: str) -> str:
    path.write_text(f"*:*:*:press:{password}\n", "utf-8")
    path.chmod(0o600)
    return str(path)


def test_the_password_comes_from_the_environment_a_file_of_passwords_or_the_addresss_twin(machine, account, tmp_path):
    assert machine(PGPASSWORD=PASSWORD)[:2] == (3, 0)
    for told in (
        {"PGPASSFILE": write_passes(tmp_path / "passes", PASSWORD)},
        {"PRESSINVITE_LEDGER_URL": account.replace("press@", f"press:{PASSWORD}@")},
    ):
        planned, worked, said = machine(**told)
        assert (planned, worked) == (0, 0)  # all has been sent by now
        assert PASSWORD not in said


@pytest.mark.parametrize("way", ["PGPASSWORD", "PGPASSFILE", "PRESSINVITE_LEDGER_URL"])
def test_a_wrong_password_is_told_of_and_not_shown(machine, account, tmp_path, way):
    told = {
        "PGPASSWORD": WRONG,
        "PGPASSFILE": write_passes(tmp_path / "passes", WRONG),
        "PRESSINVITE_LEDGER_URL": account.replace("press@", f"press:{WRONG}@"),
    }
    planned, worked, said = machine(**{way: told[way]})
    assert (planned, worked) == (4, 4)
    assert said.count("[ledger-unreachable]") == 2
    assert WRONG not in said
    assert "Traceback" not in said


def test_a_password_in_the_settings_is_refused_and_not_shown(tmp_path, account):
    folder = make_folder(tmp_path / "press").parent.parent
    settings = folder / "pressinvite.toml"
    written = account.replace("press@", f"press:{PASSWORD}@")
    settings.write_text(f'{settings.read_text("utf-8")}\n[ledger]\nurl = "{written}"\n', "utf-8")
    with Reader(run(folder, "worker", "--once", environ={})) as worker:
        assert worker.status() == 4
    assert "[secret-in-settings]" in worker.text
    assert PASSWORD not in worker.text
