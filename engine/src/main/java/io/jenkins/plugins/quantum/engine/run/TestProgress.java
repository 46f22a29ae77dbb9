package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One test on its way from needs to verdicts. */
final class TestProgress {
    /** Exact gates end by themselves; this only stops one that never would. */
    private static final int MOST_LOOKS = 64;

    /** Of a name in a progress. */
    private static final int LONGEST_NAME = 120;

    /** Distances below it change no figure of a report. */
    private static final double WORTH_SAYING = 0.005;

    private final Plan.PlannedTest test;
    private final Map<Need, List<List<Outcome>>> answered = new LinkedHashMap<>();
    private final Map<Need, String> failed = new LinkedHashMap<>();
    private final List<GateProgress> gates = new ArrayList<>();
    private final Map<String, String> facts = new TreeMap<>();
    private final Epochs epochs = new Epochs();
    private boolean dropped;

    /** Looks of earlier runs; removed where the device turns out to be calibrated anew. */
    private final Set<Need> carried = new LinkedHashSet<>();

    TestProgress(Plan.PlannedTest test) {
        this.test = test;
        for (Evidence.Batch batch : test.carried().batches()) {
            answered.put(batch.need(), batch.outcomes());
            carried.add(batch.need());
        }
        test.gates().forEach(gate -> gates.add(new GateProgress(gate, test.carried())));
    }

    private static final class GateProgress {
        final Plan.PlannedGate planned;
        final Set<Need> asked = new LinkedHashSet<>();
        Set<Need> open;
        int looks = 1;
        /** How many looks of earlier runs it may see. */
        int earlier;
        /** How many looks it had seen when it decided, earlier runs counted. */
        int seen;

        Finding soFar;
        RunResult.GateResult result;

        GateProgress(Plan.PlannedGate planned, Carried carried) {
            this.planned = planned;
            this.open = new LinkedHashSet<>(planned.proposal().needs());
            if (open.removeIf(carried::covers)) {
                looks = carried.looks(); // its first was taken by an earlier run
            }
            this.earlier = carried.decided()
                    .getOrDefault(planned.gate().name(), carried.batches().size());
            this.asked.addAll(open);
        }
    }

    Plan.PlannedTest test() {
        return test;
    }

    boolean decided() {
        return gates.stream().allMatch(gate -> gate.result != null);
    }

