package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.Intervals;
import io.jenkins.plugins.quantum.engine.stats.SequentialDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import java.util.List;
import java.util.Optional;

/** A sequential test of the share of reads at the optimum: each read is a trial that reaches it or does not. */
public final class GroundStateTest {
    private static final double CONFIDENCE = 0.95;

    private final GateContext context;
    private final Line line;
    private final EnergyReading reading;

    /** Costs some milliseconds: made at its first use. */
    private LookPlan plan;

    /**
     * A test.
     *
     * @param line
     *     of the share, with a healthy value of at most 1
     */
    public GroundStateTest(GateContext context, Line line) {
        this.context = context;
        this.line = line;
        this.reading = new EnergyReading(context.workload());
    }

    /** What is read. */
    public EnergyReading reading() {
        return reading;
    }

    /** What to measure first, or why the reads allowed cannot decide. */
    public Proposal proposal() {
        LookPlan layout = plan();
        Optional<Proposal.Refused> refused = layout.refusal(context, variance(), 1, 1);
        if (refused.isPresent()) {
            return refused.get();
        }
        return new Proposal.Accepted(
                List.of(look(layout, 0)),
                layout.expectedShots(context.workload()),
                layout.worstShots(context.workload()),
                true);
    }

    /** Of one trial, for a subject in the middle between line and healthy. */
    public double variance() {
        double middle = (line.good() + line.bad()) / 2;
        return middle * (1 - middle);
    }

    private LookPlan plan() {
        if (plan == null) {
            plan = LookPlan.of(
                    context,
                    FixedDesign.bernoulli(
                            line.good(),
                            line.bad(),
                            context.errors().falseRed(),
                            context.errors().missed()),
                    1,
                    1);
        }
        return plan;
    }

    /** Reads of one look. */
    public long lookReads() {
        return plan().look();
    }

    private Need look(LookPlan layout, int number) {
        return Need.shots(Needs.scale(context), layout.look(), 1, number);
    }

    private List<Evidence.Batch> looks(Evidence evidence) {
        return evidence.shots(Needs.scale(context));
    }

    /** What a look at all evidence brought. */
    public record State(SequentialTest test, Counts reads, Interval interval, List<Need> nextLook) {
        public State {
            nextLook = List.copyOf(nextLook);
        }

        /** Whether there is an answer. */
        public Decision decision() {
            return test.decision();
        }
    }

    /** The test over all evidence, look by look; empty before the first. */
    public Optional<State> state(Evidence evidence) {
        var design = new SequentialDesign(
                line.good(),
                line.bad(),
                context.errors().falseRed(),
                context.errors().missed());
        SequentialTest test = SequentialTest.bernoulli(design);
        List<Evidence.Batch> looks = looks(evidence);
        for (Evidence.Batch look : looks) {
            Counts counts = EnergyReading.counts(look);
            test = test.update(reading.reached(counts), counts.shots());
        }
        Optional<Counts> all = EnergyReading.all(looks);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Counts reads = all.get();
        Interval interval = Intervals.clopperPearson(reading.reached(reads), reads.shots(), CONFIDENCE);
        boolean more = plan().mayLook(context, reads.shots());
        return Optional.of(new State(test, reads, interval, more ? List.of(look(plan(), looks.size())) : List.of()));
    }

    /** The wish for the first look. */
    public Judgement first() {
        return new Judgement.More(
                List.of(look(plan(), 0)), Finding.words("Nothing was measured yet.", List.of(), List.of()));
    }
}
