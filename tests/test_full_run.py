"""The full run skips nothing: a test that would be skipped fails there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SKIPPING = {
    "by a mark": "import pytest\n\n@pytest.mark.skipif(True, reason='away')\ndef test_it(): pass\n",
    "within a test": "import pytest\n\ndef test_it(): pytest.importorskip('no_such_module')\n",
    "a whole file": "import pytest\n\npytest.importorskip('no_such_module')\n\ndef test_it(): pass\n",
    "in a fixture": "import pytest\n\n@pytest.fixture\ndef it(): pytest.skip('away')\n\ndef test_it(it): pass\n",
}


def run(folder: Path, code: str, *, full: bool) -> int:
    """The exit status of a run of one test file, in the full run or a quick one."""
    (folder / "test_one.py").write_text(code, "utf-8")
    environ = {name: value for name, value in os.environ.items() if name != "CI"} | ({"CI": "true"} if full else {})
    environ["PYTHONPATH"] = str(Path(__file__).parent.parent)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider", "test_one.py"]
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, check=False).returncode


@pytest.mark.parametrize("way", SKIPPING)
def test_what_is_skipped_fails_in_the_full_run(tmp_path: Path, way: str) -> None:
    assert run(tmp_path, SKIPPING[way], full=True) != 0


def test_a_quick_run_may_skip_and_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    assert run(tmp_path, SKIPPING["by a mark"], full=False) == 0
    assert run(tmp_path, "import pytest\n\n@pytest.mark.xfail\ndef test_it(): assert False\n", full=True) == 0
