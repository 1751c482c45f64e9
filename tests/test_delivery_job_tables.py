"""The tables of shared sending, on a real PostgreSQL: made once, led on by Procrastinate's own migrations, refused where they are not ours."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from delivery_samples import ledger_url
from postgres_server import make_database
from procrastinate.schema import SchemaManager
from sqlalchemy import text

from pressinvite.delivery.job_tables import prepare_jobs
from pressinvite.delivery.ledger import open_ledger
from pressinvite.errors import SettingsError

MIGRATIONS = Path(SchemaManager.get_migrations_path())
OLDER = "03.02.00_50_post_batch_defer_jobs"
"""The last migration of an older Procrastinate."""

# all that makes the tables what they are: columns, functions with their bodies, triggers, indexes, the words of the types
CATALOGUE = """
    SELECT 'column', table_name || '.' || column_name, data_type || coalesce(column_default, '') || is_nullable
    FROM information_schema.columns WHERE table_name LIKE 'procrastinate%'
    UNION SELECT 'function', proname, pg_get_function_arguments(oid) || regexp_replace(prosrc, '\\s+', ' ', 'g')
    FROM pg_proc WHERE proname LIKE 'procrastinate%'
    UNION SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname LIKE 'procrastinate%'
    UNION SELECT 'index', indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'procrastinate%'
    UNION SELECT 'word', typname, enumlabel FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid
"""


@pytest.fixture
def url(postgres_server):
    """A database of its own, as what is looked at are all of its tables."""
    return make_database(postgres_server.get_uri())


@pytest.fixture
def ledger(url):
    with open_ledger(url) as opened:
        yield opened


def ask(ledger, sql: str):
    with ledger.database.reading() as connection:
        return connection.execute(text(sql)).all()


def older_migrations(folder: Path) -> Path:
    for path in sorted(MIGRATIONS.glob("*.sql")):
        if path.stem <= OLDER:
            shutil.copy(path, folder)
    return folder


def test_they_are_made_once_however_many_machines_begin_at_once(url):
    def work() -> None:
        with open_ledger(url) as ledger:
            prepare_jobs(ledger)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_ledger(url) as ledger:
        newest = max(path.stem for path in MIGRATIONS.glob("*.sql"))
        assert ask(ledger, "SELECT migration FROM workers_version") == [(newest,)]
        assert ask(ledger, "SELECT count(*) FROM procrastinate_jobs") == [(0,)]


def test_older_ones_become_what_new_ones_are(ledger, postgres_server, tmp_path):
    folder = older_migrations(tmp_path)
    with ledger.database.writing() as connection:
        for path in sorted(folder.glob("*.sql")):
            connection.exec_driver_sql(path.read_text("utf-8"), execution_options={"no_parameters": True})
        connection.execute(text("CREATE TABLE workers_version (migration VARCHAR NOT NULL)"))
        connection.execute(text("CREATE TABLE handed (mailing BIGINT PRIMARY KEY, until FLOAT)"))
        connection.execute(text("INSERT INTO workers_version VALUES (:name)"), {"name": OLDER})
    assert "procrastinate_retry_job_v2" not in {row[1] for row in ask(ledger, CATALOGUE)}
    prepare_jobs(ledger)
    with open_ledger(make_database(postgres_server.get_uri())) as other:
        prepare_jobs(other)
        assert sorted(ask(ledger, CATALOGUE)) == sorted(ask(other, CATALOGUE))


def test_a_migration_that_fails_leaves_all_as_it_was(ledger, tmp_path):
    prepare_jobs(ledger)
    before = sorted(ask(ledger, CATALOGUE))
    shutil.copytree(MIGRATIONS, tmp_path, dirs_exist_ok=True)
    (tmp_path / "99.00.00_01_first.sql").write_text("ALTER TABLE procrastinate_jobs ADD COLUMN more text;", "utf-8")
    (tmp_path / "99.00.00_02_second.sql").write_text("ALTER TABLE nowhere ADD COLUMN more text;", "utf-8")
    with pytest.raises(SettingsError):
        prepare_jobs(ledger, folder=tmp_path)
    assert sorted(ask(ledger, CATALOGUE)) == before
    (tmp_path / "99.00.00_02_second.sql").unlink()
    prepare_jobs(ledger, folder=tmp_path)
    assert ask(ledger, "SELECT migration FROM workers_version") == [("99.00.00_01_first",)]


def test_newer_ones_are_refused(ledger, tmp_path):
    prepare_jobs(ledger)
    with pytest.raises(SettingsError) as stopped:
        prepare_jobs(ledger, folder=older_migrations(tmp_path))
    assert stopped.value.findings[0].code == "workers-newer"


def test_those_of_another_program_are_left_alone(ledger):
    with ledger.database.writing() as connection:
        connection.execute(text("CREATE TABLE procrastinate_jobs (id BIGINT)"))
    with pytest.raises(SettingsError) as stopped:
        prepare_jobs(ledger)
    assert stopped.value.findings[0].code == "workers-others"
    assert ask(ledger, "SELECT count(*) FROM information_schema.tables WHERE table_name = 'handed'") == [(0,)]


def test_a_ledger_in_a_file_has_none(tmp_path):
    with open_ledger(ledger_url(tmp_path)) as ledger, pytest.raises(SettingsError) as stopped:
        prepare_jobs(ledger)
    assert stopped.value.findings[0].code == "workers-need-postgresql"
