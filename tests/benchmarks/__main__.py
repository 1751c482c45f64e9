"""`make bench`: every row of every benchmark; exit status 1 where a goal is missed."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from tests.benchmarks.rows import print_rows

named = sys.argv[1:] or sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
modules = [import_module(f"tests.benchmarks.{name}") for name in named if name not in {"__main__", "__init__", "rows"}]
kept = [print_rows(module.rows()) for module in modules]
sys.exit(0 if all(kept) else 1)
