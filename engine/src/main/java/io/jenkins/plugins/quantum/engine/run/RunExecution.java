package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Executes a plan round by round until every gate has decided. */
final class RunExecution {
    private final Plan plan;
    private final RunEnvironment environment;
    private final Prices prices;
    private final RunListener listener;

    RunExecution(Plan plan, RunEnvironment environment, Prices prices, RunListener listener) {
        this.plan = plan;
        this.environment = environment;
        this.prices = prices;
        this.listener = listener;
    }

    RunResult execute(JobRunner runner, List<Journal.Entry> earlier, Instant start) throws InterruptedException {
        var moves = new Moves(plan, runner, prices, listener);
        List<TestRun> tests = tests(moves);
        moves.goOnFrom(earlier);
        runner.board().follow(plan, tests);
        runner.board().tell();
        while (tests.stream().anyMatch(test -> !test.decided())) {
            tests.forEach(TestRun::place);
            runner.await(tests);
            tests.forEach(test -> test.judge(listener));
        }
        runner.bill();
        runner.board().tell();
        return result(tests, runner.bills(), moves, start, environment.clock().instant());
    }

    /** All parts of a test on a backend move together. */
    private List<TestRun> tests(Moves moves) {
        Map<String, List<Plan.PlannedTest>> parts = new LinkedHashMap<>();
        for (Plan.PlannedTest test : plan.tests()) {
            String name = test.spec().name() + "\n" + test.backend().name();
            parts.computeIfAbsent(name, key -> new ArrayList<>()).add(test);
        }
        List<TestRun> tests = new ArrayList<>();
        parts.values().forEach(own -> tests.add(new TestRun(plan, own, moves)));
        return tests;
    }

    private RunResult result(List<TestRun> runs, Bills bills, Moves moves, Instant start, Instant end) {
        List<TestProgress> tests =
                runs.stream().flatMap(run -> run.progress().stream()).toList();
        List<RunResult.TestResult> results = merged(tests);
        Map<String, String> provenance = new TreeMap<>(environment.provenance());
        provenance.put("suite.sha256", plan.suiteDigest());
        tests.forEach(test -> test.facts()
                .forEach((key, value) -> provenance.put(test.test().backend().name() + "." + key, value)));
        long shots = tests.stream().mapToLong(TestProgress::shots).sum();
        List<String> warnings = new ArrayList<>(plan.warnings());
        warnings.addAll(moves.told());
        tests.forEach(test -> warnings.addAll(test.notes()));
        bills.open()
                .forEach(bill -> warnings.add((bill.id().isEmpty() ? "A job" : "Job " + bill.id()) + " on "
                        + bill.backend() + " may bill at most " + bill.worst() + ": " + bill.message() + "."));
        return new RunResult(
                RunResult.SCHEMA_VERSION,
                runId(),
                plan.suite().file(),
                plan.profile().name(),
                plan.options().seed(),
                exitCode(results),
                plan.profile().inconclusive(),
                results,
                new RunResult.CostSummary(
                        plan.budget().toString(), plan.worstCost().toString(), bills.text(), shots),
                bills.open(),
                runs.stream()
                        .filter(run -> run.places().size() > 1)
                        .map(moves::choice)
                        .toList(),
                warnings,
                provenance,
                new RunResult.Timing(
                        start.toString(),
                        end.toString(),
                        Duration.between(start, end).toMillis() / 1000.0));
    }

    /** Gates of one test that ran on different samples of its points stand together again. */
    private static List<RunResult.TestResult> merged(List<TestProgress> tests) {
        Map<String, RunResult.TestResult> byName = new LinkedHashMap<>();
        for (TestProgress test : tests) {
            RunResult.TestResult result = test.result();
            byName.merge(result.name() + "\n" + result.backend(), result, RunResult.TestResult::plus);
        }
        return List.copyOf(byName.values());
    }

    private String runId() {
        var options = plan.options();
        return Job.sha256(String.join(
                        "\n",
                        plan.suiteDigest(),
                        plan.profile().name(),
                        options.backend().orElse(""),
                        Long.toString(options.seed()),
                        Long.toString(options.shots()),
                        options.only().orElse("")))
                .substring(0, 12);
    }

    /** A failed gate outweighs missing data, missing data outweighs an open question. Nothing but passes, and at least one, is green. */
    static int exitCode(List<RunResult.TestResult> tests) {
        List<Verdict> verdicts = tests.stream()
                .flatMap(test -> test.gates().stream())
                .map(RunResult.GateResult::verdict)
                .toList();
        if (verdicts.contains(Verdict.FAIL)) {
            return 1;
        }
        if (verdicts.contains(Verdict.NO_DATA)) {
            return 3;
        }
        if (verdicts.contains(Verdict.INCONCLUSIVE)) {
            return 5;
        }
        return verdicts.contains(Verdict.PASS) ? 0 : 3;
    }
}
