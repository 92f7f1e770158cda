"""The extension in a real LibreOffice Writer, without a window, run by an ordinary user."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from proof_program import serving
from regcheck.run.rules import LoadedRules, RuleChoice

WRITER = Path(__file__).resolve().parents[2] / "editors" / "writer"
DRIVER = Path(__file__).with_name("drive_writer.py")
LETTER, COPIES = "rekommandert brev", "i tre eksemplarer"
PATIENCE = 120


def module(file: Path) -> ModuleType:
    """A module of the extension, which is no package of ours."""
    spec = spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    sys.modules[file.stem] = made
    spec.loader.exec_module(made)
    return made


def python_with_bridge() -> str:
    """A Python that can talk to LibreOffice, or empty."""
    beside = Path(shutil.which("soffice") or "").resolve().parent / "python"
    for one in (sys.executable, str(beside), "/usr/bin/python3"):
        if Path(one).is_file():
            done = subprocess.run([one, "-c", "import uno"], capture_output=True, check=False)
            if done.returncode == 0:
                return one
    return ""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that an ordinary user can write in."""
    folder = Path(tempfile.mkdtemp(prefix="regcheck-writer-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def user_for(home: Path) -> dict[str, Any]:
    """Whom LibreOffice is run by: unopkg refuses root."""
    if getpass.getuser() != "root":
        return {}
    shutil.chown(home, "nobody")
    for file in home.iterdir():
        shutil.chown(file, "nobody")
    return {"user": "nobody", "group": "nogroup", "extra_groups": []}


def test_writer_underlines_and_comments(home: Path, loaded: Callable[..., LoadedRules]) -> None:
    python = python_with_bridge()
    if not (python and shutil.which("unopkg") and shutil.which("soffice")):
        pytest.skip("LibreOffice, or a Python that can talk to it (python3-uno), is not installed")
    module(WRITER / "make_oxt.py").build(home / "regcheck.oxt")
    user, port = user_for(home), free_port()
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home)}
    environment.pop("PYTHONPATH", None)
    subprocess.run(
        ["unopkg", "add", "-f", profile, str(home / "regcheck.oxt")],
        env=environment, cwd=home, check=True, capture_output=True, timeout=PATIENCE, **user,
    )  # fmt: skip
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", profile,
         f"--accept=socket,host=127.0.0.1,port={port};urp;"],
        env=environment, cwd=home, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **user,
    )  # fmt: skip
    try:
        with serving(loaded(RuleChoice())) as program:
            done = subprocess.run(
                [python, str(DRIVER), str(port), str(program.server.port)],
                env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False,
            )  # fmt: skip
        assert done.returncode == 0, done.stderr
        office.wait(PATIENCE)
    finally:
        if office.poll() is None:
            os.killpg(office.pid, signal.SIGKILL)
    told = json.loads(done.stdout)
    assert told["services"] == {
        "nb": ["no.regcheck.Proofreader"],
        "nn": ["no.regcheck.Proofreader"],
        "sv": [],
    }
    assert told["again"], "what was not checked for want of a server is to be checked when it is up"
    for language, start in (("nb", 26), ("nn", 31)):
        (error,) = told[language]
        assert (error["start"], error["length"]) == (start, len(LETTER))
        assert error["rule"] == "paper/registered-letter"
        url = error["properties"]["FullCommentURL"]
        assert url.endswith(f"/rules/paper/registered-letter?lang={language}")
    other = ["Kari", ""]
    ours = [["regcheck", COPIES], ["regcheck", LETTER]]
    for step in ("marked", "marked again", "answered"):
        assert [one[:2] for one in told[step]] == [other, *ours]
    assert "§ 1 annet ledd · paper/several-copies" in told["marked"][1][2]
    assert [one[:2] for one in told["cleared"]] == [other, ours[1]]
    assert told["same text"]


STUB = """#!{python}
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        told = b'{{"matches": [{{"asked": "' + " ".join(sys.argv[1:]).encode() + b'"}}]}}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)
    def log_message(self, *_):
        pass
HTTPServer(("127.0.0.1", int(sys.argv[3])), Handler).handle_request()
"""


def test_the_client_starts_the_server_once(tmp_path: Path) -> None:
    client = module(WRITER / "pythonpath" / "regcheck_writer" / "client.py")
    command = tmp_path / "regcheck"
    command.write_text(STUB.format(python=sys.executable), "utf-8")
    command.chmod(0o755)
    port = free_port()
    asks = client.Client(str(command), port)
    assert asks.check("nb-NO", text="x") == [{"asked": f"serve --port {port} --idle 60"}]
    assert asks._process.wait(PATIENCE) == 0
    with pytest.raises(client.ServerError):  # it has ended, and was started just now
        asks.check("nb-NO", text="x")
    for one in (client.Client("no-such-regcheck", port), client.Client(str(command), port, False)):
        with pytest.raises(client.ServerError):
            one.check("nb-NO", text="x")


def test_what_answers_otherwise_is_no_server_and_one_that_is_busy_is_asked_again() -> None:
    answers = [403, 503, 503, 200]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(answers.pop(0))
            self.end_headers()
            self.wfile.write(b'{"matches": ["found"]}')

        def log_message(self, format: str, *args: Any) -> None:
            pass

    client = module(WRITER / "pythonpath" / "regcheck_writer" / "client.py")
    other = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    asks = client.Client("no-such-regcheck", other.server_port)
    with pytest.raises(client.ServerError):
        asks.check("nb-NO", text="x")
    assert asks.check("nb-NO", text="x") == ["found"]
    other.shutdown()
    other.server_close()
