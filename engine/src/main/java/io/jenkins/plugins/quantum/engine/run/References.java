package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What gates must know before they can say how many shots they need: ideal values and noise predictions. Local simulators
 * compute them for nothing; only then is the plan final, and only then is anything submitted that costs.
 */
final class References {
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    /** The keys of the evidence that was measured. */
    Set<String> keys() {
        return jobs.keySet();
    }

    /**
     * The same tests with every gate's final first look.
     *
     * @throws InputException
     *     when a gate finds its configuration nonsensical in the light of the references
     * @throws RefusedException
     *     when shots or rounds cannot decide
     */
    List<Plan.PlannedTest> refine(List<Plan.PlannedTest> tests, JobRunner runner) throws InterruptedException {
        for (Plan.PlannedTest test : tests) {
            for (Plan.PlannedGate gate : test.gates()) {
                for (Need need : references(gate)) {
                    test.jobs(need).forEach(job -> jobs.putIfAbsent(job.key(), job));
                }
            }
        }
        Map<String, JobRunner.Answer> answers = runner.run(jobs.values());
        List<Diagnostic> errors = new ArrayList<>();
        List<Diagnostic> refusals = new ArrayList<>();
        List<Plan.PlannedTest> refined = new ArrayList<>();
        for (Plan.PlannedTest test : tests) {
            List<Plan.PlannedGate> gates = new ArrayList<>();
            test.gates().forEach(gate -> gates.add(refine(test, gate, answers, errors, refusals)));
            refined.add(test.with(gates));
        }
        if (!errors.isEmpty()) {
            throw new InputException(errors);
        }
        if (!refusals.isEmpty()) {
            throw new RefusedException(refusals);
        }
        return refined;
    }

    private static List<Need> references(Plan.PlannedGate gate) {
        return gate.proposal().needs().stream()
                .filter(need -> need.source() == Need.Source.REFERENCE)
                .toList();
    }

    /** The gate judges by its references too: they stay a part of the first look. */
    private static Proposal.Accepted withReferences(Plan.PlannedGate gate, Proposal.Accepted refined) {
        Set<Need> needs = new LinkedHashSet<>(references(gate));
        needs.addAll(refined.needs());
        return new Proposal.Accepted(
                List.copyOf(needs), refined.expectedShots(), refined.worstShots(), refined.statistical());
    }

    private static Plan.PlannedGate refine(
            Plan.PlannedTest test,
            Plan.PlannedGate gate,
            Map<String, JobRunner.Answer> answers,
            List<Diagnostic> errors,
            List<Diagnostic> refusals) {
        List<Evidence.Batch> batches = new ArrayList<>();
        for (Need need : references(gate)) {
            List<List<Outcome>> byTask = new ArrayList<>();
            for (Job job : test.jobs(need)) {
                JobRunner.Answer answer = answers.get(job.key());
                if (answer.result() == null) {
                    return gate; // without references the gate ends as NO_DATA, with the simulator's reason
                }
                byTask.add(answer.result().outcomes());
            }
            batches.add(new Evidence.Batch(need, byTask));
        }
        if (batches.isEmpty()) {
            return gate;
        }
        Proposal proposal = gate.gate().refine(gate.context(), new Evidence(batches));
        if (proposal instanceof Proposal.Accepted accepted) {
            return gate.with(withReferences(gate, accepted));
        }
        var refused = (Proposal.Refused) proposal;
        (refused.kind() == Proposal.Kind.INPUT ? errors : refusals)
                .add(Refusals.diagnostic(test.spec().name(), gate.gate().name(), refused));
        return gate;
    }
}
