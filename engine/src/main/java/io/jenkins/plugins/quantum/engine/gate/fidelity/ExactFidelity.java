package io.jenkins.plugins.quantum.engine.gate.fidelity;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Averaged;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.SignalLeft;
import io.jenkins.plugins.quantum.engine.gate.Trajectories;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import java.util.List;
import java.util.Optional;

/** Fidelity from probabilities. */
final class ExactFidelity {
    private final GateContext context;
    private final Line line;

    ExactFidelity(GateContext context) {
        this.context = context;
        this.line = FidelityGate.line(context);
    }

    Judgement judge(Evidence evidence) {
        Optional<Evidence.Batch> reference = evidence.exact(Need.Source.REFERENCE, 0);
        Optional<Evidence.Batch> subject = evidence.exact(Need.Source.SUBJECT, Needs.scale(context));
        if (reference.isEmpty() || subject.isEmpty()) {
            return Needs.missing(context, "the probabilities of the circuit or its reference");
        }
        Outcome ideal = reference.get().outcomes().get(0).get(0);
        Outcome found = subject.get().outcomes().get(0).get(0);
        if (ideal.distribution().bits() != found.distribution().bits()) {
            return Needs.missing(
                    context,
                    "a comparable result: the backend answered with outcomes of "
                            + found.distribution().bits() + " bits, the reference has "
                            + ideal.distribution().bits() + "; the right one");
        }
        if (context.noisy()) {
            Optional<Judgement> ignored = NoiseProof.missing(context, reference.get(), subject.get());
            if (ignored.isPresent()) {
                return ignored.get();
            }
        }
        return decide(
                new Measures(context, ideal.distribution(), found),
                subject.get().need());
    }

    private Judgement decide(Measures measures, Need measured) {
        Averaged value = measures.value();
        double ceiling = 1 + context.spec().number("excess", FidelityGate.EXCESS);
        double shape = context.spec().number("shape", FidelityGate.SHAPE);
        boolean shaped = !context.noisy() && !measures.uniform();
        if (value.unclearAt(line.bad()) || value.unclearAt(ceiling)) {
            Finding open = describe(
                            "The linear score " + Wording.beside(value.value(), line.bad())
                                    + " is too near to its line for the noise draws made.",
                            measures)
                    .next("run on the backend aer, whose noise is exact, or move min away from the score")
                    .finding();
            return Trajectories.unclear(context.workload(), measured, open);
        }
        if (!value.reaches(line.bad())) {
            return fail(tooLow(measures), measures);
        }
        if (!measures.uniform() && value.value() > ceiling) {
            return fail(
                    "The outcomes are more peaked than the ideal ones: linear score " + Wording.number(value.value())
                            + ", at most " + Wording.number(ceiling)
                            + ". Noise does not do that; look for a stuck or swapped qubit or a coherent error.",
                    measures);
        }
        if (shaped && measures.shape() > shape) {
            return fail(
                    "The outcomes have the wrong shape: squared distance to the ideal "
                            + Wording.beside(measures.shape(), shape) + ", at most " + Wording.number(shape)
                            + ". The score alone (" + Wording.number(value.value()) + ") would hide it.",
                    measures);
        }
        return describe(passed(measures), measures).decided(Verdict.PASS);
    }

    private Judgement fail(String headline, Measures measures) {
        return describe(headline, measures)
                .next(NextStep.compare(context))
                .next(NextStep.explain(context))
                .decided(Verdict.FAIL);
    }

    private String tooLow(Measures measures) {
        String value = Wording.beside(measures.value().value(), line.bad());
        String left = measures.uniform()
                ? "The overlap with the ideal outcomes is " + value
                : "Only " + value + " of the ideal signal is left";
        return left + (context.noisy() ? " under the noise of " + context.noiseName() : "") + "; the line is "
                + Wording.number(line.bad()) + ".";
    }

    private String passed(Measures measures) {
        String value = Wording.beside(measures.value().value(), line.bad());
        String end = "; the line is " + Wording.number(line.bad()) + ".";
        if (measures.uniform()) {
            return "The overlap with the ideal outcomes is " + value + end;
        }
        return context.noisy()
                ? "Under the noise of " + context.noiseName() + " " + value + " of the ideal signal is left" + end
                : "The circuit runs and gives its ideal outcomes: linear score " + value + end;
    }

    private FindingDraft describe(String headline, Measures measures) {
        var draft = new FindingDraft(headline)
                .averaged(measures.left().name(), measures.value())
                .line(line.bad());
        draft.detail(
                "exact, " + Wording.count(measures.left().table().outcomes().size(), "outcome")
                        + measures.value().precision());
        draft.detail(
                measures.uniform()
                        ? "All ideal outcomes are equally likely, so that the linear score is undefined: the overlap"
                                + " 1 - TVD stands in its place. Noise that keeps them so cannot be seen."
                        : "Linear score: 1 is the ideal distribution, 0 uniform noise. It is not the fidelity of states.");
        if (!context.noisy()) {
            draft.detail("Ideal simulator: shows that the circuit runs, not that a device can. "
                    + "Write 'noise: heron-r2' to see what is left under noise.");
        } else if (!line.origin().isEmpty()) {
            draft.detail("Line: " + line.origin() + ".");
        }
        draft.figure("fidelity", measures.value().value()).figure("shape", measures.shape());
        return measures.left().distances(draft).plot(measures.plot(context));
    }

    /** The two distributions and what is left of the first in the second. */
    private record Measures(Distribution ideal, Distribution found, SignalLeft left) {
        Measures(GateContext context, Distribution ideal, Outcome outcome) {
            this(
                    ideal,
                    outcome.distribution(),
                    new SignalLeft(context.workload().tasks().get(0).circuit(), ideal, outcome));
        }

        boolean uniform() {
            return left.uniform();
        }

        Averaged value() {
            return left.value();
        }

        double shape() {
            return left.shape();
        }

        Plot plot(GateContext context) {
            return left.table()
                    .bars(List.of("ideal", context.noisy() ? context.noiseName() : "run"), List.of(ideal, found));
        }
    }
}
