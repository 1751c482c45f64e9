"""IMAP servers for the tests: Dovecot, started here with a configuration of its own, and one that says what it is told."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

import trustme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PASSWORD = "hemlig-å"  # noqa: S105 -- of a server that lives for a test
USER = "press@malmo.example"

_SHARED = """\
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/state
log_path = /dev/stderr
listen = 127.0.0.1
ssl = yes
first_valid_uid = 1
first_valid_gid = 1
{users}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {secure_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""
_OLD = """\
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail
}}
"""
_NEW = """\
ssl_server_cert_file = {folder}/cert.pem
ssl_server_key_file = {folder}/key.pem
auth_allow_cleartext = yes
auth_mechanisms = plain login
mail_driver = maildir
mail_path = {folder}/mail
passdb static {{
  password = {password}
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {gid}
    home = {folder}/mail
  }}
}}
"""
"""Dovecot 2.4 names many things anew."""


def free_ports(number: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


class Dovecot:
    """A Dovecot on loopback ports, with one user; in a folder of its own, run by whoever runs the tests."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pressinvite-imap-"))
        self.port, self.secure_port = free_ports(2)
        authority = trustme.CA()
        certificate = authority.issue_cert("localhost", "127.0.0.1")
        (self.folder / "cert.pem").write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
        (self.folder / "key.pem").write_bytes(certificate.private_key_pem.bytes())
        self.context = ssl.create_default_context()
        authority.configure_trust(self.context)
        self._write_configuration()
        binary = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin") or "dovecot"
        self._process = subprocess.Popen(
            [binary, "-F", "-c", str(self.folder / "dovecot.conf")], stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
        )
        self.log: list[str] = []
        assert self._process.stderr
        for line in self._process.stderr:
            self.log.append(line.decode("utf-8", "replace"))
            if b"starting up" in line:
                break
        else:
            raise AssertionError(self.log)
        threading.Thread(target=self._keep_log, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(30)
        if self._process.stderr:
            self._process.stderr.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _keep_log(self) -> None:
        assert self._process.stderr
        try:
            self.log += [line.decode("utf-8", "replace") for line in self._process.stderr]
        except ValueError:  # closed at the end
            return

    def _write_configuration(self) -> None:
        me = pwd.getpwuid(os.getuid())
        group = grp.getgrgid(me.pw_gid).gr_name
        users = f"default_internal_user = {me.pw_name}\ndefault_login_user = {me.pw_name}\n"
        users += f"default_internal_group = {group}\n"
        if me.pw_uid == 0:  # Dovecot keeps no mail of root
            me, users = pwd.getpwnam("nobody"), ""
        for name in ("mail", "run", "state"):
            (self.folder / name).mkdir()
        os.chown(self.folder / "mail", me.pw_uid, me.pw_gid)
        self.folder.chmod(0o755)
        version = subprocess.run(["dovecot", "--version"], capture_output=True, text=True, check=True).stdout
        is_old = version.startswith("2.3")
        head = "" if is_old else "dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n"
        values = {
            "folder": self.folder, "port": self.port, "secure_port": self.secure_port, "uid": me.pw_uid,
            "gid": me.pw_gid, "password": PASSWORD, "users": users,
        }  # fmt: skip
        text = head + (_SHARED + (_OLD if is_old else _NEW)).format(**values)
        (self.folder / "dovecot.conf").write_text(text, "utf-8")


class ScriptedServer:
    """A server that greets and answers each line as `answer(line)` says; lines come without their end.

    An answer of None closes the line; the client's tag stands in it as `{tag}`.
    """

    def __init__(self, answer: Callable[[bytes], Sequence[bytes] | None], greeting: bytes = b"* OK ready\r\n") -> None:
        self._answer, self._greeting = answer, greeting
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.lines: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        self._thread.join(10)

    def _serve(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as reader:
            try:
                connection.sendall(self._greeting)
                for line in reader:
                    self.lines.append(line.rstrip(b"\r\n"))
                    answers = self._answer(self.lines[-1])
                    if answers is None:
                        return
                    tag = line.partition(b" ")[0]
                    for answer in answers:
                        connection.sendall(answer.replace(b"{tag}", tag))
            except OSError:  # the client has had enough
                return
