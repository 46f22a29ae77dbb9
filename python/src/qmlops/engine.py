"""Where the engine is, and how it is started."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
import sys

JAR = "QMLOPS_JAR"
"""Names the engine's jar."""

INPUT, REFUSED = 2, 4
"""Exit codes after which there is no result."""


class QmlopsError(Exception):
    """What keeps the engine from giving any verdict. A red gate is none: ask `Result.ok`."""


class EngineMissing(QmlopsError):
    """The engine or Java is not there."""


class InputError(QmlopsError):
    """The suite, a file that it names, or the configuration is wrong; the text names file, line and column."""


class Refused(QmlopsError):
    """Budget or shots cannot decide what is asked; nothing was submitted."""


def launcher() -> pathlib.Path | None:
    """The launcher `qmlops` of the repository: of the one that this package stands in, else the one on the path."""
    near = pathlib.Path(__file__).resolve().parents[3] / "qmlops"
    if (near.parent / "engine" / "pom.xml").is_file() and near.is_file():
        return near
    found = shutil.which("qmlops")
    return pathlib.Path(found).resolve() if found else None


def command() -> list[str]:
    """What starts the engine: the jar that QMLOPS_JAR names, else the launcher, which builds the engine on first use."""
    named = os.environ.get(JAR, "")
    if named:
        if not os.path.isfile(named):
            raise EngineMissing(f"{JAR} names {named}, and there is no such file")
        home = os.environ.get("JAVA_HOME", "")
        java = shutil.which("java", path=os.path.join(home, "bin")) if home else None
        java = java or shutil.which("java")
        if java is None:
            raise EngineMissing("Java 17 or newer is needed: install a JDK and put java on the PATH")
        return [java, "-jar", named]
    found = launcher()
    if found is None:
        raise EngineMissing(
            f"the engine is not here: name its jar with {JAR}, or put the folder of the launcher `qmlops` on the PATH")
    return [str(found)]


def call(arguments: list[str], folder: str | os.PathLike[str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs the engine. Python models are loaded with this interpreter unless QMLOPS_PYTHON names another."""
    environment = dict(os.environ)
    environment.setdefault("QMLOPS_PYTHON", sys.executable)
    process = subprocess.Popen([*command(), *arguments], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
                               errors="replace")
    try:
        out, err = process.communicate()
    except KeyboardInterrupt:
        # the engine got the signal as well, unless a notebook kernel took it: it cancels its jobs and says what may bill
        process.terminate()
        process.communicate()
        raise
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def require_verdicts(done: subprocess.CompletedProcess[str]) -> None:
    """Raises what an exit code without a result means."""
    text = done.stderr.strip() or done.stdout.strip() or f"the engine ended with exit code {done.returncode}"
    if done.returncode == INPUT:
        raise InputError(text)
    if done.returncode == REFUSED:
        raise Refused(text)
