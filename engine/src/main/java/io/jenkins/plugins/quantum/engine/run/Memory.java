package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a run takes from the runs before it, and what it keeps for those after it. Without a store: nothing. */
final class Memory {
    private final Optional<RunStore> store;
    /** By the backend's name: the calibration of a device as its service tells it; empty where it does not. */
    private final Map<String, String> calibrations = new HashMap<>();

    Memory(Optional<RunStore> store) {
        this.store = store;
    }

    /** The plan whose tests go on with the evidence of earlier runs. */
    Plan carried(Plan plan) {
        if (store.isEmpty() || plan.options().recordBaseline()) {
            return plan;
        }
        UnaryOperator<Plan.PlannedTest> carry = test -> test.with(carried(plan, test));
        Map<String, List<Plan.Fallback>> fallbacks = new LinkedHashMap<>();
        plan.fallbacks()
                .forEach((test, others) -> fallbacks.put(
                        test,
                        others.stream()
                                .map(other -> new Plan.Fallback(
                                        other.backend(),
                                        other.parts().stream().map(carry).toList(),
                                        other.worst()))
                                .toList()));
        return plan.carrying(plan.tests().stream().map(carry).toList(), fallbacks);
    }

    private Carried carried(Plan plan, Plan.PlannedTest test) {
        boolean learning =
                test.gates().stream().anyMatch(gate -> gate.terms().learning().isPresent());
        if (learning || test.gates().stream().noneMatch(Hypothesis::shots)) {
            return Carried.nothing("");
        }
        Optional<String> calibration = calibration(test.backend());
        if (calibration.isEmpty()) {
            return Carried.nothing(
                    test.spec().name() + " on " + test.backend().name()
                            + ": evidence is not carried from run to run, for the service does not tell the device's calibration.");
        }
        return Carried.of(
                test,
                Hypothesis.of(test, calibration.get()),
                store.orElseThrow().evidence(question(plan, test)));
    }

    /** Parts of one test, which differ in the sample of their points, are told apart by their first gate. */
    private static String question(Plan plan, Plan.PlannedTest test) {
        return String.join(
                "\n",
                plan.profile().name(),
                test.spec().name(),
                test.backend().name(),
                test.gates().get(0).gate().name());
    }

    /** Of a device; the empty text of a simulator, whose noise is known. */
    private Optional<String> calibration(Backend backend) {
        if (backend.capabilities().simulator()) {
            return Optional.of("");
        }
        String known = calibrations.computeIfAbsent(backend.name(), name -> ask(backend));
        return known.isEmpty() ? Optional.empty() : Optional.of(known);
    }

    private static String ask(Backend backend) {
        try {
            return backend.calibration().map(NoiseModel::epoch).orElse("");
        } catch (BackendException e) {
            return ""; // said in the note of each test that could have carried evidence
        }
    }

    /** Keeps what later runs can use. What was taken while a device was calibrated anew is evidence about neither calibration. */
    void keep(Plan plan, RunResult result, List<TestProgress> tests) {
        if (store.isEmpty() || plan.options().recordBaseline()) {
            return;
        }
        Map<String, String> before = Map.copyOf(calibrations);
        calibrations.clear();
        for (TestProgress test : tests) {
            String backend = test.test().backend().name();
            boolean same = calibration(test.test().backend())
                    .filter(now -> now.equals(before.getOrDefault(backend, "")))
                    .isPresent();
            if (same) {
                test.kept().ifPresent(kept -> store.get().keep(question(plan, test.test()), kept));
            }
        }
        List<LearntFigures.Figure> figures = figures(result, tests);
        if (!figures.isEmpty()) {
            store.get().keep(LearntFigures.Run.of(plan.profile().name(), figures));
        }
    }

    private static List<LearntFigures.Figure> figures(RunResult result, List<TestProgress> tests) {
        List<LearntFigures.Figure> figures = new ArrayList<>();
        for (TestProgress progress : tests) {
            RunResult.TestResult test = progress.result();
            for (Plan.PlannedGate planned : progress.test().gates()) {
                test.gates().stream()
                        .filter(gate -> planned.terms().learning().isPresent()
                                && gate.gate().equals(planned.gate().name())
                                && gate.verdict() == Verdict.SKIPPED
                                && Double.isFinite(gate.finding().value()))
                        .forEach(gate -> figures.add(new LearntFigures.Figure(
                                test.name(),
                                gate.gate(),
                                test.backend(),
                                gate.finding().statistic(),
                                gate.finding().value(),
                                test.digest())));
            }
        }
        return figures;
    }
}
