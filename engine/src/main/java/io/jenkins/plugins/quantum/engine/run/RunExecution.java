package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Executes a plan round by round until every gate has decided. */
final class RunExecution {
    private final Plan plan;
    private final RunEnvironment environment;
    private final RunListener listener;
    private final JobRunner runner;
    private final Moves moves;
    private final List<TestRun> tests;
    /** Of the round that is under way; null between two. */
    private Watch watch;

    RunExecution(
            Plan plan,
            RunEnvironment environment,
            Prices prices,
            RunListener listener,
            JobRunner runner,
            List<Journal.Entry> earlier) {
        this.plan = plan;
        this.environment = environment;
        this.listener = listener;
        this.runner = runner;
        this.moves = new Moves(plan, runner, prices, listener, environment.guard());
        this.tests = tests();
        moves.goOnFrom(earlier);
        runner.board().follow(plan, tests);
        runner.board().tell();
    }

    /**
     * Goes on as far as it can without waiting.
     *
     * @return whether all is decided
     */
    boolean advance() throws InterruptedException {
        while (true) {
            if (watch == null) {
                if (tests.stream().allMatch(TestRun::decided)) {
                    return true;
                }
                tests.forEach(TestRun::place);
                watch = runner.watch(tests);
            }
            if (!runner.look(watch)) {
                return false;
            }
            watch = null;
            tests.forEach(test -> test.judge(listener));
        }
    }

    /** When it must look again though nothing has changed. */
    Instant next() {
        return runner.next(watch);
    }

    /** The tests where they ended, once they were executed. */
    List<TestProgress> progress() {
        return tests.stream().flatMap(run -> run.progress().stream()).toList();
    }

    /** All parts of a test on a backend move together. */
    private List<TestRun> tests() {
        Map<String, List<Plan.PlannedTest>> parts = new LinkedHashMap<>();
        for (Plan.PlannedTest test : plan.tests()) {
            parts.computeIfAbsent(PlanShare.id(test), key -> new ArrayList<>()).add(test);
        }
        List<TestRun> runs = new ArrayList<>();
        parts.forEach((id, own) -> runs.add(new TestRun(plan, id, own, moves)));
        return runs;
    }

    /** What was found out, once all is decided and billed. */
    RunPart part(Instant start) {
        Bills bills = runner.bills();
        Set<String> told = new HashSet<>();
        Instant end = environment.clock().instant();
        return new RunPart(
                RunPart.SCHEMA_VERSION,
                runId(),
                plan.suite().file(),
                plan.suiteDigest(),
                plan.profile().name(),
                plan.options().seed(),
                plan.profile().inconclusive(),
                plan.rest().digest(),
                plan.options().share().toString(),
                plan.rest().tests(),
                tests.stream().map(test -> tested(test, told.add(test.name()))).toList(),
                plan.budget().toString(),
                plan.worstCost(),
                bills.amounts(),
                bills.unpriced(),
                bills.open(),
                plan.warnings(),
                moves.told(),
                environment.provenance(),
                new RunResult.Timing(
                        start.toString(),
                        end.toString(),
                        Duration.between(start, end).toMillis() / 1000.0));
    }

    /** Gates of one test that ran on different samples of its points stand together again. */
    private RunPart.Tested tested(TestRun test, boolean first) {
        Map<String, String> facts = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        for (TestProgress progress : test.progress()) {
            progress.facts()
                    .forEach((key, value) -> facts.put(progress.test().backend().name() + "." + key, value));
            notes.addAll(progress.notes());
        }
        return new RunPart.Tested(
                test.id(),
                test.progress().stream()
                        .map(TestProgress::result)
                        .reduce(RunResult.TestResult::plus)
                        .orElseThrow(),
                facts,
                notes,
                first ? plan.unable().getOrDefault(test.name(), List.of()) : List.of(),
                test.progress().stream().mapToLong(TestProgress::shots).sum(),
                test.places().size() > 1 ? moves.choice(test) : null);
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

    /**
     * A failed gate outweighs missing data, missing data outweighs an open question. Nothing but passes and accepted faults, and at least one
     * of them, is green.
     */
    static int exitCode(List<RunResult.TestResult> tests) {
        List<RunResult.GateResult> gates =
                tests.stream().flatMap(test -> test.gates().stream()).toList();
        if (gates.stream().anyMatch(RunResult.GateResult::failed)) {
            return 1;
        }
        List<Verdict> verdicts = gates.stream()
                .filter(gate -> !gate.accepted())
                .map(RunResult.GateResult::verdict)
                .toList();
        if (verdicts.contains(Verdict.NO_DATA)) {
            return 3;
        }
        if (verdicts.contains(Verdict.INCONCLUSIVE)) {
            return 5;
        }
        boolean judged = verdicts.contains(Verdict.PASS) || gates.stream().anyMatch(RunResult.GateResult::accepted);
        return judged ? 0 : 3;
    }
}
