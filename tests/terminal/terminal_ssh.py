"""OpenSSH's own server on the loopback interface, with throw-away keys, and logins to it."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from terminal_home import LONGEST, PROGRAM, Home
from terminal_pty import PtyReader, Terminals
from terminal_shell import PROMPT, Shell

_SERVER = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
_PRIVILEGE_SEPARATION = Path("/run/sshd")
"""An empty folder that sshd(8) insists on when root starts it."""

_CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {keys}/host
AuthorizedKeysFile {keys}/user.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
PrintMotd no
PrintLastLog no
UseDNS no
ClientAliveInterval {patience}
ClientAliveCountMax 2
SetEnv HOME={home} LANG=C.UTF-8
"""


class Server:
    """A server that lets the user who runs the tests in, with another home folder."""

    def __init__(self, folder: Path, home: Home, patience: int = 0) -> None:
        """Start it.

        Args:
            folder: For keys, settings and the log.
            home: The home folder of who logs in.
            patience: Seconds between questions whether the client still lives; the second
                without an answer ends the session. 0 never asks, as Debian's server does.
        """
        if _SERVER is None or shutil.which("ssh") is None:
            pytest.skip("OpenSSH's server or client is not installed")
        self._folder, self.home = folder, home
        folder.mkdir()
        for name in ("host", "user"):
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(command, check=True, timeout=LONGEST)
        # The login shell's prompt, whoever's shell it is and whatever /etc/profile says.
        (home.path / ".profile").write_text(f"PS1='{PROMPT}'\nexport ENV=\n")
        self._port = _free_port()
        config = folder / "sshd_config"
        config.write_text(
            _CONFIG.format(port=self._port, keys=folder, home=home.path, patience=patience)
        )
        if os.geteuid() == 0:
            _PRIVILEGE_SEPARATION.mkdir(mode=0o755, exist_ok=True)
        self._log = (folder / "log").open("wb")
        self._process = subprocess.Popen(
            [_SERVER, "-D", "-e", "-f", str(config)], stdin=subprocess.DEVNULL, stderr=self._log
        )
        self._wait_until_it_listens()
        self._probe()

    def _wait_until_it_listens(self) -> None:
        deadline = time.monotonic() + LONGEST
        while b"Server listening" not in (self._folder / "log").read_bytes():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._give_up("sshd does not start here")
            time.sleep(0.01)

    def _probe(self) -> None:
        # With a terminal: where only root may give one away, another user's server cannot.
        words = [self.client[0], "-tt", *self.client[1:], "true"]
        done = subprocess.run(
            words, stdin=subprocess.DEVNULL, capture_output=True, timeout=LONGEST,
            check=False,
        )  # fmt: skip
        if done.returncode != 0:
            self._give_up(f"nobody can log in here: {done.stderr.decode(errors='replace')}")

    def _give_up(self, why: str) -> None:
        self.close()
        pytest.skip(f"{why}: {(self._folder / 'log').read_text(errors='replace')[-500:]}")

    @property
    def client(self) -> list[str]:
        """The words of a call of ssh that logs in without a question."""
        known = self._folder / "known_hosts"
        key = (self._folder / "host.pub").read_text()
        known.write_text(f"[127.0.0.1]:{self._port} {key}")
        options = {
            "IdentitiesOnly": "yes", "IdentityAgent": "none", "BatchMode": "yes",
            "UserKnownHostsFile": str(known), "GlobalKnownHostsFile": "/dev/null",
            "LogLevel": "ERROR", "EscapeChar": "none",
        }  # fmt: skip
        chosen = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
        key_file = str(self._folder / "user")
        address = f"{pwd.getpwuid(os.geteuid()).pw_name}@127.0.0.1"
        return ["ssh", "-F", "none", "-i", key_file, "-p", str(self._port), *chosen, address]

    def log_in(self, terminals: Terminals, columns: int = 120, rows: int = 36) -> Shell:
        """Log in, in a terminal of its own; return the shell at its first prompt."""
        reader = terminals.run(self.client, self.home, columns=columns, rows=rows)
        reader.wait_for(PROMPT)
        return Shell(reader)

    def open_directly(self, terminals: Terminals, command: str) -> PtyReader:
        """Run a command in a remote terminal without a shell's prompt: `ssh -t host command`."""
        words = [self.client[0], "-t", *self.client[1:], command]
        return terminals.run(words, self.home, columns=120, rows=36)

    def drop_sessions(self) -> None:
        """End the server's side of every login without a word, as a machine that dies."""
        for pid in _descendants(self._process.pid):
            if Path(f"/proc/{pid}/comm").read_text().startswith("sshd"):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        """End the server and every login."""
        below = _descendants(self._process.pid)
        self._process.kill()
        self._process.wait()
        for pid in below:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._log.close()


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _descendants(pid: int) -> list[int]:
    """Return the processes that a process started, and those that they started."""
    with suppress(FileNotFoundError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [each for child in children for each in (int(child), *_descendants(int(child)))]
    return []


def careader(*words: str) -> str:
    """Return a shell's command line that starts the installed program."""
    return " ".join([str(PROGRAM), *words])
