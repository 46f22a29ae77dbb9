"""Gates as pytest tests."""

import pytest

PLUGIN = "-p qmlops.pytest_plugin".split()
GATES = [("iris", "accuracy", "PASS", "fine"), ("iris", "drop", "FAIL", "too much"), ("vqe", "energy", "NO_DATA", "lost"),
         ("vqe", "shift", "INCONCLUSIVE", "open"), ("vqe", "late", "SKIPPED", "not now")]


@pytest.fixture
def project(pytester, stand_in):
    stand_in(GATES, 1)
    pytester.makefile(".yml", quantum="version: 1")
    return pytester


@pytest.fixture(autouse=True)
def only_this_plugin(monkeypatch):
    # the package may be installed here as well
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def test_should_make_a_test_of_each_gate(project, stand_in):
    result = project.runpytest(*PLUGIN)
    result.assert_outcomes(passed=1, failed=3, skipped=1)
    result.stdout.fnmatch_lines(["*WORDS OF iris*", "*too much*"])
    runs = [call for call in stand_in.calls() if "--dry-run" not in call]
    assert len(runs) == 1


def test_should_submit_nothing_to_collect(project, stand_in):
    result = project.runpytest(*PLUGIN, "--collect-only", "-q")
    result.stdout.fnmatch_lines(["quantum.yml::iris/accuracy", "quantum.yml::vqe/late"])
    assert all("--dry-run" in call for call in stand_in.calls())


def test_should_run_one_test_alone_where_only_its_gates_are_chosen(project, stand_in):
    project.runpytest(*PLUGIN, "-k", "iris").assert_outcomes(passed=1, failed=1, deselected=3)
    assert "--only=iris" in stand_in.calls()[-1]


def test_should_never_pass_what_is_open(project):
    project.makeini("[pytest]\nqmlops_inconclusive = xfail\nqmlops_no_data = skip\n")
    project.runpytest(*PLUGIN).assert_outcomes(passed=1, failed=1, skipped=2, xfailed=1)
    project.makeini("[pytest]\nqmlops_inconclusive = pass\n")
    result = project.runpytest(*PLUGIN)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*qmlops_inconclusive must be one of fail, xfail, skip*"])


def test_should_leave_gates_out_by_their_marker(project):
    project.makepyfile("def test_other(): pass")
    project.runpytest(*PLUGIN, "-m", "not qmlops").assert_outcomes(passed=1, deselected=5)


def test_should_collect_a_named_suite_alone(project, stand_in):
    project.makefile(".yaml", odd="version: 1")
    result = project.runpytest(*PLUGIN, "--qmlops", "odd.yaml", "--qmlops-profile", "nightly", "--qmlops-seed", "4")
    result.assert_outcomes(passed=1, failed=3, skipped=1)
    assert all("odd.yaml" in call and "--profile=nightly --seed=4" in call for call in stand_in.calls())
    assert project.runpytest(*PLUGIN, "--qmlops", "no.yml").ret == pytest.ExitCode.USAGE_ERROR


def test_should_show_what_is_wrong_with_a_suite(project, stand_in):
    stand_in([], 2, "quantum.yml:5:13: expected a gate's name")
    result = project.runpytest(*PLUGIN)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*quantum.yml:5:13: expected a gate's name*"])


def test_should_fail_every_gate_of_a_run_that_gave_no_verdict(project, stand_in):
    project.runpytest(*PLUGIN, "--collect-only")
    stand_in(GATES, 99)
    project.runpytest(*PLUGIN).assert_outcomes(failed=5)
