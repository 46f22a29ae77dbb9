package io.jenkins.plugins.quantum.engine.gate.mirror;

import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.MirrorCircuit;
import io.jenkins.plugins.quantum.engine.gate.Averaged;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Probe;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.SampledShare;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Trajectories;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/** Judges how often a circuit that is run forwards and then backwards comes back. */
public final class MirrorGate implements Gate {
    private static final double LEAST = 0.5;
    private static final double MARGIN = 0.1;
    private static final double MIRRORS = 8;

    @Override
    public String name() {
        return "mirror";
    }

    @Override
    public String summary() {
        return "The circuit, run forwards and then backwards through random Pauli gates, comes back to the outcome that it must.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.line("min", 0.01, 1, "0.50", "least share of shots that come back, or baseline"),
                Option.number(
                        "margin",
                        0.005,
                        0.5,
                        "0.10, or half of what is left to 1 where that is less",
                        "how much better a healthy device is; shots grow as 1/margin^2"),
                Option.whole("mirrors", 1, 100, "8", "circuits with other random Pauli gates, run in turn"));
    }

    private static Line line(GateContext context) {
        double least = context.spec().number("min", LEAST);
        double margin = context.spec().number("margin", least < 1 ? Math.min(MARGIN, (1 - least) / 2) : MARGIN);
        return Line.of(context, "min", margin, Line.at(LEAST, margin));
    }

    private static List<MirrorCircuit> mirrors(GateContext context) {
        Workload.Task task = context.workload().tasks().get(0);
        Circuit bound = task.bindings().isEmpty() || task.bindings().get(0).isEmpty()
                ? task.circuit()
                : task.circuit().bind(task.bindings().get(0));
        int number = (int) context.spec().number("mirrors", MIRRORS);
        // not from the seed of the run: what is compared between builds must be the same circuits
        return IntStream.range(0, number)
                .mapToObj(i -> MirrorCircuit.of(
                        bound,
                        Seed.generator(
                                Seed.derive(0, "mirror", context.workload().digest(), Integer.toString(i)))))
                .toList();
    }

    private static Probe probe(List<MirrorCircuit> mirrors) {
        return new Probe(
                "mirrored " + mirrors.size() + "x",
                IntStream.range(0, mirrors.size())
                        .mapToObj(i ->
                                new Workload.Task("mirror-" + i, mirrors.get(i).circuit(), List.of(Map.of())))
                        .toList());
    }

    @Override
    public OptionalDouble floor(GateContext context) {
        return OptionalDouble.of(LEAST);
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = nonsense(context).or(() -> Line.refusal(context, "min"));
        if (refused.isPresent()) {
            return refused.get();
        }
        List<MirrorCircuit> mirrors = mirrors(context);
        if (context.exact()) {
            return new Proposal.Accepted(List.of(exactNeed(context, probe(mirrors))), 0, 0, false);
        }
        Line line = line(context);
        return line.good() > 1 + 1e-12
                ? refused(
                        context,
                        "margin",
                        "a healthy device would come back with a share of " + Wording.plain(line.good()),
                        "write a min plus margin of at most 1")
                : share(context, mirrors).proposal(List.of());
    }

    private static Need exactNeed(GateContext context, Probe probe) {
        return Needs.subject(context).of(probe);
    }

    private static Optional<Proposal.Refused> nonsense(GateContext context) {
        Workload.Task task = context.workload().tasks().get(0);
        Optional<String> dynamic = task.circuit().whyDynamic();
        if (dynamic.isPresent()) {
            return Optional.of(new Proposal.Refused(
                    Proposal.Kind.INPUT,
                    context.spec().at(),
                    "the circuit cannot be run backwards: " + dynamic.get(),
                    "test a circuit that measures at its end only, or use fidelity"));
        }
        double random = Math.pow(2, -task.circuit().qubits());
        double least = context.spec().number("min", LEAST);
        return least > random
                ? Optional.empty()
                : Optional.of(refused(
                        context,
                        "min",
                        "a device that only makes noise comes back with a share of " + Wording.number(random) + ": min "
                                + Wording.plain(least) + " shows nothing",
                        "write a min above " + Wording.number(random)));
    }

    private static Proposal.Refused refused(GateContext context, String option, String reason, String alternative) {
        return new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position(option), reason, alternative);
    }

    private static SampledShare share(GateContext context, List<MirrorCircuit> mirrors) {
        return new SampledShare(
                context,
                line(context),
                SequentialVerdict.View.of("mirror"),
                mirrors.stream().map(mirror -> Set.of(mirror.outcome())).toList(),
                Optional.of(probe(mirrors)));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        List<MirrorCircuit> mirrors = mirrors(context);
        Line line = line(context);
        return context.exact()
                ? exact(context, evidence, mirrors, line)
                : share(context, mirrors)
                        .judge(
                                evidence,
                                "The mirrored circuit is shown to come back with a share above "
                                        + Wording.number(line.bad()),
                                "The mirrored circuit is shown to come back less often than the healthy "
                                        + Wording.number(line.good()));
    }

    private static Judgement exact(GateContext context, Evidence evidence, List<MirrorCircuit> mirrors, Line line) {
        Optional<Evidence.Batch> batch = evidence.exact(Need.Source.SUBJECT, Needs.scale(context), probe(mirrors));
        if (batch.isEmpty()) {
            return Needs.missing(context, "the probabilities of the mirrored circuits");
        }
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < mirrors.size(); i++) {
            String wanted = mirrors.get(i).outcome();
            Outcome outcome = batch.get().outcomes().get(i).get(0);
            sum += outcome.distribution().of(wanted);
            squares += Math.pow(Averaged.standardError(outcome.batches(), found -> found.of(wanted)), 2);
        }
        var value = new Averaged(sum / mirrors.size(), Math.sqrt(squares) / mirrors.size());
        FindingDraft draft = new FindingDraft("The mirrored circuit comes back with a share of "
                        + Wording.beside(value.value(), line.bad())
                        + (context.noisy() ? " under the noise of " + context.noiseName() : "") + "; at least "
                        + Wording.number(line.bad()) + " is accepted.")
                .averaged("mirror", value)
                .line(line.bad())
                .figure("mirror", value.value())
                .detail("exact, " + Wording.count(mirrors.size(), "mirror") + value.precision()
                        + ". Twice as deep as the circuit: about the square of what is left after one pass.");
        if (value.unclearAt(line.bad())) {
            return Trajectories.unclear(
                    context.workload(),
                    batch.get().need(),
                    draft.next("run on the backend aer, whose noise is exact, or move min away from the value")
                            .finding());
        }
        boolean passed = value.reaches(line.bad());
        if (!passed) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }
}
