package io.jenkins.plugins.quantum.engine.gate.kernelconcentration;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Kernel;
import io.jenkins.plugins.quantum.engine.gate.KernelGate;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.OneLook;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Judges whether the kernel's values differ between pairs by enough to be seen through shot noise. */
public final class KernelConcentrationGate implements KernelGate {
    private static final double FACTOR = 10;
    private static final int BINS = 20;

    @Override
    public String name() {
        return "kernel-concentration";
    }

    @Override
    public String summary() {
        return "The kernel tells pairs of points apart: its values vary by more than their shot noise.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number(
                        "min", 1, 1e6, "10", "least variance between pairs, as a multiple of the variance of shots"),
                KernelGate.shots("shots of each pair that the kernel is used with"));
    }

    private static double factor(GateContext context) {
        return context.spec().number("min", FACTOR);
    }

    @Override
    public Proposal propose(GateContext context) {
        int points = ((Readout.Kernel) context.workload().readout()).labels().size();
        return points < 3
                ? new Proposal.Refused(
                        Proposal.Kind.INPUT,
                        context.spec().at(),
                        "2 points have one pair, whose kernel cannot vary",
                        "take at least 3 points, better 20")
                : KernelGate.proposal(context, List.of());
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return KernelGate.judge(context, evidence, kernel -> judge(context, kernel));
    }

    private static Judgement judge(GateContext context, Kernel kernel) {
        long shots = KernelGate.shots(context);
        double noise = shotVariance(kernel, shots);
        double spread = spread(kernel);
        double ratio = noise > 0 ? spread / noise : spread > 0 ? Double.POSITIVE_INFINITY : 0;
        double min = factor(context);
        // the sign of the excess answers the question, and its error is nearer to normal than that of the ratio
        var look = new OneLook(
                spread - min * noise,
                kernel.standardError(redrawn -> spread(redrawn) - min * shotVariance(redrawn, shots), context.seed()));
        Decision decision = noise == 0 && spread == 0 ? Decision.FAIL : look.decide(Line.at(0, 0), context.errors());
        double least = noise > 0 ? Math.max(0, (spread - look.half()) / noise) : ratio;
        double most = noise > 0 ? Math.max(0, (spread + look.half()) / noise) : ratio;
        var draft = new FindingDraft(headline(decision, ratio, min, shots))
                .measured("variance over shot variance", ratio, least, most, kernel.exact() ? 1 : 0.95)
                .line(min)
                .shots(KernelGate.used(kernel))
                .detail(KernelGate.measured(kernel) + ": variance between pairs " + Wording.number(spread) + ", of "
                        + Wording.count(shots, "shot") + " of a pair " + Wording.number(noise) + ".")
                .figure("kernel.spread", spread)
                .figure("kernel.shot-variance", noise)
                .figure("kernel.concentration", ratio)
                .plot(histogram(kernel));
        if (spread > 0 && noise > 0) {
            double enough = Math.ceil(min * noise * shots / spread);
            draft.figure("kernel.shots-needed", enough)
                    .detail("The line is reached with " + Wording.count((long) Math.min(1e15, enough))
                            + " shots of each pair.");
        }
        return switch (decision) {
            case PASS -> draft.decided(Verdict.PASS);
            case FAIL ->
                draft.next("embed in fewer qubits, scale the data down, or use a kernel of local measurements")
                        .next(NextStep.explain(context))
                        .decided(Verdict.FAIL);
            case CONTINUE ->
                draft.next("write more 'shots', or take more points").decided(Verdict.INCONCLUSIVE);
        };
    }

    private static String headline(Decision decision, double ratio, double min, long shots) {
        String measured = "its values vary between pairs by " + Wording.number(ratio) + " times the variance of "
                + Wording.count(shots, "shot") + "; the line is " + Wording.plain(min) + ".";
        return switch (decision) {
            case PASS -> "The kernel is not concentrated: " + measured;
            case FAIL -> "The kernel is concentrated: " + measured;
            case CONTINUE -> "Whether the kernel is concentrated stays open: " + measured;
        };
    }

    /** The variance between pairs of different points, without what the errors of the entries add to it. */
    private static double spread(Kernel kernel) {
        List<Double> values = offDiagonal(kernel);
        double mean = values.stream().mapToDouble(v -> v).average().orElse(0);
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        double own = 0;
        for (int i = 0; i < kernel.points(); i++) {
            for (int j = i + 1; j < kernel.points(); j++) {
                // a measured p(1-p)/N is too small by the factor (N-1)/N
                own += kernel.variances().get(i, j)
                        * (kernel.shots() > 1 ? kernel.shots() / (kernel.shots() - 1.0) : 1);
            }
        }
        return squares / (values.size() - 1) - own / values.size();
    }

    private static double shotVariance(Kernel kernel, long shots) {
        double unbiased = kernel.shots() > 1 ? kernel.shots() / (kernel.shots() - 1.0) : 1;
        return unbiased
                * offDiagonal(kernel).stream()
                        .mapToDouble(v -> Math.max(0, v * (1 - v)))
                        .average()
                        .orElse(0)
                / shots;
    }

    private static List<Double> offDiagonal(Kernel kernel) {
        var values = new ArrayList<Double>();
        for (int i = 0; i < kernel.points(); i++) {
            for (int j = i + 1; j < kernel.points(); j++) {
                values.add(kernel.values().get(i, j));
            }
        }
        return values;
    }

    private static Plot histogram(Kernel kernel) {
        var counts = new ArrayList<>(Collections.nCopies(BINS, 0.0));
        List<Double> values = offDiagonal(kernel);
        for (double value : values) {
            int bin = (int) Math.min(BINS - 1.0, Math.max(0, Math.floor(value * BINS)));
            counts.set(bin, counts.get(bin) + 1.0 / values.size());
        }
        var bins = new ArrayList<String>();
        for (int i = 0; i < BINS; i++) {
            bins.add(Wording.plain((double) i / BINS));
        }
        return new Plot.Bars(
                "Kernel of different points", "share of pairs", bins, List.of(new Plot.Group("pairs", counts)));
    }
}
