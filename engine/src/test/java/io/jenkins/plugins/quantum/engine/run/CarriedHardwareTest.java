package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoisePresets;
import io.jenkins.plugins.quantum.engine.testkit.BellShots;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelWorld;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store carries from run to run on devices, which are calibrated anew and fail over: evidence of two epochs or devices never meets. */
class CarriedHardwareTest {
    private static final String CARRIED = " of 1 earlier run are carried over";

    @TempDir
    private Path folder;

    private final SimulatedTime time = new SimulatedTime();
    private final ModelProvider garnet = device("garnet", "braket/iqm/garnet");
    private final ModelProvider emerald = device("emerald", "braket/iqm/emerald");
    private ModelWorld world;
    private int runs;

    private ModelProvider device(String name, String priced) {
        return new ModelProvider(name, time, Repetition.NONE)
                .device(priced)
                .calibrated(() -> Optional.of(epoch(name + " on Monday")))
                .answering(request -> BellShots.noisy(request, 0.2, request.seed()));
    }

    private static NoiseModel epoch(String name) {
        NoiseModel preset = NoisePresets.find("heron-r2").orElseThrow().model();
        return new NoiseModel(
                preset.name(),
                name,
                preset.base(),
                preset.qubits(),
                preset.pairs(),
                preset.oneQubitTime(),
                preset.twoQubitTime());
    }

    @BeforeEach
    void suite() {
        world = new ModelWorld(time, folder)
                .with(garnet)
                .with(emerald)
                .file(
                        "bell.qasm",
                        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\nbit[2] c;\nh q[0];\ncx q[0], q[1];\nc = measure q;\n")
                .file(
                        "other.qasm",
                        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\nbit[2] c;\nh q[0];\nz q[1];\ncx q[0], q[1];\nc = measure q;\n")
                .file(
                        "quantum.yml",
                        """
                        version: 1
                        profiles:
                          night: {backends: [garnet, emerald], budget: 100 USD, deadline: 4h, rounds: 2}
                        backends:
                          garnet: {type: model}
                          emerald: {type: model}
                        tests:
                          - {name: bell, circuit: bell.qasm, gates: {cross-entropy: {min: 0.75, margin: 0.1}}}
                          - {name: other, circuit: other.qasm, gates: {allowed-states: {states: ["00", "11"], max-leakage: 0.2}}}
                        """);
    }

    private RunResult run(RunShare share) throws InterruptedException {
        runs++;
        return world.run(
                "out-" + runs,
                RunOptions.defaults()
                        .withSeed(runs)
                        .withStore(folder.resolve("store"))
                        .with(share),
                () -> false);
    }

    private RunResult run() throws InterruptedException {
        return run(RunShare.WHOLE);
    }

    private static RunResult.TestResult bell(RunResult result) {
        return result.tests().stream()
                .filter(test -> test.name().equals("bell"))
                .findFirst()
                .orElseThrow();
    }

    private static long shots(RunResult result) {
        return bell(result).gates().get(0).finding().shots();
    }

    @Test
    void shouldGoOnWhileTheCalibrationIsTheSame() throws InterruptedException {
        run();

        assertThat(run().warnings()).anyMatch(said -> said.startsWith("bell on garnet: ") && said.contains(CARRIED));
    }

    @Test
    void shouldBeginAnewAfterACalibrationAndGoBackToTheEvidenceOfAnEarlierOne() throws InterruptedException {
        long first = shots(run());
        garnet.calibrated(() -> Optional.of(epoch("garnet on Tuesday")));

        RunResult tuesday = run();

        assertThat(tuesday.warnings())
                .contains(
                        "bell on garnet: the evidence of earlier runs is not carried over, for the calibration changed.")
                .noneMatch(said -> said.contains("carried over; program"));
        long taken =
                garnet.jobs().stream().mapToLong(job -> job.request().shots()).sum();
        assertThat(taken).as("Tuesday's shots were taken anew").isGreaterThanOrEqualTo(first + shots(tuesday));
        garnet.calibrated(() -> Optional.of(epoch("garnet on Monday")));
        assertThat(run().warnings()).anyMatch(said -> said.startsWith("bell on garnet: ") && said.contains(CARRIED));
    }

    @Test
    void shouldKeepNothingThatWasTakenWhileTheDeviceWasCalibrated() throws InterruptedException {
        var asked = new AtomicInteger();
        garnet.calibrated(() -> Optional.of(epoch("calibration " + asked.incrementAndGet())));
        run();
        garnet.calibrated(() -> Optional.of(epoch("calibration 1")));

        assertThat(asked.get()).isGreaterThan(1);
        assertThat(run().warnings()).noneMatch(said -> said.contains("carried over"));
    }

    @Test
    void shouldSayThatNothingIsCarriedWhereTheCalibrationIsNotTold() throws InterruptedException {
        garnet.calibrated(Optional::empty);
        run();

        assertThat(run().warnings())
                .contains("bell on garnet: evidence is not carried from run to run, for the service does not tell the"
                        + " device's calibration.");
    }

    @Test
    void shouldNeverMixTheEvidenceOfTwoDevicesOfAFailOver() throws InterruptedException {
        long onGarnet = shots(run());
        int before = garnet.jobs().size();
        garnet.outage(now -> true);

        RunResult moved = run();

        assertThat(bell(moved).backend()).isEqualTo("emerald");
        assertThat(garnet.jobs()).hasSize(before);
        long taken =
                emerald.jobs().stream().mapToLong(job -> job.request().shots()).sum();
        assertThat(shots(moved))
                .as("emerald's own shots, none of garnet's")
                .isPositive()
                .isLessThanOrEqualTo(taken);

        garnet.outage(now -> false);
        RunResult back = run();
        assertThat(bell(back).backend()).isEqualTo("garnet");
        assertThat(back.warnings()).anyMatch(said -> said.startsWith("bell on garnet: ") && said.contains(CARRIED));
        assertThat(shots(back)).isGreaterThanOrEqualTo(onGarnet);
    }

    @Test
    void shouldCarryTheEvidenceOfAShardToItsOwnTestsAlone() throws InterruptedException {
        run(RunShare.shard("--shard", "1/2"));

        RunResult again = run();

        assertThat(again.warnings()).filteredOn(said -> said.contains(CARRIED)).hasSize(1);
        assertThat(run().warnings())
                .anyMatch(said -> said.startsWith("bell on garnet: ") && said.contains("carried over; program"))
                .anyMatch(said -> said.startsWith("other on garnet: ") && said.contains("carried over; program"));
    }
}
