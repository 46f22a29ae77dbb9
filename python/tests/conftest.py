"""The engine of the tests: the real one of this repository where it is built, a stand-in that answers from a script elsewhere."""

import json
import os
import pathlib
import stat
import sys
import textwrap

import pytest

pytest_plugins = ["pytester"]

ROOT = pathlib.Path(__file__).resolve().parents[2]
JAR = ROOT / "engine" / "target" / "qmlops.jar"


@pytest.fixture
def real_engine(monkeypatch):
    """The engine of this repository."""
    if not JAR.is_file():
        pytest.skip("the engine is not built: run ./qmlops once")
    monkeypatch.setenv("QMLOPS_JAR", str(JAR))


STAND_IN = '''
import json, pathlib, sys
from xml.sax.saxutils import escape, quoteattr
answers = json.loads(pathlib.Path(__file__).with_name("answers.json").read_text())
with open(pathlib.Path(__file__).with_name("calls.txt"), "a") as calls:
    calls.write(" ".join(sys.argv[3:]) + "\\n")
if answers["exit"] in (2, 4):
    sys.exit(sys.stderr.write(answers["words"]) and answers["exit"])
if "--dry-run" in sys.argv:
    print("test  gate  backend  evidence")
    for test, gate, verdict, headline in answers["gates"]:
        print(test, gate, "builtin", "exact")
    sys.exit(0)
if answers["exit"] == 99:
    sys.exit(sys.stderr.write("it fell over") and 3)
out = pathlib.Path([a for a in sys.argv if a.startswith("--out=")][0][6:])
out.mkdir(parents=True, exist_ok=True)
tests, cases = [], []
for test, gate, verdict, headline in answers["gates"]:
    tests.append({"name": test, "backend": "builtin", "gates": [{"gate": gate, "verdict": verdict, "cost": "0 USD",
        "finding": {"headline": headline, "value": 0.5, "line": "x", "shots": 7}}]})
    kind = {"FAIL": "failure", "PASS": "system-out", "SKIPPED": "skipped"}.get(verdict, "error")
    cases.append("<testsuite name=%s><testcase name=%s><%s>%s</%s></testcase></testsuite>" % (
        quoteattr(test + " on builtin"), quoteattr(gate), kind, escape("WORDS OF " + test + "\\n  " + headline), kind))
(out / "result.json").write_text(json.dumps({"tests": tests, "cost": {"actual": "0 USD", "shots": 7}}))
(out / "junit.xml").write_text("<testsuites>" + "".join(cases) + "</testsuites>")
sys.exit(answers["exit"])
'''


@pytest.fixture
def stand_in(tmp_path_factory, monkeypatch):
    """An engine that answers as told: stand_in([(test, gate, verdict, headline)], exit_code, words); its calls."""
    folder = tmp_path_factory.mktemp("engine")
    (folder / "engine.py").write_text(textwrap.dedent(STAND_IN))
    java = folder / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\nexec {sys.executable} {folder / 'engine.py'} \"$@\"\n")
    java.chmod(java.stat().st_mode | stat.S_IXUSR)
    jar = folder / "qmlops.jar"
    jar.write_text("")
    monkeypatch.setenv("QMLOPS_JAR", str(jar))
    monkeypatch.setenv("JAVA_HOME", str(folder))
    monkeypatch.setenv("PATH", f"{java.parent}{os.pathsep}{os.environ['PATH']}")

    def answer(gates, exit_code=0, words=""):
        (folder / "answers.json").write_text(json.dumps({"gates": gates, "exit": exit_code, "words": words}))

    answer.calls = lambda: (folder / "calls.txt").read_text().splitlines() if (folder / "calls.txt").exists() else []
    return answer
