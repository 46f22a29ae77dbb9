package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.run.BackendPool;
import io.jenkins.plugins.quantum.engine.run.BackendStanding;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import java.util.List;
import java.util.Map;

/**
 * A Bell circuit with one qubit flipped, so that a swapped bit order shows: outcomes 01 and 10 of three bits with 0 in front. Backends of
 * problems get a problem whose optimum is as lopsided.
 */
final class BackendCheck {
    private static final String CIRCUIT =
            "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[3]; creg c[3]; h q[0]; cx q[0],q[1]; x q[0]; measure q -> c;";
    private static final double TOLERANCE = 1e-4;

    /** Its lowest energy is at variable 0 = 1, variable 1 = 1 and variable 2 = 0 alone. */
    private static final BinaryQuadraticModel PROBLEM =
            new BinaryQuadraticModel(Vartype.QUBO, List.of(-1.0, 0.5, 0.25), List.of(new Coupling(0, 1, -1.0)), 0);

    private static final String OPTIMUM = "011";
    private static final int READS = 100;

    /** Of 100 shots: exceeded in one of ten million. */
    private static final double SAMPLED_TOLERANCE = 0.27;

    private static final int PAUSE_MILLIS = 20;

    private BackendCheck() {}

    /** How all backends of a suite stand. */
    static int ofSuite(Surroundings surroundings, SuiteSource source) {
        int worst = ExitCode.OK;
        for (BackendStanding standing : Workplace.workbench(surroundings).standings(source)) {
            worst = Math.max(worst, show(surroundings, standing));
        }
        return worst;
    }

    private static int show(Surroundings surroundings, BackendStanding standing) {
        StandingText.of(standing).forEach(surroundings.out()::println);
        return standing.ready() ? ExitCode.OK : ExitCode.BAD_INPUT;
    }

    static int run(Surroundings surroundings, SuiteSource suite, String name) throws InterruptedException {
        if (suite != null) {
            for (BackendStanding standing : Workplace.workbench(surroundings).standings(suite)) {
                if (standing.name().equals(name) && !standing.local()) {
                    return show(surroundings, standing);
                }
            }
        }
        var environment = Workplace.environment(surroundings);
        try (var pool =
                new BackendPool(environment.providers(), environment.configured(), List.of(), environment.access())) {
            Backend backend = pool.get(name, SourcePosition.of("backends check"));
            BackendStanding standing = BackendStanding.of(backend);
            if (!standing.local()) {
                return show(surroundings, standing);
            }
            boolean circuits = backend.capabilities().programs().contains(Program.Kind.CIRCUIT);
            Program program = circuits ? Qasm.read("check.qasm", CIRCUIT).circuit() : PROBLEM;
            boolean exact = backend.capabilities().exact();
            var request = new JobRequest(
                    "check", program, List.of(Map.of()), NoiseModel.none(), exact ? 0 : READS, 0, 1, false);
            JobRef job = backend.submit(request, "check");
            JobStatus status = backend.status(List.of(job)).get(0);
            while (!status.state().ended()) {
                Thread.sleep(PAUSE_MILLIS);
                status = backend.status(List.of(job)).get(0);
            }
            if (status.state() != JobStatus.State.DONE) {
                surroundings.err().println(name + ": " + status.message());
                return ExitCode.BAD_INPUT;
            }
            var result = backend.fetch(job);
            Outcome outcome = result.outcomes().get(0);
            Distribution found =
                    exact ? outcome.distribution() : outcome.counts().frequencies();
            boolean right = circuits ? lopsided(found, exact ? TOLERANCE : SAMPLED_TOLERANCE) : found.of(OPTIMUM) > 0.5;
            surroundings
                    .out()
                    .println(name + (right ? " works: " : " gives a wrong answer: " + found + " ") + result.facts());
            return right ? ExitCode.OK : ExitCode.BAD_INPUT;
        } catch (BackendException e) {
            surroundings.err().println(name + ": " + e.getMessage());
            return ExitCode.BAD_INPUT;
        }
    }

    private static boolean lopsided(Distribution found, double tolerance) {
        double one = found.of("001");
        double other = found.of("010");
        return Math.abs(one - 0.5) < tolerance && Math.abs(other - 0.5) < tolerance && one + other > 1 - TOLERANCE;
    }
}
