package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Executes a plan round by round until every gate has decided. */
final class RunExecution {
    private final Plan plan;
    private final RunEnvironment environment;
    private final RunListener listener;

    RunExecution(Plan plan, RunEnvironment environment, RunListener listener) {
        this.plan = plan;
        this.environment = environment;
        this.listener = listener;
    }

    RunResult execute(RunFolder folder, Journal journal, BooleanSupplier cancelled, Sleeper sleeper, Instant start)
            throws InterruptedException {
        var runner = new JobRunner(
                folder,
                journal,
                listener,
                cancelled,
                environment.clock(),
                sleeper,
                start.plus(plan.profile().deadline()));
        List<TestProgress> tests = new ArrayList<>();
        for (Plan.PlannedTest test : plan.tests()) {
            tests.add(new TestProgress(test));
        }
        while (tests.stream().anyMatch(test -> !test.decided())) {
            Map<String, Job> jobs = new LinkedHashMap<>();
            tests.forEach(test -> test.jobs().forEach(job -> jobs.putIfAbsent(job.key(), job)));
            Map<String, JobRunner.Answer> answers = runner.run(jobs.values());
            tests.forEach(test -> test.judge(answers, listener));
        }
        return result(tests, start, environment.clock().instant());
    }

    private RunResult result(List<TestProgress> tests, Instant start, Instant end) {
        List<RunResult.TestResult> results = merged(tests);
        Map<String, String> provenance = new TreeMap<>(environment.provenance());
        provenance.put("suite.sha256", plan.suiteDigest());
        tests.forEach(test -> test.facts()
                .forEach((key, value) -> provenance.put(test.test().backend().name() + "." + key, value)));
        long shots = tests.stream().mapToLong(TestProgress::shots).sum();
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
                        plan.budget().toString(),
                        plan.worstCost().toString(),
                        Money.zero().toString(),
                        shots),
                plan.warnings(),
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
