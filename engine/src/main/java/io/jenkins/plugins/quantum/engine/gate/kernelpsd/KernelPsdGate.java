package io.jenkins.plugins.quantum.engine.gate.kernelpsd;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Kernel;
import io.jenkins.plugins.quantum.engine.gate.KernelGate;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Precision;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Judges whether what was measured can be a kernel: symmetric, and without negative eigenvalues that shot noise does not explain. */
public final class KernelPsdGate implements KernelGate {
    /**
     * The norm of a matrix of independent errors is about twice the root of its largest sum of variances in a row; 1.15 covers what
     * the norm of small matrices varies.
     */
    private static final double NORM = 2;

    private static final double RESERVE = 1.15;

    /** Most points of the heat map. */
    private static final int SHOWN = 60;

    @Override
    public String name() {
        return "kernel-psd";
    }

    @Override
    public String summary() {
        return "What was measured can be a kernel: symmetric, and positive semidefinite within its shot noise.";
    }

    @Override
    public List<Option> options() {
        return List.of(KernelGate.shots("shots of each pair, where shots decide"));
    }

    @Override
    public Proposal propose(GateContext context) {
        return KernelGate.proposal(context, List.of(swapped(context)));
    }

    private static Need swapped(GateContext context) {
        Need look = KernelGate.look(context);
        return look.of(SwappedPairs.of(context).probe());
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        Need swapped = swapped(context);
        Optional<Evidence.Batch> other = evidence.batches().stream()
                .filter(batch -> batch.need().equals(swapped))
                .reduce((first, second) -> second);
        return other.isEmpty()
                ? Needs.missing(context, "the kernel of pairs in the other order")
                : KernelGate.judge(context, evidence, kernel -> judge(context, kernel, other.get()));
    }

    private static Judgement judge(GateContext context, Kernel kernel, Evidence.Batch other) {
        double[] eigenvalues = kernel.values().eigenvalues();
        double least = eigenvalues[0];
        double noise = RESERVE * NORM * Math.sqrt(Math.max(0, kernel.variances().largestRowSum()));
        double rounding = kernel.points() * Precision.of(context).probability();
        double bound = -noise - rounding;
        SwappedPairs.Difference swapped = SwappedPairs.of(context).largest(kernel, other);
        boolean symmetric = swapped.size() <= swapped.allowed();
        double offOne = context.noisy() ? 0 : offOne(kernel);
        boolean own = offOne <= Math.max(swapped.allowed(), rounding);
        var draft = new FindingDraft(headline(least, bound, symmetric, swapped, own, offOne))
                .measured("smallest eigenvalue", least, least - noise - rounding, least + noise + rounding, 0.99)
                .line(bound)
                .shots(KernelGate.used(kernel))
                .detail(KernelGate.measured(kernel) + "; shot noise and rounding explain eigenvalues down to "
                        + Wording.number(bound) + ".")
                .detail("Pairs in both orders differ by at most " + Wording.number(swapped.size()) + "; "
                        + Wording.number(swapped.allowed()) + " is explained.")
                .figure("kernel.eigenvalue.least", least)
                .figure("kernel.eigenvalue.bound", bound)
                .figure("kernel.asymmetry", swapped.size())
                .figure("kernel.diagonal", kernel.meanDiagonal())
                .plot(spectrum(eigenvalues, bound))
                .plot(heat(kernel));
        if (context.noisy()) {
            draft.detail("The kernel of a point with itself is " + Wording.number(kernel.meanDiagonal())
                    + " on average; without noise it is 1.");
        }
        if (least >= bound && symmetric && own) {
            return draft.decided(Verdict.PASS);
        }
        return draft.next("look for drift between pairs, and for errors that act on one half of the circuit only")
                .next(NextStep.explain(context))
                .decided(Verdict.FAIL);
    }

    private static String headline(
            double least,
            double bound,
            boolean symmetric,
            SwappedPairs.Difference swapped,
            boolean own,
            double offOne) {
        if (!symmetric) {
            return "This is no kernel: of " + swapped.pair() + " the two orders differ by "
                    + Wording.number(swapped.size()) + "; " + Wording.number(swapped.allowed()) + " is explained.";
        }
        if (!own) {
            return "This is no kernel: of a point with itself it is " + Wording.number(offOne)
                    + " away from 1 without any noise.";
        }
        return least >= bound
                ? "The kernel has no negative eigenvalue that is not explained: the smallest is "
                        + Wording.number(least) + "."
                : "This is no kernel: its smallest eigenvalue is " + Wording.number(least)
                        + "; shot noise and rounding explain " + Wording.number(bound) + ".";
    }

    private static double offOne(Kernel kernel) {
        return IntStream.range(0, kernel.points())
                .mapToDouble(i -> Math.abs(1 - kernel.values().get(i, i)))
                .max()
                .orElse(0);
    }

    private static Plot spectrum(double[] eigenvalues, double bound) {
        var points = new ArrayList<Plot.Point>();
        for (int i = 0; i < eigenvalues.length; i++) {
            double value = eigenvalues[eigenvalues.length - 1 - i];
            points.add(new Plot.Point(i + 1.0, value, value, value));
        }
        return new Plot.Curve(
                "Eigenvalues of the kernel",
                "number",
                "eigenvalue",
                List.of(new Plot.Series("eigenvalue", points)),
                bound,
                List.of());
    }

    /** Points of one class beside one another: a good kernel shows blocks. */
    private static Plot heat(Kernel kernel) {
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, Math.min(SHOWN, kernel.points())).boxed().toList());
        order.sort(Comparator.comparing((Integer i) -> kernel.labels().get(i)).thenComparing(i -> i));
        var rows = new ArrayList<List<Double>>();
        order.forEach(
                i -> rows.add(order.stream().map(j -> kernel.values().get(i, j)).toList()));
        Collections.reverse(rows); // the axis runs upwards
        var down = new ArrayList<>(order.stream().map(i -> name(kernel, i)).toList());
        var across = List.copyOf(down);
        Collections.reverse(down);
        return new Plot.Heat("Kernel between points, by class", across, down, rows);
    }

    private static String name(Kernel kernel, int point) {
        return kernel.labels().get(point) + " " + (point + 1);
    }
}
