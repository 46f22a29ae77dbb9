package io.jenkins.plugins.quantum.engine.gate.inputperturbation;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.ModelFigure;
import io.jenkins.plugins.quantum.engine.gate.ModelGate;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges whether small changes of its inputs change what a classifier decides. */
public final class InputPerturbationGate implements ModelGate {
    /** Circuits of one gate: about a minute of the built-in simulator at four qubits. */
    static final long MOST_CIRCUITS = 100_000;

    static final double EPSILON = 0.05;
    private static final double FLIPS = 0.05;
    private static final int DIRECTIONS = 8;

    @Override
    public String name() {
        return "input-perturbation";
    }

    @Override
    public String summary() {
        return "The decisions of the model stay the same when its inputs move a little.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("epsilon", 1e-6, 100, "0.05", "how far each input moves, up and down, in the given unit"),
                Option.word(
                        "unit",
                        List.of("range", "absolute"),
                        "range",
                        "share of the input's range over the points, or as it is"),
                Option.whole("directions", 1, 1000, "8", "corners of the box that are tried, drawn by seed"),
                Option.number("max-flips", 0, 1, "0.05", "largest share of points whose decision some move changes"),
                Option.line(
                        "min",
                        0.01,
                        1,
                        "not judged",
                        "worst accuracy when every point gets its worst move, or baseline"));
    }

    static double mostFlips(GateContext context) {
        return context.spec().number("max-flips", FLIPS);
    }

    /** The line of the accuracy, if one is asked for. */
    static Optional<Line> line(GateContext context) {
        return context.spec().options().containsKey("min")
                ? Optional.of(Line.of(context, "min", 0, Line.at(0, 0)))
                : Optional.empty();
    }

    static InputBox box(GateContext context) {
        return InputBox.of(
                context,
                context.spec().number("epsilon", EPSILON),
                context.spec().text("unit").filter("absolute"::equals).isEmpty(),
                (int) context.spec().number("directions", DIRECTIONS));
    }

    @Override
    public Proposal propose(GateContext context) {
        InputBox box = box(context);
        Optional<Proposal.Refused> refused = nonsense(context, box)
                .or(() -> Line.refusal(context, "min"))
                .or(() -> context.spec().number("min").isPresent()
                        ? Line.uninformative(context, "min", ModelFigure.ACCURACY, "balanced points")
                        : Optional.empty());
        return refused.isPresent()
                ? refused.get()
                : new Proposal.Accepted(List.of(Needs.ideal(context), box.first()), 0, 0, false);
    }

    private static Optional<Proposal.Refused> nonsense(GateContext context, InputBox box) {
        if (box.features().isEmpty()) {
            return Optional.of(Proposal.Refused.input(
                    context,
                    "",
                    "no input of the circuit differs between the points: there is nothing to move",
                    "bind an input to 'data' (inputs: {x: data}), or leave input-perturbation out"));
        }
        if (mostFlips(context) >= 1 && line(context).isEmpty()) {
            return Optional.of(Proposal.Refused.input(
                    context,
                    "max-flips",
                    "max-flips " + Wording.plain(mostFlips(context))
                            + " lets every decision change: nothing could fail",
                    "write a max-flips below 1, or a min"));
        }
        return box.circuits() <= MOST_CIRCUITS
                ? Optional.empty()
                : Optional.of(new Proposal.Refused(
                        Proposal.Kind.FEASIBILITY,
                        context.spec().position("directions"),
                        Wording.count(box.circuits()) + " circuits would have to be simulated for "
                                + Wording.count(box.features().size(), "input") + " of "
                                + Wording.count(box.points(), "point") + "; at most "
                                + Wording.count(MOST_CIRCUITS) + " are",
                        "write fewer directions, or test on fewer points"));
    }

    /** On hardware the local simulator answers before the first look: what follows from its answer is asked for there too. */
    @Override
    public Proposal refine(GateContext context, Evidence references) {
        Proposal first = propose(context);
        Optional<Need> second = new WorstMoves(context).second(references);
        if (second.isEmpty() || !(first instanceof Proposal.Accepted accepted)) {
            return first;
        }
        var needs = new ArrayList<>(accepted.needs());
        needs.add(second.get());
        return new Proposal.Accepted(needs, 0, 0, false);
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return new WorstMoves(context).judge(evidence);
    }
}
