package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.GateSequence;
import io.jenkins.plugins.quantum.engine.stats.Crossing;
import io.jenkins.plugins.quantum.engine.suite.GateKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * What is left of a classifier or a circuit whose own circuits are changed by an error of known size and either sign. Computed
 * without noise and without shots: nothing is drawn, nothing is spent, on hardware profiles too. A classifier is judged by its
 * accuracy; a circuit by the fidelity of its state, the probability to find all qubits at 0 after the changed circuit and the
 * inverse of the right one. At each size the worse sign counts.
 */
public final class InjectedError {
    private static final List<Double> FACTORS = List.of(0.5, 1.0, 1.5, 2.0, 3.0);
    private static final double FIDELITY = 0.90;
    private static final double DROP = 0.05;

    private final GateContext context;
    private final String what;
    private final String size;
    private final DoubleFunction<Function<Circuit, Circuit>> error;
    private final boolean model;

    /**
     * An error.
     *
     * @param what
     *     name, for example {@code over-rotation}
     * @param size
     *     what is asked for, in words
     * @param error
     *     what it does to a circuit, at a multiple of the size that is asked for
     */
    public InjectedError(
            GateContext context, String what, String size, DoubleFunction<Function<Circuit, Circuit>> error) {
        this.context = context;
        this.what = what;
        this.size = size;
        this.error = error;
        model = context.workload().readout() instanceof Readout.Classification;
    }

    /** The option that sets the line. */
    public static GateKind.Option line() {
        return GateKind.Option.line(
                "min",
                0.01,
                1,
                "0.90 for circuits; for models the accuracy without the error, less 0.05",
                "worst accuracy of a model or fidelity of a circuit's state, or baseline");
    }

    /** What must be measured, or why it makes no sense. */
    public Proposal proposal() {
        Optional<Proposal.Refused> refused = Line.refusal(context, "min").or(this::nonsense);
        if (refused.isPresent()) {
            return refused.get();
        }
        var needs = new ArrayList<Need>();
        if (model) {
            needs.add(Needs.ideal(context));
        }
        for (double factor : FACTORS) {
            needs.add(need(factor));
            needs.add(need(-factor));
        }
        return new Proposal.Accepted(needs, 0, 0, false);
    }

    private Optional<Proposal.Refused> nonsense() {
        for (Workload.Task task : context.workload().tasks()) {
            Optional<String> reason = task.circuit().whyDynamic();
            if (reason.isPresent()) {
                return Optional.of(Proposal.Refused.input(
                        context,
                        "",
                        "errors can be put only into circuits that measure at their end: " + reason.get(),
                        "leave " + context.spec().kind() + " out, or test a part of the circuit that does not branch"));
            }
        }
        return model && context.spec().number("min").isPresent()
                ? Line.uninformative(context, "min", ModelFigure.ACCURACY, "balanced points")
                : Optional.empty();
    }

    private Need need(double factor) {
        return Needs.ideal(context).of(probe(factor));
    }

    private Probe probe(double factor) {
        Function<Circuit, Circuit> change = error.apply(factor);
        return new Probe(
                what + " " + Wording.factor(factor),
                context.workload().tasks().stream()
                        .map(task -> new Workload.Task(
                                task.id(),
                                model ? change.apply(task.circuit()) : undone(task.circuit(), change),
                                task.bindings()))
                        .toList());
    }

    private static Circuit undone(Circuit circuit, Function<Circuit, Circuit> change) {
        return GateSequence.of(change.apply(circuit))
                .then(GateSequence.of(circuit).inverse())
                .measuringAll();
    }

    /** The verdict. */
    public Judgement judge(Evidence evidence) {
        Optional<Double> without = model ? value(evidence, Needs.ideal(context)) : Optional.of(1.0);
        var points = new TreeMap<Double, Averaged>();
        for (double factor : FACTORS) {
            Optional<Double> more = value(evidence, need(factor));
            Optional<Double> less = value(evidence, need(-factor));
            if (without.isEmpty() || more.isEmpty() || less.isEmpty()) {
                return Needs.missing(context, "the probabilities at " + Wording.factor(factor) + " the " + what);
            }
            points.put(factor, new Averaged(Math.min(more.get(), less.get()), 0));
        }
        points.put(0.0, new Averaged(without.orElseThrow(), 0));
        Line line = Line.of(context, "min", 0, standard(without.get()));
        return decided(new StressCurve(points, line.bad()), line);
    }

    private Line standard(double without) {
        return model
                ? new Line(
                        without - DROP,
                        without - DROP,
                        "the accuracy without the error, " + Wording.number(without) + ", less " + Wording.plain(DROP))
                : Line.at(FIDELITY, 0);
    }

    private Optional<Double> value(Evidence evidence, Need need) {
        Optional<Evidence.Batch> batch = need.probe().isPresent()
                ? evidence.exact(need.source(), need.scale(), need.probe().get())
                : evidence.exact(need.source(), need.scale());
        return batch.map(b -> model
                ? new ModelReading(context.workload())
                        .exact(b)
                        .metric(ModelFigure.ACCURACY)
                        .value()
                : zeros(b.outcomes().get(0).get(0).distribution()));
    }

    private static double zeros(Distribution distribution) {
        return distribution.of("0".repeat(distribution.bits()));
    }

    private Judgement decided(StressCurve curve, Line line) {
        String metric = model ? "accuracy" : "state fidelity";
        Averaged value = curve.at(1);
        boolean passed = value.reaches(line.bad());
        Crossing crossing = curve.crossing();
        var draft = new FindingDraft((model ? "Accuracy" : "The fidelity of the state")
                        + (passed ? " is still " : " falls to ") + Wording.beside(value.value(), line.bad())
                        + " under " + size + "; the line is " + Wording.number(line.bad()) + ".")
                .exact(metric, value.value())
                .line(line.bad())
                .detail(curve.row(1) + "     exact, the worse of both signs")
                .detail("The line is crossed at " + curve.critical() + " of what is asked for.")
                .detail("The error alone, without the noise of the test.")
                .figure("stress.critical", crossing.place() == Crossing.Place.BELOW_AT_START ? 0 : crossing.x())
                .figure("stress.critical.beyond", crossing.place() == Crossing.Place.BEYOND ? 1 : 0)
                .figure(model ? "accuracy.stressed" : "fidelity.stressed", value.value())
                .plot(curve.plot(
                        metric + " under " + what,
                        "multiple of the " + what + " that is asked for",
                        metric,
                        List.of(new Plot.Mark("required", 1))));
        if (!line.origin().isEmpty()) {
            draft.detail("Line: " + line.origin() + ".");
        }
        if (crossing.place() == Crossing.Place.BELOW_AT_START) {
            draft.detail("It is below the line without the error: look at the model first.");
        }
        if (!passed) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }
}
