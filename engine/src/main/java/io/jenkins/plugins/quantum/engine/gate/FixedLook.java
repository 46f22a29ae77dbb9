package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A test with a single look at a number of shots that was fixed before anything was seen, for figures that are no means of scores.
 *
 * @param shots
 *     that both error rates need
 */
public record FixedLook(GateContext context, long shots) {
    /** What to measure after some references, or a refusal where the user allows fewer shots. */
    public Proposal proposal(List<Need> references) {
        long limit = context.shotLimit();
        if (limit > 0 && limit < shots) {
            return new Proposal.Refused(
                    Proposal.Kind.FEASIBILITY,
                    context.spec().position("margin"),
                    Wording.count(limit, "shot") + " cannot decide " + context.test() + " / "
                            + context.spec().kind() + ": it needs " + Wording.count(shots),
                    "widen the margin to " + Wording.plain(Math.ceil(100 * widening(limit)) / 100)
                            + " times itself, allow " + Wording.count(shots, "shot")
                            + " (--shots), or decide by probabilities on a simulator");
        }
        var needs = new ArrayList<>(references);
        needs.add(need());
        long whole = LookPlan.whole(context.workload(), shots);
        return new Proposal.Accepted(needs, whole, whole, true);
    }

    /** Shots fall as 1/margin². */
    private double widening(long limit) {
        return Math.sqrt((double) shots / limit);
    }

    private Need need() {
        return Need.shots(Needs.scale(context), shots, 1, 0);
    }

    /** Judges the shots of the look, when they are there and the noise of a simulator acted. */
    public Judgement judge(Evidence evidence, Function<Counts, Judgement> judge) {
        Optional<Judgement> ignored = NoiseProof.missingInShots(context, evidence);
        if (ignored.isPresent()) {
            return ignored.get();
        }
        return evidence.shots(Needs.scale(context)).stream()
                .filter(batch -> batch.need().shots() == shots)
                .findFirst()
                .map(batch -> judge.apply(batch.outcomes().get(0).stream()
                        .map(Outcome::counts)
                        .reduce(Counts::plus)
                        .orElseThrow()))
                .orElseGet(() -> new Judgement.More(
                        List.of(need()), Finding.words("Nothing was measured yet.", List.of(), List.of())));
    }

    /** How both rates are said. */
    public String rates() {
        return "One look at " + Wording.count(shots, "shot") + ", a number fixed beforehand: false red at most "
                + Wording.number(context.errors().falseRed()) + ", missed at most "
                + Wording.number(context.errors().missed()) + ".";
    }
}
