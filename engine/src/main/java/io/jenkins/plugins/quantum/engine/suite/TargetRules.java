package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.suite.Suite.Profile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A change request is judged by the branch that it wants to join: profiles with their budgets, backends, error rates, noise and gates
 * are those of the target's suite; circuits, models and problems are those of the change. What the change says otherwise is told and
 * has no effect. Tests that only the change has are taken as it has them; tests that it drops are run all the same.
 */
public final class TargetRules {
    private final List<Diagnostic> differences = new ArrayList<>();

    private TargetRules() {}

    /**
     * The suite that holds.
     *
     * @param change
     *     the change's
     * @param target
     *     the target branch's; empty where it has none: then nothing may be spent
     * @return the suite, with a warning for each thing that the change has otherwise
     */
    public static ParsedSuite apply(Suite change, Optional<Suite> target) {
        var rules = new TargetRules();
        Suite suite = target.map(ruling -> rules.ruled(change, ruling)).orElseGet(() -> rules.withoutMoney(change));
        return new ParsedSuite(suite, rules.differences);
    }

    private Suite withoutMoney(Suite change) {
        List<Profile> profiles = new ArrayList<>();
        for (Profile profile : change.profiles()) {
            Money budget = profile.budget();
            if (budget.amount().signum() > 0) {
                tell(
                        profile.at(),
                        "the target branch has no such suite, so profile " + profile.name()
                                + " may spend nothing instead of " + budget);
            }
            profiles.add(new Profile(
                    profile.name(),
                    profile.backends(),
                    new Money(BigDecimal.ZERO, budget.currency()),
                    profile.rounds(),
                    profile.inconclusive(),
                    profile.deadline(),
                    profile.queueDeadline(),
                    profile.runDeadline(),
                    profile.learning(),
                    profile.onAll(),
                    profile.at()));
        }
        return new Suite(
                change.file(),
                change.folder(),
                profiles,
                change.backends(),
                change.errors(),
                change.tests(),
                List.of());
    }

    private Suite ruled(Suite change, Suite target) {
        SourcePosition top = SourcePosition.of(change.file());
        Map<String, Profile> profiles = new LinkedHashMap<>();
        change.profiles().forEach(profile -> profiles.put(profile.name(), profile));
        for (Profile profile : target.profiles()) {
            Profile own = profiles.remove(profile.name());
            if (own == null) {
                tell(top, "profile " + profile.name() + " is gone; the target branch's holds");
            } else {
                compare(own.at(), "profile " + own.name(), text(own), text(profile));
            }
        }
        profiles.values()
                .forEach(own ->
                        tell(own.at(), "profile " + own.name() + " is not in the target branch and has no effect"));
        compare(top, "backends", backends(change), backends(target));
        compare(top, "errors", change.errors().toString(), target.errors().toString());
        return new Suite(
                change.file(),
                change.folder(),
                target.profiles(),
                target.backends(),
                target.errors(),
                tests(change, target, top),
                accepted(change, target));
    }

    /** A change cannot accept its own faults. */
    private List<AcceptedFault> accepted(Suite change, Suite target) {
        change.accepted().stream()
                .filter(fault -> target.accepted().stream().noneMatch(known -> same(known, fault)))
                .forEach(fault -> tell(
                        fault.at(),
                        "the fault of " + fault.test() + " / " + fault.gate()
                                + " is accepted otherwise than in the target branch; what stands there holds"));
        return target.accepted();
    }

    private static boolean same(AcceptedFault one, AcceptedFault other) {
        return one.concerns(other.test(), other.gate(), other.backend().orElse(""))
                && one.backend().equals(other.backend())
                && one.until().equals(other.until())
                && one.min().equals(other.min())
                && one.max().equals(other.max());
    }

