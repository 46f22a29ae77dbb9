package io.jenkins.plugins.quantum.engine.gate.squareddistance;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.FixedLook;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.ReferencedShots;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.ShapeCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The squared distance from shots: one look at a number of shots that both error rates need, fixed by the predicted outcomes. */
final class SampledDistance {
    private static final int FEWEST = 50;
    private static final int MOST = 2_000_000;
    private static final double STEP = 1.25;

    private final GateContext context;
    private final ShapeCheck.Limits limits;

    SampledDistance(GateContext context) {
        this.context = context;
        limits = new ShapeCheck.Limits(
                SquaredDistanceGate.healthy(context),
                SquaredDistanceGate.most(context),
                context.errors().falseRed(),
                context.errors().missed());
    }

    Proposal refined(Evidence references) {
        Optional<ReferencedShots> known = ReferencedShots.of(context, references);
        if (known.isEmpty()) {
            return new Proposal.Accepted(ReferencedShots.references(context), 0, 0, true);
        }
        int shots = needed(known.get());
        return shots > MOST
                ? new Proposal.Refused(
                        Proposal.Kind.FEASIBILITY,
                        context.spec().position("margin"),
                        "telling a squared distance of " + Wording.plain(limits.bad()) + " from "
                                + Wording.plain(limits.good()) + " takes more than " + Wording.count(MOST, "shot"),
                        "write a larger max and margin")
                : new FixedLook(context, shots).proposal(List.of());
    }

    /** The first number on a grid at which every count leads to one of the two answers; beyond the most where there is none. */
    private int needed(ReferencedShots shots) {
        int least = FEWEST;
        while (least <= MOST && !ShapeCheck.mayDecide(row(shots), norm(shots), least, limits)) {
            least = (int) Math.ceil(least * STEP);
        }
        while (least <= MOST && !check(shots, least).decisive()) {
            least = (int) Math.ceil(least * STEP);
        }
        return least;
    }

    private ShapeCheck check(ReferencedShots shots, int number) {
        return ShapeCheck.of(row(shots), norm(shots), number, limits, context.seed());
    }

    private static double[] row(ReferencedShots shots) {
        return shots.table().row(shots.predicted());
    }

    private static double norm(ReferencedShots shots) {
        return Arrays.stream(row(shots)).map(q -> q * q).sum();
    }

    Judgement judge(Evidence evidence) {
        Optional<ReferencedShots> known = ReferencedShots.of(context, evidence);
        if (known.isEmpty()) {
            return Needs.missing(context, "the ideal distribution");
        }
        ReferencedShots shots = known.get();
        if (shots.looks().isEmpty()) {
            return new Judgement.More(
                    List.of(Need.shots(Needs.scale(context), needed(shots), 1, 0)),
                    Finding.words("Nothing was measured yet.", List.of(), List.of()));
        }
        return NoiseProof.missingInShots(context, evidence).orElseGet(() -> judge(shots));
    }

    private Judgement judge(ReferencedShots shots) {
        Counts first = shots.looks().get(0);
        ShapeCheck check = check(shots, Math.toIntExact(first.shots()));
        long[] counts = shots.row(first);
        double distance = check.distance(counts);
        Decision decision = check.judge(counts);
        String measured = ": measured " + Wording.number(distance) + ".";
        String headline =
                switch (decision) {
                    case PASS ->
                        "The outcomes are shown to be nearer to the predicted ones than " + Wording.number(limits.bad())
                                + measured;
                    case FAIL ->
                        "The outcomes are shown to be farther from the predicted ones than the healthy "
                                + Wording.number(limits.good()) + measured;
                    case CONTINUE -> "The shots allow no answer about the squared distance" + measured;
                };
        FindingDraft draft = new FindingDraft(headline)
                .exact("squared-distance", distance)
                .line(limits.bad())
                .shots(first.shots())
                .figure("squared-distance", distance)
                .detail("Unbiased: its mean is 0 for the predicted outcomes and may be measured below 0. PASS below "
                        + Wording.number(check.passBelow()) + ", FAIL above " + Wording.number(check.failAbove()) + ".")
                .detail(new FixedLook(context, first.shots()).rates())
                .detail(
                        shots.hasPrediction()
                                ? "Compared with the outcomes predicted under the noise of the test."
                                : "Compared with the ideal outcomes, because the noise of the device is not known.");
        if (decision == Decision.FAIL) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return shots.describe(draft, context)
                .decided(
                        decision == Decision.PASS
                                ? Verdict.PASS
                                : decision == Decision.FAIL ? Verdict.FAIL : Verdict.INCONCLUSIVE);
    }
}
