"""The standard library's way: python -m tests.benchmarks.children.one_line MESSAGE PORT NUMBER hands a message over so often."""

from __future__ import annotations

import smtplib
import sys
from pathlib import Path

octets = Path(sys.argv[1]).read_bytes()
with smtplib.SMTP("127.0.0.1", int(sys.argv[2])) as client:
    for number in range(int(sys.argv[3])):
        client.sendmail("press@malmo.example", f"red{number}@redaktion.example", octets)
