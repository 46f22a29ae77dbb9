package io.jenkins.plugins.quantum.engine.gate.energygap;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.gate.BoundedReads;
import io.jenkins.plugins.quantum.engine.gate.EnergyReading;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The mean gap from reads. The score of a read is what its gap leaves of 1, so that more is better. */
final class SampledGap {
    private final GateContext context;
    private final GapScale scale;
    private final EnergyReading reading;
    private final BoundedReads test;

    SampledGap(GateContext context, GapScale scale) {
        this.context = context;
        this.scale = scale;
        this.reading = scale.reading();
        this.test =
                new BoundedReads(context, Line.at(1 - scale.max(), scale.margin()), lowest(), scale.plannedVariance());
    }

    Proposal proposal() {
        return test.proposal();
    }

    private double lowest() {
        return 1 - scale.largest();
    }

    Judgement first() {
        return test.first();
    }

    /** The answer to all evidence; empty before the first look. */
    Optional<Judgement> judge(Evidence evidence) {
        Optional<Counts> all = EnergyReading.all(test.looks(evidence));
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Counts reads = all.get();
        Optional<Judgement> refuted = reading.refuted(reads);
        if (refuted.isPresent()) {
            return refuted;
        }
        BoundedReads.State state = test.state(evidence, look -> scores(EnergyReading.counts(look)));
        SequentialVerdict words = test.words(SequentialVerdict.View.turned("energy gap", "max", 1), state);
        return Optional.of(
                state.test().decision() == Decision.CONTINUE
                        ? words.open(state.test(), state.interval(), state.nextLook())
                        : decided(words, state.test(), state.interval(), reads));
    }

    private Map<Double, Long> scores(Counts reads) {
        var scores = new TreeMap<Double, Long>();
        reading.energies(reads)
                .forEach((energy, count) -> scores.merge(Math.max(lowest(), 1 - scale.gap(energy)), count, Long::sum));
        return scores;
    }

    /** The mean gap with every read counted in full. */
    private double plain(Counts reads) {
        double sum = 0;
        for (var level : reading.energies(reads).entrySet()) {
            sum += scale.plain(level.getKey()) * level.getValue();
        }
        return sum / reads.shots();
    }

    private Judgement decided(SequentialVerdict words, SequentialTest test, Interval interval, Counts reads) {
        boolean passed = test.decision() == Decision.PASS;
        double gap = 1 - test.mean();
        FindingDraft draft = words.draft(
                        passed
                                ? "The mean energy above the optimum is shown to be below "
                                        + Wording.number(scale.max()) + ": measured " + Wording.number(gap) + "."
                                : "The mean energy above the optimum is shown to be more than the healthy "
                                        + Wording.number(scale.max() - scale.margin()) + ": measured "
                                        + Wording.number(gap) + ", at most " + Wording.number(scale.max())
                                        + " is allowed.",
                        test,
                        interval)
                .figure("energy.gap", gap)
                .figure("energy.gap.guessed", scale.guessed())
                .figure("energy.gap.plain", plain(reads))
                .detail("Optimum " + Wording.number(scale.optimum()) + "; a machine that guesses has a gap of "
                        + Wording.number(scale.guessed()) + ".")
                .detail(reading.best(reads))
                .plot(reading.bars(reads));
        if (!passed) {
            draft.next("anneal longer or take a gentler schedule")
                    .next(NextStep.compare(context))
                    .next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }
}
