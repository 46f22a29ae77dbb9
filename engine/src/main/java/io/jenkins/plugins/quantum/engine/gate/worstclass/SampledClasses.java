package io.jenkins.plugins.quantum.engine.gate.worstclass;

import io.jenkins.plugins.quantum.engine.gate.DecisionTest;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.ModelReading;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The lowest recall from shots: one test for each class. PASS needs all of them, each at the full rate of missed faults: when
 * the worst class is at the line or worse, the gate passes only if the test of that class errs. FAIL needs one, each at its share
 * of the rate of false red. All classes are run together; the smallest sets how often.
 */
final class SampledClasses {
    private final GateContext context;
    private final Line line;
    private final ModelReading reading;
    private final Map<Integer, DecisionTest> tests = new TreeMap<>();
    private final DecisionTest leader;

    SampledClasses(GateContext context, Line line) {
        this.context = context;
        this.line = line;
        reading = new ModelReading(context.workload());
        List<Integer> present = reading.present();
        present.forEach(of -> tests.put(of, DecisionTest.ofClass(context, line, of, present.size())));
        leader = tests.get(
                present.stream().min(Comparator.comparingInt(reading::points)).orElseThrow());
    }

    Proposal proposal() {
        return leader.proposal(NoiseProof.references(context));
    }

    Judgement judge(Evidence evidence) {
        Optional<Judgement> ignored = NoiseProof.missingInShots(context, evidence);
        if (ignored.isPresent()) {
            return ignored.get();
        }
        Map<Integer, SequentialTest> states = new TreeMap<>();
        tests.forEach((of, test) -> states.put(of, test.test(evidence)));
        int worst = states.keySet().stream()
                .min(Comparator.comparingDouble(of -> states.get(of).mean()))
                .orElseThrow();
        List<Need> next = leader.nextLook(evidence);
        if (states.get(worst).observations() == 0) {
            return next.isEmpty()
                    ? Needs.missing(context, "any shot")
                    : new Judgement.More(next, Finding.words("Nothing was measured yet.", List.of(), List.of()));
        }
        Optional<Integer> failed = states.keySet().stream()
                .filter(of -> states.get(of).decision() == Decision.FAIL)
                .min(Comparator.comparingDouble(of -> states.get(of).mean()));
        if (failed.isPresent()) {
            return describe(
                            failed.get(),
                            states,
                            "The recall of " + name(failed.get()) + " is shown to be below the healthy "
                                    + Wording.number(line.good()) + ": measured "
                                    + Wording.number(states.get(failed.get()).mean()) + ", the line is "
                                    + Wording.number(line.bad()) + ".")
                    .next(NextStep.compare(context))
                    .next(NextStep.explain(context))
                    .decided(Verdict.FAIL);
        }
        if (states.values().stream().allMatch(state -> state.decision() == Decision.PASS)) {
            return describe(
                            worst,
                            states,
                            "The recall of every class is shown to be above the line " + Wording.number(line.bad())
                                    + "; the lowest is that of " + name(worst) + ", "
                                    + Wording.number(states.get(worst).mean()) + ".")
                    .decided(Verdict.PASS);
        }
        int open = states.keySet().stream()
                .filter(of -> states.get(of).decision() == Decision.CONTINUE)
                .min(Comparator.comparingDouble(of -> states.get(of).mean()))
                .orElseThrow();
        DecisionTest test = tests.get(open);
        return test.words(states.get(open)).open(states.get(open), test.interval(states.get(open)), next);
    }

    private String name(int of) {
        return reading.classes().get(of);
    }

    private FindingDraft describe(int of, Map<Integer, SequentialTest> states, String headline) {
        DecisionTest test = tests.get(of);
        FindingDraft draft = test.words(states.get(of)).draft(headline, states.get(of), test.interval(states.get(of)));
        states.forEach((other, state) -> draft.detail("Recall of " + name(other) + ": " + Wording.number(state.mean())
                + " over " + Wording.count(state.observations(), "decision") + "."));
        return draft.figure("worst-class", states.get(of).mean());
    }
}
