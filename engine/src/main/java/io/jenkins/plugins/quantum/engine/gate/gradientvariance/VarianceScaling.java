package io.jenkins.plugins.quantum.engine.gate.gradientvariance;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.MeanOfCost;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Trainable;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Bootstrap;
import io.jenkins.plugins.quantum.engine.stats.DecayFit;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * How the variance of derivatives falls with the number of qubits, from the circuits of several tests: ln variance = a - rate x qubits. A
 * barren plateau is a rate above 0 that stays; a line on it says how many qubits more can be trained.
 */
final class VarianceScaling {
    static final String WIDTHS = "widths";
    static final String RATE = "max-rate";

    /** The variance is halved with every two qubits. */
    private static final double MOST = 0.35;

    /** Through two points every law goes. */
    private static final int FEWEST_WIDTHS = 3;

    private static final int RESAMPLES = 2000;

    /** A one-sided bound of 95 % is the end of a two-sided interval of 90 %. */
    private static final double TWO_SIDED = 0.9;

    private final GateContext context;
    private final int draws;
    private final List<GateContext> widths = new ArrayList<>();

    VarianceScaling(GateContext context, int draws) {
        this.context = context;
        this.draws = draws;
        widths.add(context);
        context.companions().keySet().forEach(name -> widths.add(context.on(name)));
        widths.sort(Comparator.comparingInt(VarianceScaling::qubits));
    }

    private static int qubits(GateContext of) {
        return of.workload().metrics().qubits();
    }

    static double most(GateContext context) {
        return context.spec().number(RATE, MOST);
    }

    /** Why no law can be fitted, if so. */
    static Optional<Proposal.Refused> refusal(GateContext context, int draws) {
        if (context.spec().texts(WIDTHS).orElse(List.of()).isEmpty()) {
            return context.spec().number(RATE).isEmpty()
                    ? Optional.empty()
                    : Optional.of(Proposal.Refused.input(
                            context,
                            RATE,
                            "a rate of decay needs the same circuit with other numbers of qubits",
                            "name tests with such circuits: 'widths: [ansatz-4, ansatz-6]'"));
        }
        var scaling = new VarianceScaling(context, draws);
        var different = new HashSet<Integer>();
        scaling.widths.forEach(width -> different.add(qubits(width)));
        if (different.size() < FEWEST_WIDTHS) {
            return Optional.of(Proposal.Refused.input(
                    context,
                    WIDTHS,
                    "these circuits have " + Wording.count(different.size(), "different number")
                            + " of qubits; through fewer than " + FEWEST_WIDTHS + " every law goes",
                    "name tests with circuits of at least " + FEWEST_WIDTHS + " widths, this one included"));
        }
        for (GateContext width : scaling.widths) {
            Optional<Proposal.Refused> refused = Trainable.refusal(width)
                    .or(() -> MeanOfCost.refusal(width))
                    .or(() -> RandomGradients.refusal(width, draws));
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    /** The other widths' runs; none where the gate looks at one width. */
    List<Need> needs() {
        return widths.stream().filter(width -> width != context).map(this::need).toList();
    }

    private Need need(GateContext width) {
        return Need.exact(0, 0).of(new RandomGradients(width, draws).probe());
    }

    /** Whether there is more than one width. */
    boolean asked() {
        return widths.size() > 1;
    }

    /**
     * A law through what was measured.
     *
     * @param fit
     *     of the variances
     * @param rate
     *     the interval of its rate, two-sided at 90 %
     * @param qubits
     *     by width
     * @param variances
     *     by width
     */
    record Law(DecayFit fit, Interval rate, List<Double> qubits, List<Double> variances) {
        Law {
            qubits = List.copyOf(qubits);
            variances = List.copyOf(variances);
        }

        /** PASS when the rate is shown to be at most the line, FAIL when it is shown to be above. */
        Decision against(double line) {
            if (rate.upper() <= line) {
                return Decision.PASS;
            }
            return rate.lower() > line ? Decision.FAIL : Decision.CONTINUE;
        }
    }

    /** Whether every width was run. */
    boolean complete(Evidence evidence) {
        return widths.stream().allMatch(width -> evidence.exact(
                        Need.Source.SUBJECT, 0, need(width).probe().orElseThrow())
                .isPresent());
    }

    /**
     * The law, where {@link #complete}; empty where a variance is 0, which no exponential law gives. A resample takes the same draws of
     * every width: they are independent of each other, so that it draws from tuples.
     */
    Optional<Law> law(Evidence evidence) {
        List<RandomGradients.Measured> measured = new ArrayList<>();
        double[] qubits = new double[widths.size()];
        double[] variances = new double[widths.size()];
        for (int i = 0; i < widths.size(); i++) {
            var gradients = new RandomGradients(widths.get(i), draws);
            measured.add(gradients.measured(
                    evidence.exact(Need.Source.SUBJECT, 0, gradients.probe()).orElseThrow()));
            qubits[i] = qubits(widths.get(i));
            variances[i] = measured.get(i).meanVariance();
            if (variances[i] < SMALLEST) {
                return Optional.empty();
            }
        }
        Interval rate = Bootstrap.percentile(
                draws,
                (int[] sample) -> DecayFit.of(
                                qubits,
                                measured.stream()
                                        .mapToDouble(one -> Math.max(SMALLEST, one.meanVariance(sample)))
                                        .toArray())
                        .rate(),
                RESAMPLES,
                TWO_SIDED,
                context.seed());
        return Optional.of(new Law(DecayFit.of(qubits, variances), rate, boxed(qubits), boxed(variances)));
    }

    /** What single precision leaves of a derivative that is 0, squared. */
    private static final double SMALLEST = 1e-11;

    private static List<Double> boxed(double[] values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }

    /** Adds the law to a finding. */
    void describe(FindingDraft draft, Law law) {
        var points = new ArrayList<Plot.Point>();
        var fitted = new ArrayList<Plot.Point>();
        var words = new ArrayList<String>();
        for (int i = 0; i < law.qubits().size(); i++) {
            double x = law.qubits().get(i);
            double y = Math.log10(law.variances().get(i));
            points.add(new Plot.Point(x, y, y, y));
            double on = Math.log10(law.fit().at(x));
            fitted.add(new Plot.Point(x, on, on, on));
            words.add((int) x + " qubits " + Wording.number(law.variances().get(i)));
        }
        draft.figure("gradient.decay-rate", law.fit().rate())
                .figure("gradient.decay-residual", law.fit().residual())
                .detail("By width: " + String.join(", ", words) + ".")
                .detail("Rate of decay "
                        + Wording.interval(
                                law.fit().rate(), law.rate().lower(), law.rate().upper(), TWO_SIDED)
                        + ", at most " + Wording.number(most(context)) + " is accepted: each qubit leaves a share of "
                        + Wording.number(Math.exp(-law.fit().rate()))
                        + " of the variance; ln of the variances lies "
                        + Wording.number(law.fit().residual())
                        + " off the law.")
                .plot(new Plot.Curve(
                        "Variance of derivatives by width",
                        "qubits",
                        "log10 of the variance",
                        List.of(new Plot.Series("variance", points), new Plot.Series("fit", fitted)),
                        Double.NaN,
                        List.of()));
    }
}
