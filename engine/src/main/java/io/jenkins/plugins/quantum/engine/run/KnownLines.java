package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.gate.GateContext.Baseline;
import io.jenkins.plugins.quantum.engine.gate.Gates;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.suite.GateSpec;
import io.jenkins.plugins.quantum.engine.suite.Suite;
import java.util.Optional;

/**
 * Where the lines lie that gates take from a baseline: recorded beside the suite, or learnt from earlier runs, or not known yet. What is
 * recorded goes before what was learnt.
 */
final class KnownLines {
    private final RunOptions options;
    private final Baselines recorded;
    private final Optional<RunStore> store;
    private final Gates gates = new Gates();

    KnownLines(RunOptions options, Baselines recorded, Optional<RunStore> store) {
        this.options = options;
        this.recorded = recorded;
        this.store = store;
    }

    /**
     * What is known of a gate's line.
     *
     * @param baseline
     *     figures; {@link Baseline#OPEN} where they are being learnt
     * @param learning
     *     present where the gate gives no verdict because of that
     */
    record Known(Optional<Baseline> baseline, Optional<Learning> learning) {}

    /**
     * The line of a gate.
     *
     * @param digest
     *     of the program
     * @throws InputException
     *     when lines are to be learnt and nothing keeps what is learnt
     */
    Known of(String test, GateSpec spec, String backend, Suite.Profile profile, String digest) {
        boolean wanted = wanted(spec);
        if (options.recording().isPresent()) {
            return new Known(Optional.of(Baseline.OPEN), wanted ? options.recording() : Optional.empty());
        }
        Optional<Baseline> found = recorded.find(test, spec.kind(), backend, profile.name());
        if (found.isPresent() || !wanted || profile.learning() == 0) {
            return new Known(found, Optional.empty());
        }
        double[] values =
                required(profile).figures().of(test, spec.kind(), backend, profile.name(), digest, profile.learning());
        return values.length >= profile.learning()
                ? new Known(Optional.of(Baselines.of(values)), Optional.empty())
                : new Known(
                        Optional.of(Baseline.OPEN), Optional.of(new Learning(values.length + 1, profile.learning())));
    }

    private RunStore required(Suite.Profile profile) {
        return store.orElseThrow(
                () -> new InputException(
                        profile.at(),
                        "profile '" + profile.name() + "' learns lines from its first " + profile.learning()
                                + " runs, but nothing is kept between runs",
                        "name a folder that is kept: --store DIR, the variable QMLOPS_STORE, or in Jenkins keepEvidence: true; or record a baseline: qmlops baseline"));
    }

    private boolean wanted(GateSpec spec) {
        return gates.find(spec.kind())
                .filter(kind -> Line.fromBaseline(spec, kind))
                .isPresent();
    }

    /** The options with another seed for each run that learns: equal runs would teach nothing of how much runs differ. */
    RunOptions seeded(Suite suite, Suite.Profile profile) {
        if (options.recording().isPresent() || profile.learning() == 0 || store.isEmpty()) {
            return options;
        }
        LearntFigures figures = store.get().figures();
        int runs = figures.runs(profile.name());
        // not by the number of runs: what was thrown away, or learnt of another program, is learnt anew
        boolean open = suite.tests().stream().anyMatch(test -> test.forProfile(profile.name()).stream()
                .anyMatch(gate -> wanted(gate)
                        && !figures.learnt(test.name(), gate.kind(), profile.name(), profile.learning())
                        && recorded.entries().stream()
                                .noneMatch(entry -> entry.test().equals(test.name())
                                        && entry.gate().equals(gate.kind())
                                        && entry.profile().equals(profile.name()))));
        return open ? options.withSeed(Seed.derive(options.seed(), "learning", Integer.toString(runs + 1))) : options;
    }
}
