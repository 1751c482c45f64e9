"""How many examples property tests try: few while writing, a thousand or more in the full run (CI set)."""

import os

import pytest
import vobject
from hypothesis import HealthCheck, settings

settings.register_profile("quick", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("thorough" if os.environ.get("CI") else "quick")


@pytest.fixture
def fresh_vobject() -> None:
    """vobject keeps the first component of a TZID that it meets in a process for all later files."""
    getattr(vobject.icalendar, "__tzidMap").clear()
