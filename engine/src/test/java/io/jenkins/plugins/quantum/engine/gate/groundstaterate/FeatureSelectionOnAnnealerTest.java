package io.jenkins.plugins.quantum.engine.gate.groundstaterate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.dwave.DwaveProvider;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.circuit.EnergyLevels;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.suite.ProblemFile;
import io.jenkins.plugins.quantum.engine.testkit.dwave.AnnealerGraph;
import io.jenkins.plugins.quantum.engine.testkit.dwave.FakeDwave;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example's problem on D-Wave's wire: embedded, sent to the fake annealer, read back, and judged. */
@Timeout(300)
class FeatureSelectionOnAnnealerTest {
    private static final Path FILE = Path.of("..", "examples", "annealing-feature-selection", "features.json");

    @Tag("replay")
    @Test
    void shouldJudgeTheReadsOfAnAnnealer() throws Exception {
        BinaryQuadraticModel problem =
                ProblemFile.read(FILE, "features.json", Vartype.QUBO).problem();
        var options = Map.of("device", FakeDwave.SOLVER);
        try (var service = new FakeDwave(Clock.systemUTC(), 0, AnnealerGraph.zephyr(4))) {
            var all = new java.util.HashMap<>(options);
            all.put("endpoint", service.uri() + "/sapi/v2/");
            try (Backend annealer = new DwaveProvider()
                    .open(new BackendSettings(
                            "annealer",
                            all,
                            field -> Optional.of(Secret.of(FakeDwave.TOKEN)),
                            Network.direct(Duration.ofMinutes(1))))) {
                var request = new JobRequest("job", problem, List.of(Map.of()), NoiseModel.none(), 1000, 0, 1, false);
                JobResult result = run(annealer, request);

                GateContext context = Bench.of(
                                "ground-state-rate",
                                Bench.problem(problem, EnergyLevels.of(problem).lowest()))
                        .onHardware(3)
                        .with("min", .001)
                        .context();
                Judgement answer = new GroundStateRateGate()
                        .judge(
                                context,
                                new Evidence(List.of(
                                        new Evidence.Batch(Need.shots(1, 1000, 1, 0), List.of(result.outcomes())))));
                assertThat(Bench.decided(answer).verdict()).as("%s", answer).isEqualTo(Verdict.PASS);
                assertThat(result.facts()).containsKey("chain-break-fraction");
            }
        }
    }

    private static JobResult run(Backend annealer, JobRequest request) throws Exception {
        JobRef job = annealer.submit(request, "token");
        JobStatus status = annealer.status(List.of(job)).get(0);
        while (!status.state().ended()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            status = annealer.status(List.of(job)).get(0);
        }
        assertThat(status.state()).as(status.message()).isEqualTo(JobStatus.State.DONE);
        return annealer.fetch(job);
    }
}
