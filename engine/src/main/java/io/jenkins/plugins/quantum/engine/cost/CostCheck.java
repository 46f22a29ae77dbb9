package io.jenkins.plugins.quantum.engine.cost;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares what a plan may cost with what may be spent, before anything is submitted. */
public final class CostCheck {
    private final Estimator estimator;
    private final Money limit;
    private final SourcePosition limitAt;

    /**
     * A check against a limit.
     *
     * @param limitAt
     *     where the limit was set
     */
    public CostCheck(Estimator estimator, Money limit, SourcePosition limitAt) {
        this.estimator = estimator;
        this.limit = limit;
        this.limitAt = limitAt;
    }

    /**
     * One part of a plan.
     *
     * @param what
     *     as messages name it, for example {@code iris / accuracy}
     * @param backend
     *     as the suite names it
     * @param device
     *     as the price book names it
     * @param look
     *     the first look
     * @param looks
     *     most looks that may be taken, at least 1
     * @param alternatives
     *     other ways to decide it, ready to show, cheapest first
     */
    public record Item(
            String what, String backend, String device, PricedJob look, int looks, List<String> alternatives) {
        public Item {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** The first reason why the plan must not start, or nothing when its worst case is within the limit. */
    public Optional<Diagnostic> check(List<Item> plan) {
        var total = new CostEstimate(Money.zero(), Money.zero(), List.of());
        var shown = new ArrayList<Shown>();
        for (Item item : plan) {
            Optional<CostEstimate> look = estimator.estimate(item.device(), item.look());
            if (look.isEmpty()) {
                return Optional.of(refusal(
                        "no price is known for " + item.backend() + " (" + item.device() + "), which " + item.what()
                                + " would run on",
                        List.of("an unknown price is not free: " + PriceOptions.ADVICE)));
            }
            CostEstimate one = look.get();
            Money worst = one.worst().times(item.looks());
            if (worst.amount().signum() > 0 && !worst.currency().equals(limit.currency())) {
                return Optional.of(refusal(
                        "budget " + limit + " cannot be compared with " + worst.currency() + ", in which "
                                + item.backend() + " charges",
                        List.of(item.what() + " may cost " + worst + ": write the budget in " + worst.currency()
                                + ", or choose another backend")));
            }
            if (!Estimator.within(one.worst(), limit)) {
                return Optional.of(tooDear(item, one));
            }
            shown.add(new Shown(item, one.expected(), worst));
            total = total.plus(new CostEstimate(one.expected(), worst, one.lines()));
        }
        return Estimator.within(total.worst(), limit) ? Optional.empty() : Optional.of(sumTooDear(total, shown));
    }

    private record Shown(Item item, Money look, Money worst) {}

    /** Not even one look of one part is affordable. */
    private Diagnostic tooDear(Item item, CostEstimate one) {
        long affordable = estimator.affordableCircuits(item.device(), item.look(), limit);
        var ways = new ArrayList<String>();
        if (affordable > 0 && item.look().circuits() > 1) {
            ways.add(affordable + (affordable == 1 ? " circuit" : " circuits") + " of "
                    + item.look().circuits());
        }
        ways.addAll(item.alternatives());
        var lines = new ArrayList<String>();
        long shots = estimator.chargedShots(item.device(), item.look());
        lines.add("needs about " + item.look().circuits()
                + (item.look().circuits() == 1 ? " circuit x " : " circuits x ") + shots + " shots"
                + (shots > item.look().shots() ? " (the device's minimum)" : "") + " = " + one.worst()
                + " for one look");
        lines.add(
                ways.isEmpty()
                        ? "affordable: nothing on this backend; use a simulator, or raise the budget"
                        : "affordable: " + String.join("    or  ", ways));
        return refusal("budget " + limit + " cannot decide " + item.what() + " on " + item.backend(), lines);
    }

    private Diagnostic sumTooDear(CostEstimate total, List<Shown> parts) {
        String dearest = parts.stream()
                .sorted(Comparator.comparing(Shown::worst, (a, b) -> a.amount().compareTo(b.amount()))
                        .reversed())
                .limit(3)
                .map(s -> s.item().what() + " on " + s.item().backend() + ": " + s.look() + " a look, at most "
                        + s.worst())
                .collect(Collectors.joining("    "));
        return refusal(
                "budget " + limit + " does not cover the plan's worst case of " + total.worst(),
                List.of(
                        "expected for first looks: " + total.expected() + "; dearest: " + dearest,
                        "lower rounds or shots, widen a margin, run fewer tests (--only), or raise the budget"));
    }

    private Diagnostic refusal(String headline, List<String> lines) {
        var text = new StringBuilder(headline);
        lines.forEach(line -> text.append("\n  ").append(line));
        return Diagnostic.error(
                limitAt, text.append("\n  Nothing was submitted.").toString(), "");
    }
}
