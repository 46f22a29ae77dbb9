"""Gates as tests: pytest collects suite files, one test for each gate. A suite runs once, when its first gate is asked for."""

from __future__ import annotations

import fnmatch
import pathlib
import re
import tempfile
from collections.abc import Iterator

import pytest

from qmlops import runner
from qmlops.engine import QmlopsError
from qmlops.result import Result, Verdict

SUITES = ["quantum.yml", "*.qmlops.yml"]
WAYS = ("fail", "xfail", "skip")
"""What a verdict that is neither PASS nor FAIL may become. Never a pass."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("qmlops", "gates on quantum-ML models")
    group.addoption("--qmlops", action="append", default=[], metavar="SUITE.yml", help="collect this suite, whatever its name")
    group.addoption("--qmlops-profile", metavar="NAME", help="profile of the suites (default: ini qmlops_profile, else their first)")
    group.addoption("--qmlops-backend", metavar="NAME", help="run everything on this backend")
    group.addoption("--qmlops-seed", metavar="N", type=int, help="root of all seeds")
    group.addoption("--qmlops-max-cost", metavar='"25 USD"', help="most that a suite may cost; the lower of this and its budget wins")
    parser.addini("qmlops_files", "names of suite files to collect", type="args", default=SUITES)
    parser.addini("qmlops_profile", "profile of the suites", default="")
    parser.addini("qmlops_inconclusive", "what INCONCLUSIVE becomes: fail, xfail or skip", default="fail")
    parser.addini("qmlops_no_data", "what NO_DATA becomes: fail, xfail or skip", default="fail")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "qmlops: a gate on a quantum-ML model; leave them out with -m 'not qmlops'")
    config.addinivalue_line("markers", "xdist_group(name): tests that pytest-xdist keeps in one worker")
    for ini in ("qmlops_inconclusive", "qmlops_no_data"):
        if config.getini(ini) not in WAYS:
            raise pytest.UsageError(f"{ini} must be one of {', '.join(WAYS)}, found {config.getini(ini)!r}")
    for suite in config.getoption("qmlops"):
        if not pathlib.Path(config.invocation_params.dir, suite).is_file():
            raise pytest.UsageError(f"--qmlops: there is no such file: {suite}")
        if not config.args or config.args_source is not pytest.Config.ArgsSource.ARGS:
            # --qmlops alone means these suites alone
            config.args = []
            config.args_source = pytest.Config.ArgsSource.ARGS
        config.args.append(suite)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """Tells a worker of pytest-xdist how tests are spread."""
    node.workerinput["qmlops_dist"] = node.config.option.dist


def pytest_collect_file(file_path: pathlib.Path, parent: pytest.Collector) -> SuiteFile | None:
    config = parent.config
    named = {pathlib.Path(config.invocation_params.dir, suite).resolve() for suite in config.getoption("qmlops")}
    if file_path.resolve() in named or any(fnmatch.fnmatch(file_path.name, name) for name in config.getini("qmlops_files")):
        return SuiteFile.from_parent(parent, path=file_path)
    return None


class SuiteFile(pytest.File):
    """A suite, and its run once there is one."""

    _result: Result | None = None
    _problem: QmlopsError | None = None

    def collect(self) -> Iterator[Gate]:
        try:
            gates = runner.plan(self.path, **self.choices())
        except QmlopsError as problem:
            raise self.CollectError(str(problem)) from problem
        for test, gate, backend in gates:
            several = sum(other[:2] == (test, gate) for other in gates) > 1
            name = f"{test}/{gate}[{backend}]" if several else f"{test}/{gate}"
            yield Gate.from_parent(self, name=name, key=(test, gate, backend if several else None))

    def choices(self) -> dict[str, object]:
        option = self.config.getoption
        return {
            "profile": option("qmlops_profile") or self.config.getini("qmlops_profile") or None,
            "backend": option("qmlops_backend"),
            "seed": option("qmlops_seed"),
            "max_cost": option("qmlops_max_cost"),
        }

    def result(self) -> Result:
        """Runs the suite, once: only the test that is asked for, where all chosen gates are of one test."""
        if self._problem:
            raise self._problem
        if self._result is None:
            chosen = {item.key[0] for item in self.session.items if isinstance(item, Gate) and item.parent is self}
            try:
                self.require_one_worker()
                self._result = runner.run(self.path, **self.choices(), only=chosen.pop() if len(chosen) == 1 else None,
                                          out=self.folder())
            except QmlopsError as problem:
                self._problem = problem
                raise
        return self._result


    def require_one_worker(self) -> None:
        """A suite whose gates are spread over the workers of pytest-xdist would run, and be paid, once in each."""
        spread = getattr(self.config, "workerinput", {}).get("qmlops_dist", "no")
        if spread not in ("no", "loadfile", "loadgroup"):
            raise QmlopsError(f"the gates of a suite must run in one worker, and --dist {spread} spreads them: use --dist loadfile")

    def folder(self) -> pathlib.Path:
        """Where the report goes: beside pytest's cache, or where there is none, to a temporary folder."""
        name = re.sub(r"[^A-Za-z0-9.-]+", "_", self.nodeid) or "suite"
        cache = getattr(self.config, "cache", None)
        return cache.mkdir("qmlops") / name if cache else pathlib.Path(tempfile.mkdtemp(prefix="qmlops-")) / name


class GateFailed(Exception):
    """A verdict that is no pass."""


class Gate(pytest.Item):
    """One gate of a suite."""

    def __init__(self, *, key: tuple[str, str, str | None], **rest: object) -> None:
        super().__init__(**rest)
        self.key = key
        self.add_marker(pytest.mark.qmlops)
        self.add_marker(pytest.mark.xdist_group(name=self.parent.nodeid))

    def runtest(self) -> None:
        found = self.verdict(self.parent.result())
        self.user_properties.append(("verdict", found.verdict))
        if found.verdict == "PASS":
            return
        if found.accepted:
            pytest.xfail(f"{found.shown}: {found.accepted} {found.headline}")
        way = {"FAIL": "fail", "INCONCLUSIVE": self.config.getini("qmlops_inconclusive"),
               "NO_DATA": self.config.getini("qmlops_no_data"), "SKIPPED": "skip"}.get(found.verdict, "fail")
        if way == "skip":
            pytest.skip(f"{found.verdict}: {found.headline}")
        if way == "xfail":
            pytest.xfail(f"{found.verdict}: {found.headline}")
        raise GateFailed(found.text)

    def verdict(self, result: Result) -> Verdict:
        test, gate, backend = self.key
        for found in result.verdicts:
            if (found.test, found.gate) == (test, gate) and backend in (None, found.backend):
                return found
        raise GateFailed(f"NO_DATA  {test} / {gate}: the run has no verdict of this gate\n{result.messages}".rstrip())

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> object:
        if isinstance(excinfo.value, (GateFailed, QmlopsError)):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[pathlib.Path, int | None, str]:
        return self.path, None, f"{self.path.name}: {self.name}"
