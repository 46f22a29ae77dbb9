package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A gate that judges a kernel by all its pairs, in one look. */
public interface KernelGate extends Gate {
    /** Shots of a pair where the suite does not say. */
    int SHOTS = 1000;

    @Override
    default Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.KERNEL);
    }

    /** The option {@code shots}. */
    static Option shots(String meaning) {
        return Option.whole("shots", 50, 1_000_000, Integer.toString(SHOTS), meaning);
    }

    /** Shots of a pair. */
    static long shots(GateContext context) {
        return (long) context.spec().number("shots", SHOTS);
    }

    /** The look at all pairs, after some other needs. */
    static Proposal proposal(GateContext context, List<Need> others) {
        if (context.exact()) {
            var needs = new ArrayList<>(Needs.idealAndSubject(context));
            needs.addAll(others);
            return new Proposal.Accepted(needs, 0, 0, false);
        }
        long shots = shots(context);
        if (context.shotLimit() > 0 && shots > context.shotLimit()) {
            return new Proposal.Refused(
                    Proposal.Kind.FEASIBILITY,
                    context.spec().position("shots"),
                    "takes " + Wording.count(shots, "shot") + " of each pair; --shots allows "
                            + Wording.count(context.shotLimit()),
                    "write 'shots: " + context.shotLimit() + "', or allow more");
        }
        var needs = new ArrayList<>(NoiseProof.references(context));
        needs.add(look(context));
        needs.addAll(others);
        long all = needs.stream()
                .filter(need -> need.source() == Need.Source.SUBJECT)
                .mapToLong(need -> need.shots()
                        * need.tasks(context.workload()).stream()
                                .mapToLong(task -> task.bindings().size())
                                .sum())
                .sum();
        return new Proposal.Accepted(needs, all, all, true);
    }

    /** What is measured of all pairs. */
    static Need look(GateContext context) {
        return context.exact() ? Needs.subject(context) : Need.shots(Needs.scale(context), shots(context), 1, 0);
    }

    /** Judges by the kernel, when it arrived and the noise acted. */
    static Judgement judge(GateContext context, Evidence evidence, Function<Kernel, Judgement> judge) {
        if (context.exact()) {
            return ExactEvidence.judge(
                    context,
                    evidence,
                    "the kernel",
                    exact -> judge.apply(Kernel.of(context.workload(), exact.subject())));
        }
        Optional<Judgement> ignored = NoiseProof.missingInShots(context, evidence);
        if (ignored.isPresent()) {
            return ignored.get();
        }
        return evidence.shots(Needs.scale(context)).stream()
                .filter(batch -> batch.need().equals(look(context)))
                .findFirst()
                .map(batch -> judge.apply(Kernel.of(context.workload(), batch)))
                .orElseGet(() -> Needs.missing(context, "the kernel"));
    }

    /** What was measured, in words: {@code 40 points, 820 pairs, 1 000 shots each}. */
    static String measured(Kernel kernel) {
        return Wording.count(kernel.points(), "point") + ", "
                + Wording.count(Readout.Kernel.pairs(kernel.points()), "pair") + ", "
                + (kernel.shots() > 0
                        ? Wording.count(kernel.shots(), "shot") + " each"
                        : kernel.exact() ? "exact" : "averaged over noise draws");
    }

    /** All shots of the kernel. */
    static long used(Kernel kernel) {
        return kernel.shots() * Readout.Kernel.pairs(kernel.points());
    }
}
