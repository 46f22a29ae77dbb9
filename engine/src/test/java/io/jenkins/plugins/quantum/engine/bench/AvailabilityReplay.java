package io.jenkins.plugins.quantum.engine.bench;

import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.testkit.BellShots;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider.Outage;
import io.jenkins.plugins.quantum.engine.testkit.ModelWorld;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/** Plays whole runs of a suite over months of simulated time, on three devices that are down now and then. */
final class AvailabilityReplay {
    static final Duration DEADLINE = Duration.ofHours(1);
    /** From one run's start to the next one's at least: longer than a run and the end of its jobs. */
    private static final Duration BETWEEN = DEADLINE.plusMinutes(10);

    private static final Duration QUEUE = Duration.ofSeconds(40);
    private static final Duration RUN = Duration.ofSeconds(20);
    private static final double NOISE = 0.05;
    private static final String[] DEVICES = {"garnet", "emerald", "cepheus"};
    private static final String[] PRICED = {"braket/iqm/garnet", "braket/iqm/emerald", "braket/rigetti/cepheus-1-108q"};

    private final Path folder;
    private final int runs;
    private final long seed;

    AvailabilityReplay(Path folder, int runs, long seed) {
        this.folder = folder;
        this.runs = runs;
        this.seed = seed;
    }

    /** How the devices fail. */
    enum Case {
        INDEPENDENT("each 10 % down, independent"),
        ONE_21("first 21 % down, the others 10 %"),
        ONE_84("first 84 % down, the others 10 %"),
        PAIR("each 10 % down, the first two always together"),
        COMMON("each about 10 % down, half of it common to all three");

        private final String words;

        Case(String words) {
            this.words = words;
        }

        /** Where nearly everything depends on the other two, only rare hours decide: more runs are needed to tell. */
        private int runs(int usual) {
            return this == ONE_84 ? 4 * usual : usual;
        }

        private List<Outage> outages(Instant start, long seed) {
            Outages[] own = new Outages[3];
            for (int i = 0; i < own.length; i++) {
                own[i] = new Outages(start, share(i), Seed.derive(seed, name(), Integer.toString(i)));
            }
            return switch (this) {
                case INDEPENDENT, ONE_21, ONE_84 -> List.of(own);
                case PAIR -> List.of(own[0], own[0], own[2]);
                case COMMON -> {
                    var common = new Outages(start, 0.05, Seed.derive(seed, name(), "common"));
                    List<Outage> all = new ArrayList<>();
                    for (Outages device : own) {
                        all.add(now -> common.at(now) || device.at(now));
                    }
                    yield all;
                }
            };
        }

        private double share(int device) {
            if (this == COMMON) {
                return 0.05;
            }
            return device > 0 ? 0.1 : this == ONE_21 ? 0.21 : this == ONE_84 ? 0.84 : 0.1;
        }
    }

    /**
     * What came of the runs of a case.
     *
     * @param decided
     *     PASS or FAIL
     * @param inconclusive
     *     complete, but the shots did not suffice
     * @param possible
     *     runs in whose hour some device was up for as long as a job takes
     * @param moves
     *     moves of the test to another device
     * @param missed
     *     why runs brought no data although some device was up for long enough
     */
    record Row(
            Case what,
            boolean failOver,
            int runs,
            int decided,
            int inconclusive,
            int possible,
            int moves,
            List<String> missed) {
        double complete() {
            return (double) (decided + inconclusive) / runs;
        }

        static String heading() {
            return "| devices | fail-over | runs | complete | of those INCONCLUSIVE | could complete at all | missed | moves |\n"
                    + "|---|---|---|---|---|---|---|---|";
        }

        String markdown() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %.2f %% | %d | %.2f %% | %d | %d |",
                    what.words,
                    failOver ? "yes" : "no",
                    runs,
                    100 * complete(),
                    inconclusive,
                    100.0 * possible / runs,
                    missed.size(),
                    moves);
        }
    }

    Row play(Case what, boolean failOver) throws InterruptedException, IOException {
        var time = new SimulatedTime();
        List<Outage> outages = what.outages(SimulatedTime.START, seed);
        var world = new ModelWorld(time, folder);
        for (int i = 0; i < DEVICES.length; i++) {
            long own = Seed.derive(seed, DEVICES[i]);
            world.with(new ModelProvider(DEVICES[i], time, Repetition.TAG)
                    .device(PRICED[i])
                    .taking(QUEUE, RUN)
                    .outage(outages.get(i))
                    .forgetting()
                    .answering(request -> BellShots.noisy(request, NOISE, Seed.derive(own, time.instant() + ""))));
        }
        suite(world, failOver);
        UniformRandomProvider random = Seed.generator(Seed.derive(seed, "starts"));
        int decided = 0;
        int inconclusive = 0;
        int possible = 0;
        int moves = 0;
        List<String> missed = new ArrayList<>();
        // Whatever a run does, the next one begins at the same time: two versions of the program meet the same hours.
        Instant start = time.instant();
        int played = what.runs(runs);
        for (int run = 0; run < played; run++) {
            start = start.plusSeconds(BETWEEN.toSeconds() + random.nextInt(36_000));
            time.sleep(Duration.between(time.instant(), start));
            boolean could = possible(failOver ? outages : outages.subList(0, 1), start);
            possible += could ? 1 : 0;
            RunResult result = world.run("out", run, () -> false);
            RunResult.GateResult gate = result.tests().get(0).gates().get(0);
            Verdict verdict = gate.verdict();
            if (could && verdict == Verdict.NO_DATA) {
                missed.add(what.words + ", run " + run + ": " + gate.finding().headline() + " "
                        + String.join(" ", gate.finding().details()));
            }
            decided += verdict == Verdict.PASS || verdict == Verdict.FAIL ? 1 : 0;
            inconclusive += verdict == Verdict.INCONCLUSIVE ? 1 : 0;
            moves += (int) result.warnings().stream()
                    .filter(words -> words.contains(" moved from "))
                    .count();
            clear(folder.resolve("out"));
        }
        return new Row(what, failOver, played, decided, inconclusive, possible, moves, missed);
    }

    private static void suite(ModelWorld world, boolean failOver) {
        world.file(
                "bell.qasm",
                """
                OPENQASM 3.0;
                include "stdgates.inc";
                qubit[2] q;
                bit[2] c;
                h q[0];
                cx q[0], q[1];
                c = measure q;
                """);
        world.file(
                "quantum.yml",
                """
                version: 1
                profiles:
                  night: {backends: [%s], budget: 100 USD, rounds: 1, deadline: %dm}
                backends:
                  garnet: {type: model}
                  emerald: {type: model}
                  cepheus: {type: model}
                tests:
                  - name: bell
                    circuit: bell.qasm
                    gates: {allowed-states: {states: ["00", "11"], max-leakage: 0.1, margin: 0.06}}
                """
                        .formatted(failOver ? String.join(", ", DEVICES) : DEVICES[0], DEADLINE.toMinutes()));
    }

    /** Whether a device is up within the deadline for as long as a single job takes. */
    private static boolean possible(List<Outage> outages, Instant start) {
        Duration job = QUEUE.plus(RUN);
        for (Outage outage : outages) {
            Instant upSince = null;
            for (Instant at = start; !at.isAfter(start.plus(DEADLINE)); at = at.plusSeconds(10)) {
                if (outage.at(at)) {
                    upSince = null;
                } else {
                    upSince = upSince == null ? at : upSince;
                    if (!upSince.plus(job).isAfter(at)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static void clear(Path out) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