    private List<TestSpec> tests(Suite change, Suite target, SourcePosition top) {
        Map<String, TestSpec> own = new LinkedHashMap<>();
        change.tests().forEach(test -> own.put(test.name(), test));
        List<TestSpec> tests = new ArrayList<>();
        for (TestSpec ruling : target.tests()) {
            TestSpec test = own.remove(ruling.name());
            if (test == null) {
                tell(top, "test " + ruling.name() + " is gone; the target branch's is run all the same");
                tests.add(ruling);
            } else {
                tests.add(ruled(test, ruling));
            }
        }
        own.values().forEach(test -> {
            tell(test.at(), "test " + test.name() + " is new: its lines are the change's own");
            tests.add(test);
        });
        return tests;
    }

    private TestSpec ruled(TestSpec own, TestSpec ruling) {
        String name = "test " + own.name();
        compare(own.noise().at(), name + ", noise", text(own.noise()), text(ruling.noise()));
        compare(
                own.at(),
                name + ", evidence",
                own.evidence().toString(),
                ruling.evidence().toString());
        compareGates(name, own.at(), own.gates(), ruling.gates());
        var profiles = new TreeSet<>(own.overrides().keySet());
        profiles.addAll(ruling.overrides().keySet());
        for (String profile : profiles) {
            compareGates(
                    name + " under profile " + profile, own.at(), own.forProfile(profile), ruling.forProfile(profile));
        }
        return new TestSpec(
                ruling.name(),
                own.subject(),
                ruling.noise(),
                ruling.evidence(),
                ruling.gates(),
                ruling.overrides(),
                ruling.allowSlow(),
                ruling.at());
    }

    private void compareGates(String where, SourcePosition at, List<GateSpec> own, List<GateSpec> ruling) {
        Map<String, GateSpec> left = new LinkedHashMap<>();
        own.forEach(gate -> left.put(gate.kind(), gate));
        for (GateSpec gate : ruling) {
            GateSpec mine = left.remove(gate.kind());
            if (mine == null) {
                tell(at, where + ": gate " + gate.kind() + " is gone; the target branch's " + text(gate) + " holds");
            } else if (!text(mine).equals(text(gate))) {
                tell(
                        mine.at(),
                        where + ": gate " + gate.kind() + " is " + direction(mine, gate) + " to " + text(mine)
                                + "; the target branch's " + text(gate) + " holds");
            }
        }
        left.values()
                .forEach(gate -> tell(
                        gate.at(),
                        where + ": gate " + gate.kind() + " is not in the target branch and has no effect yet"));
    }

    private static String direction(GateSpec own, GateSpec ruling) {
        for (String line : List.of("min", "max")) {
            if (own.number(line).isPresent() && ruling.number(line).isPresent()) {
                int compared = Double.compare(own.number(line, 0), ruling.number(line, 0));
                if (compared != 0) {
                    return (compared < 0) == line.equals("min") ? "loosened" : "tightened";
                }
            }
        }
        return "changed";
    }

    private void compare(SourcePosition at, String what, String own, String ruling) {
        if (!Objects.equals(own, ruling)) {
            tell(at, what + ": " + own + " has no effect; the target branch's " + ruling + " holds");
        }
    }

    private void tell(SourcePosition at, String message) {
        differences.add(Diagnostic.warning(at, message, ""));
    }

    private static String text(GateSpec gate) {
        return new TreeMap<>(gate.options()).toString();
    }

    private static String text(NoiseSpec noise) {
        return noise.values().isEmpty() ? noise.name() : noise.name() + " " + new TreeMap<>(noise.values());
    }

    private static String text(Profile profile) {
        return "{backends: " + profile.backends() + ", budget: " + profile.budget() + ", rounds: " + profile.rounds()
                + ", inconclusive: " + profile.inconclusive() + ", deadline: " + profile.deadline()
                + profile.queueDeadline().map(time -> ", queue: " + time).orElse("")
                + profile.runDeadline().map(time -> ", run: " + time).orElse("")
                + (profile.onAll() ? ", on all" : "") + "}";
    }

    private static String backends(Suite suite) {
        Map<String, String> all = new TreeMap<>();
        suite.backends().forEach(backend -> all.put(backend.name(), backend.type() + new TreeMap<>(backend.options())));
        return all.toString();
    }
}
