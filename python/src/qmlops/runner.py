"""Runs suites."""

from __future__ import annotations

import os
import pathlib
import subprocess

from qmlops import engine
from qmlops.result import Result, planned, read


def _options(profile: str | None, backend: str | None, shots: int | None, seed: int | None, max_cost: str | None,
             only: str | None) -> list[str]:
    options = []
    for name, value in (("profile", profile), ("backend", backend), ("shots", shots), ("seed", seed), ("max-cost", max_cost),
                        ("only", only)):
        if value is not None:
            options.append(f"--{name}={value}")
    return options


def run(suite: str | os.PathLike[str] = "quantum.yml", *, profile: str | None = None, backend: str | None = None,
        shots: int | None = None, seed: int | None = None, max_cost: str | None = None, only: str | None = None,
        out: str | os.PathLike[str] = "qmlops-out") -> Result:
    """Runs a suite (or a single OpenQASM circuit) and returns its verdicts. The options are those of `qmlops run`; money is
    spent as the suite's profile says.

    A red gate raises nothing: ask `result.ok`. What keeps the engine from any verdict raises: `InputError` for a wrong
    suite, `Refused` when the budget or the shots cannot decide, `EngineMissing` without engine or Java."""
    folder = pathlib.Path(out).absolute()
    stamp = _stamp(folder)
    done = engine.call(["run", os.fspath(suite), *_options(profile, backend, shots, seed, max_cost, only), f"--out={folder}"])
    engine.require_verdicts(done)
    if _stamp(folder) == stamp:
        # the folder holds nothing, or the result of an earlier run
        raise engine.QmlopsError(_words(done))
    return read(folder, done.returncode, done.stderr)


def plan(suite: str | os.PathLike[str] = "quantum.yml", *, profile: str | None = None, backend: str | None = None,
         shots: int | None = None, seed: int | None = None, max_cost: str | None = None) -> list[tuple[str, str, str]]:
    """(test, gate, backend) of what would be run. Submits nothing."""
    done = engine.call(["run", os.fspath(suite), "--dry-run", *_options(profile, backend, shots, seed, max_cost, None)])
    engine.require_verdicts(done)
    gates = planned(done.stdout)
    if done.returncode != 0 or not gates:
        raise engine.QmlopsError(_words(done))
    return gates


def _stamp(folder: pathlib.Path) -> tuple[int, int] | None:
    try:
        found = (folder / "result.json").stat()
        return found.st_mtime_ns, found.st_ino
    except FileNotFoundError:
        return None


def _words(done: subprocess.CompletedProcess[str]) -> str:
    return done.stderr.strip() or done.stdout.strip() or f"the engine ended with exit code {done.returncode}"
