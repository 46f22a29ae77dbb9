"""qmlops.run: verdicts, failures, what it shows in a notebook."""

import json

import pytest

import qmlops
from qmlops.result import planned, read


def test_should_return_a_red_result_without_raising(stand_in, tmp_path):
    stand_in([("iris", "accuracy", "PASS", "fine"), ("iris", "noise-drop", "FAIL", "too <b>much</b>")], 1)
    result = qmlops.run("quantum.yml", profile="pr", seed=3, max_cost="1 USD", out=tmp_path / "out")
    assert not result.ok and not result and result.exit_code == 1
    assert [v.verdict for v in result.verdicts] == ["PASS", "FAIL"]
    assert result.verdicts[1].text == "WORDS OF iris\n  too <b>much</b>"
    assert result.verdicts[0].value == 0.5 and result.verdicts[0].line is None and result.verdicts[0].shots == 7
    assert stand_in.calls() == [f"run quantum.yml --profile=pr --seed=3 --max-cost=1 USD --out={tmp_path / 'out'}"]
    assert "1 passed, 1 failed" in repr(result)


def test_should_escape_what_it_shows_in_a_notebook(stand_in, tmp_path):
    stand_in([("a<script>", "g", "FAIL", '"><img src=x onerror=alert(1)>')], 1)
    shown = qmlops.run(out=tmp_path)._repr_html_()
    assert "<script>" not in shown and "<img" not in shown and "&lt;img" in shown and "FAIL" in shown


def test_should_be_ok_only_when_every_gate_passed(stand_in, tmp_path):
    stand_in([("t", "g", "PASS", "fine"), ("t", "h", "SKIPPED", "not now")])
    assert qmlops.run(out=tmp_path).ok
    stand_in([("t", "g", "INCONCLUSIVE", "open")], 5)
    assert not qmlops.run(out=tmp_path).ok
    stand_in([], 0)
    assert not qmlops.run(out=tmp_path).ok


def test_should_raise_the_engines_words_for_a_wrong_suite(stand_in, tmp_path):
    stand_in([], 2, "quantum.yml:5:13: expected a gate's name")
    with pytest.raises(qmlops.InputError, match="quantum.yml:5:13"):
        qmlops.run(out=tmp_path)
    stand_in([], 4, "budget 25 USD cannot decide")
    with pytest.raises(qmlops.Refused, match="cannot decide"):
        qmlops.run(out=tmp_path)


def test_should_not_take_an_older_result_for_that_of_a_crashed_run(stand_in, tmp_path):
    stand_in([("t", "g", "PASS", "fine")])
    assert qmlops.run(out=tmp_path).ok
    stand_in([], 99)
    with pytest.raises(qmlops.QmlopsError, match="it fell over"):
        qmlops.run(out=tmp_path)


def test_should_say_where_an_engine_comes_from(monkeypatch, tmp_path):
    monkeypatch.setenv("QMLOPS_JAR", str(tmp_path / "no.jar"))
    with pytest.raises(qmlops.EngineMissing, match="there is no such file"):
        qmlops.run()


def test_should_read_the_plan():
    assert planned("note\ntest  gate  backend  evidence\na     g     builtin  exact\nb     h     aer   exact\n\nProfile x") == [
        ("a", "g", "builtin"), ("b", "h", "aer")]
    assert planned("nothing") == []


def test_should_run_the_real_engine(real_engine, tmp_path):
    (tmp_path / "bell.qasm").write_text('OPENQASM 2.0; include "qelib1.inc"; qreg q[2]; h q[0]; cx q[0], q[1];')
    suite = tmp_path / "quantum.yml"
    suite.write_text("version: 1\ntests:\n  - {name: bell, circuit: bell.qasm, gates: {fidelity: {}, resources: {two-qubit: 0}}}\n")
    assert qmlops.plan(suite) == [("bell", "fidelity", "builtin"), ("bell", "resources", "builtin")]
    result = qmlops.run(suite, out=tmp_path / "out")
    assert [v.verdict for v in result.verdicts] == ["PASS", "FAIL"] and result.exit_code == 1
    assert result.verdicts[1].text.startswith("FAIL  bell / resources on builtin") and result.report.is_file()
    suite.write_text("version: 1\ntests:\n  - {name: bell, circuit: bell.qasm, gates: [fidelty]}\n")
    with pytest.raises(qmlops.InputError, match="did you mean 'fidelity'"):
        qmlops.run(suite, out=tmp_path / "out")


def test_should_use_the_engines_own_exporters(real_engine):
    with pytest.raises(qmlops.InputError, match="'circuit' is a int"):
        qmlops.export(1)


def test_should_not_be_red_for_a_fault_that_the_suite_accepts(tmp_path):
    gate = {"gate": "accuracy", "verdict": "FAIL", "finding": {"headline": "Too low."}, "cost": "0 USD"}
    known = {"effect": "ACCEPTED", "reason": "known", "until": "2027-01-31", "says": "Accepted until 2027-01-31: known."}
    tests = [{"name": "iris", "backend": "builtin", "gates": [gate | {"acceptances": [known]}]}]
    (tmp_path / "junit.xml").write_text("<testsuites/>")
    (tmp_path / "result.json").write_text(json.dumps({"tests": tests}))

    found = read(tmp_path, 0, "")

    assert found.ok and found.verdicts[0].verdict == "FAIL"
    assert found.summary() == "1 failed as accepted"
    assert "FAIL, ACCEPTED" in str(found)
    known["effect"] = "EXPIRED"
    (tmp_path / "result.json").write_text(json.dumps({"tests": tests}))
    assert not read(tmp_path, 1, "").ok