    /** The jobs that the open gates wait for; each need of several gates once. */
    List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        for (Need need : openNeeds()) {
            jobs.addAll(test.jobs(need));
        }
        return jobs;
    }

    /** Whether anything of it was measured on the backend under test, by this run. */
    boolean measured() {
        return answered.keySet().stream()
                .anyMatch(need -> need.source() == Need.Source.SUBJECT && !carried.contains(need));
    }

    private Set<Need> openNeeds() {
        Set<Need> needs = new LinkedHashSet<>();
        gates.stream().filter(gate -> gate.result == null).forEach(gate -> needs.addAll(gate.open));
        needs.removeAll(answered.keySet());
        needs.removeAll(failed.keySet());
        return needs;
    }

    /** Takes the answers of a round and lets every open gate judge. */
    void judge(Map<String, JobRunner.Answer> answers, RunListener listener) {
        for (Need need : openNeeds()) {
            List<List<Outcome>> byTask = new ArrayList<>();
            for (Job job : test.jobs(need)) {
                var answer = answers.get(job.key());
                if (answer.result() == null) {
                    failed.putIfAbsent(need, answer.failure());
                } else {
                    byTask.add(answer.result().outcomes());
                    answer.result().facts().forEach(this::learn);
                    if (need.source() == Need.Source.SUBJECT) {
                        epochs.add(answer.result().facts().get(Epochs.FACT));
                    }
                }
            }
            if (!failed.containsKey(need)) {
                answered.put(need, byTask);
            }
        }
        startAnewAfterCalibration();
        for (GateProgress gate : gates) {
            if (gate.result == null) {
                judge(gate);
                if (gate.result != null) {
                    listener.decided(test.spec().name(), test.backend().name(), gate.result);
                }
            }
        }
    }

    /** Evidence of two calibrations never meets in a verdict: that of earlier runs goes. */
    private void startAnewAfterCalibration() {
        String now = test.carried().hypothesis().map(Hypothesis::calibration).orElse("");
        if (!carried.isEmpty() && !test.backend().capabilities().simulator() && epochs.others(now)) {
            answered.keySet().removeAll(carried);
            carried.clear();
            dropped = true;
        }
    }

    /** The latest answer counts; of a bound the largest. */
    private void learn(String fact, String value) {
        facts.merge(
                fact,
                value,
                (before, now) ->
                        fact.equals(JobResult.TWIRLING_ERROR) && Double.parseDouble(before) > Double.parseDouble(now)
                                ? before
                                : now);
    }

    private void judge(GateProgress gate) {
        for (Need need : gate.asked) {
            if (failed.containsKey(need)) {
                gate.result = result(gate, Verdict.NO_DATA, noData(failed.get(need)));
                return;
            }
        }
        List<Evidence.Batch> batches = batches(gate);
        Judgement judgement = gate.planned.gate().judge(gate.planned.context(), new Evidence(batches));
        if (judgement instanceof Judgement.More && gate.earlier < carried.size()) {
            gate.earlier = carried.size(); // it is open again, and what was taken since is evidence for it too
            judge(gate);
            return;
        }
        if (judgement instanceof Judgement.Decided decided) {
            gate.seen = (int) batches.stream()
                    .filter(batch -> Hypothesis.shots(batch.need()))
                    .count();
            gate.result = result(gate, decided.verdict(), decided.finding());
        } else if (judgement instanceof Judgement.More more) {
            int allowed = gate.planned.context().exact()
                    ? MOST_LOOKS
                    : gate.planned.context().rounds();
            gate.soFar = more.soFar();
            if (gate.looks >= allowed || answered.keySet().containsAll(more.needs())) {
                gate.result = result(gate, Verdict.INCONCLUSIVE, more.soFar());
            } else {
                gate.looks++;
                gate.open = new LinkedHashSet<>(more.needs());
                gate.asked.addAll(more.needs());
            }
        }
    }

    /** What a gate may see: of earlier runs' looks, no more than it saw when it decided. */
    private List<Evidence.Batch> batches(GateProgress gate) {
        List<Evidence.Batch> batches = new ArrayList<>();
        answered.forEach((need, outcomes) -> {
            if (!carried.contains(need) || batches.size() < gate.earlier) {
                batches.add(new Evidence.Batch(need, outcomes));
            }
        });
        return batches;
    }

    private Finding noData(String reason) {
        return Finding.words(
                "There is no evidence: " + reason,
                List.of("No data is never a pass."),
                List.of("qmlops resume RUN_DIR runs only what is missing"));
    }

    private RunResult.GateResult result(GateProgress gate, Verdict verdict, Finding finding) {
        return gate.planned
                .terms()
                .apply(new RunResult.GateResult(
                        gate.planned.gate().name(),
                        gate.planned.context().spec().at(),
                        verdict,
                        finding,
                        gate.planned
                                .context()
                                .estimatedCost()
                                .times(Math.max(0, finding.shots() - earlierShots(gate)))
                                .toString()));
    }

    /** Shots of a gate that earlier runs took and paid for. */
    private long earlierShots(GateProgress gate) {
        return Hypothesis.shots(gate.planned)
                ? batches(gate).stream()
                        .filter(batch -> carried.contains(batch.need()))
                        .mapToLong(Carried::shots)
                        .sum()
                : 0;
    }

    /** What a later run can go on with; empty where shots decide nothing, or where there is no evidence. */
    Optional<KeptEvidence> kept() {
        if (dropped
                || gates.stream().anyMatch(gate -> gate.result == null || gate.result.verdict() == Verdict.NO_DATA)) {
            return Optional.empty();
        }
        List<KeptEvidence.Look> looks = new ArrayList<>();
        answered.forEach((need, outcomes) -> {
            if (Hypothesis.shots(need) && !carried.contains(need)) {
                looks.add(new KeptEvidence.Look(
                        need.scale(),
                        need.shots(),
                        need.repeats(),
                        need.look(),
                        need.probe().map(Hypothesis::probe).orElse(""),
                        outcomes));
            }
        });
        if (looks.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Integer> decided = new TreeMap<>();
        gates.stream()
                .filter(gate -> gate.seen > 0)
                .forEach(gate -> decided.put(gate.planned.gate().name(), gate.seen));
        return test.carried()
                .hypothesis()
                .map(hypothesis -> new KeptEvidence(KeptEvidence.VERSION, hypothesis.parts(), looks, decided));
    }

    /** What can be said of its gates by now. */
    List<RunProgress.Gate> lines() {
        return gates.stream().map(this::line).toList();
    }

    private RunProgress.Gate line(GateProgress gate) {
        Finding finding = gate.result == null ? gate.soFar : gate.result.finding();
        Verdict verdict = gate.result == null ? null : gate.result.verdict();
        String kind = gate.planned.gate().name();
        return finding == null
                ? new RunProgress.Gate(
                        shown(test.spec().name()),
                        kind,
                        shown(test.backend().name()),
                        gate.looks,
                        null,
                        "",
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        0,
                        null)
                : new RunProgress.Gate(
                        shown(test.spec().name()),
                        kind,
                        shown(test.backend().name()),
                        gate.looks,
                        verdict,
                        finding.statistic(),
                        finding.value(),
                        finding.lower(),
                        finding.upper(),
                        finding.line(),
                        finding.shots(),
                        finding.odds().stream()
                                .findFirst()
                                .map(RunProgress.Evidence::of)
                                .orElse(null));
    }

    private static String shown(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }

    RunResult.TestResult result() {
        return new RunResult.TestResult(
                test.spec().name(),
                test.backend().name(),
                test.spec().subject().kind().name().toLowerCase(java.util.Locale.ROOT),
                test.spec().subject().source().text(),
                test.noise().name(),
                test.noise().epoch(),
                test.workload().digest(),
                test.workload().metrics(),
                gates.stream().map(gate -> gate.result).toList(),
                ProgramText.of(test.workload()));
    }

    /** What a reader must know of how the evidence came about. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (dropped) {
            notes.add(test.spec().name() + " on " + test.backend().name()
                    + ": the device was calibrated anew, so the evidence of earlier runs was left out.");
        } else if (!test.carried().note().isEmpty()) {
            notes.add(test.carried().note());
        }
        twirling().ifPresent(notes::add);
        epochs.mixed(test.spec().name(), test.backend().name()).ifPresent(notes::add);
        return notes;
    }

    /** Where relaxation was averaged and may have changed the third digit. */
    private Optional<String> twirling() {
        String most = facts.getOrDefault(JobResult.TWIRLING_ERROR, "0");
        return Double.parseDouble(most) < WORTH_SAYING
                ? Optional.empty()
                : Optional.of(test.spec().name() + " on " + test.backend().name()
                        + ": relaxation was averaged over Pauli frames, so probabilities may be off by up to " + most
                        + " in total variation (a bound; usually a fraction of it). The backend aer relaxes exactly.");
    }

    /** Provenance that the backends reported. */
    Map<String, String> facts() {
        return facts;
    }

    /** Shots that were taken for it in all. */
    long shots() {
        long shots = 0;
        for (var entry : answered.entrySet()) {
            if (carried.contains(entry.getKey())) {
                continue;
            }
            for (List<Outcome> outcomes : entry.getValue()) {
                shots += entry.getKey().shots() * outcomes.size();
            }
        }
        return shots;
    }
}
