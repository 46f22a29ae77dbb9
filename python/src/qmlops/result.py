"""What a run found."""

from __future__ import annotations

import dataclasses
import html
import json
import pathlib
import re
import xml.etree.ElementTree as ElementTree
from typing import Any

PASS = "PASS"
SKIPPED = "SKIPPED"

COLOURS = {PASS: "#1a7f37", "FAIL": "#c4161c", "INCONCLUSIVE": "#9a6700", "NO_DATA": "#9a6700", SKIPPED: "#57606a"}


@dataclasses.dataclass(frozen=True)
class Verdict:
    """The verdict of one gate."""

    test: str
    gate: str
    backend: str
    verdict: str
    """PASS, FAIL, INCONCLUSIVE, NO_DATA or SKIPPED."""
    headline: str
    text: str
    """All that the command line says of it."""
    value: float | None
    line: float | None
    shots: int
    cost: str
    accepted: str = ""
    """Why the suite accepts its failure as a known fault, and until when; empty where it does not. The verdict stays FAIL."""

    @property
    def ok(self) -> bool:
        """Whether the gate passed, or was not run on purpose, or fails as is known."""
        return self.verdict in (PASS, SKIPPED) or bool(self.accepted)

    @property
    def shown(self) -> str:
        """The verdict as reports show it."""
        return f"{self.verdict}, ACCEPTED" if self.accepted else self.verdict


@dataclasses.dataclass(frozen=True)
class Result:
    """The verdicts of a run, and where its report is. In a notebook it shows itself as a table."""

    exit_code: int
    """0 all passed, 1 a gate failed, 3 no data, 5 inconclusive."""
    verdicts: tuple[Verdict, ...]
    folder: pathlib.Path
    messages: str
    """What the engine wrote to standard error."""
    data: dict[str, Any]
    """result.json."""

    @property
    def ok(self) -> bool:
        """Whether every gate passed or fails as is known. No verdict at all is not ok."""
        return self.exit_code == 0 and bool(self.verdicts) and all(v.ok for v in self.verdicts)

    @property
    def report(self) -> pathlib.Path:
        """The report as one HTML file."""
        return self.folder / "report.html"

    def __bool__(self) -> bool:
        return self.ok

    def __str__(self) -> str:
        return "\n".join(v.text if not v.ok else f"{v.shown}  {v.test} / {v.gate} on {v.backend}: {v.headline}"
                         for v in self.verdicts) or self.messages

    def __repr__(self) -> str:
        return f"<qmlops.Result exit_code={self.exit_code} {self.summary()} report={str(self.report)!r}>"

    def summary(self) -> str:
        """`7 passed, 1 failed`."""
        words = {PASS: "passed", "FAIL": "failed", "INCONCLUSIVE": "inconclusive", "NO_DATA": "without data", SKIPPED: "skipped"}
        counts = {word: sum(v.verdict == verdict and not v.accepted for v in self.verdicts) for verdict, word in words.items()}
        counts["failed as accepted"] = sum(bool(v.accepted) for v in self.verdicts)
        return ", ".join(f"{count} {word}" for word, count in counts.items() if count) or "no gates"

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><td style="color:{COLOURS.get(v.verdict, "inherit")};font-weight:bold">{_text(v.shown)}</td>'
            f"<td>{_text(v.test)}</td><td>{_text(v.gate)}</td><td>{_text(v.backend)}</td>"
            f'<td style="text-align:left">{_text(v.headline)}</td><td>{_text(v.cost)}</td></tr>'
            for v in self.verdicts)
        cost = self.data.get("cost", {})
        return (
            "<table><thead><tr><th>verdict</th><th>test</th><th>gate</th><th>backend</th><th>finding</th><th>cost</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
            f"<p>{_text(self.summary())}; {_text(cost.get('actual', ''))}, {_text(cost.get('shots', 0))} shots; "
            f"report: <code>{_text(self.report)}</code></p>")


def _text(value: object) -> str:
    return html.escape(str(value), quote=True)


def read(folder: pathlib.Path, exit_code: int, messages: str) -> Result:
    """The result that a run left in its folder."""
    data = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    texts = junit_texts(folder / "junit.xml")
    verdicts = []
    for test in data["tests"]:
        for gate in test["gates"]:
            finding = gate.get("finding", {})
            headline = finding.get("headline", "")
            queue = texts.get((test["name"], gate["gate"], test["backend"]), [])
            verdicts.append(Verdict(
                test=test["name"], gate=gate["gate"], backend=test["backend"], verdict=gate["verdict"], headline=headline,
                text=queue.pop(0) if queue else f"{gate['verdict']}  {test['name']} / {gate['gate']}: {headline}",
                value=_number(finding.get("value")), line=_number(finding.get("line")), shots=int(finding.get("shots", 0)),
                cost=str(gate.get("cost", "")),
                accepted=next((known["says"] for known in gate.get("acceptances", ()) if known["effect"] == "ACCEPTED"), "")))
    return Result(exit_code, tuple(verdicts), folder, messages, data)


def junit_texts(file: pathlib.Path) -> dict[tuple[str, str, str], list[str]]:
    """The command line's words for each gate, as junit.xml keeps them."""
    texts: dict[tuple[str, str, str], list[str]] = {}
    for suite in ElementTree.parse(file).getroot().iter("testsuite"):
        name, _, backend = (suite.get("name") or "").rpartition(" on ")
        for case in suite.iter("testcase"):
            for kind in ("failure", "error", "skipped", "system-out"):
                part = case.find(kind)
                if part is not None and (part.text or part.get("message")):
                    texts.setdefault((name, case.get("name") or "", backend), []).append((part.text or part.get("message") or "").strip())
                    break
    return texts


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def planned(table: str) -> list[tuple[str, str, str]]:
    """(test, gate, backend) of the table that `qmlops run --dry-run` prints; names have no blanks."""
    gates = []
    lines = iter(table.splitlines())
    for line in lines:
        if re.match(r"test\s+gate\s+backend\b", line):
            break
    for line in lines:
        words = line.split()
        if len(words) < 3:
            break
        gates.append((words[0], words[1], words[2]))
    return gates
