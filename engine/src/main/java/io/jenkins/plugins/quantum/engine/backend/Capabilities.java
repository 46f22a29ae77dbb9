package io.jenkins.plugins.quantum.engine.backend;

import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import java.util.Optional;
import java.util.Set;

/**
 * What a backend can do.
 *
 * @param type
 *     its kind as suites write it: {@code builtin}, {@code aer}, {@code braket}, …
 * @param device
 *     its name in the price book: the type for simulators on this machine, else {@code type/device} in lower case
 * @param simulator
 *     whether it computes rather than measures
 * @param qubits
 *     the widest circuit of a single run, or the most variables of a problem
 * @param sweepQubits
 *     the widest circuit of a run with noise or with many bindings
 * @param slowQubits
 *     the widest circuit of a single run when the user allowed slow runs
 * @param exact
 *     whether it gives probabilities instead of shots
 * @param dynamic
 *     whether it measures in mid-circuit, resets and branches
 * @param noise
 *     whether a noise model can be given
 * @param seeded
 *     whether a seed repeats its results bit for bit
 * @param programs
 *     the kinds of programs that it takes
 * @param batch
 *     most bindings in one submission, at least 1; the caller splits
 * @param leastShots
 *     fewest shots of a binding that it takes, at least 1
 * @param mostShots
 *     most shots of a binding in one submission; the caller splits
 */
public record Capabilities(
        String type,
        String device,
        boolean simulator,
        int qubits,
        int sweepQubits,
        int slowQubits,
        boolean exact,
        boolean dynamic,
        boolean noise,
        boolean seeded,
        Set<Program.Kind> programs,
        int batch,
        long leastShots,
        long mostShots) {
    public Capabilities {
        programs = Set.copyOf(programs);
        if (batch < 1 || leastShots < 1 || mostShots < leastShots) {
            throw new IllegalArgumentException("a backend takes at least one binding and one shot");
        }
    }

    /** A simulator of circuits on this machine, which takes any number of bindings and shots. */
    public Capabilities(
            String type,
            boolean simulator,
            int qubits,
            int sweepQubits,
            int slowQubits,
            boolean exact,
            boolean dynamic,
            boolean noise,
            boolean seeded) {
        this(
                type,
                type,
                simulator,
                qubits,
                sweepQubits,
                slowQubits,
                exact,
                dynamic,
                noise,
                seeded,
                Set.of(Program.Kind.CIRCUIT),
                Integer.MAX_VALUE,
                1,
                Long.MAX_VALUE);
    }

    /** A device or simulator of a provider that takes circuits and answers with counts. */
    public static Capabilities remote(
            String type,
            String device,
            boolean simulator,
            int qubits,
            boolean dynamic,
            int batch,
            long leastShots,
            long mostShots) {
        return new Capabilities(
                type,
                device,
                simulator,
                qubits,
                qubits,
                qubits,
                false,
                dynamic,
                false,
                false,
                Set.of(Program.Kind.CIRCUIT),
                batch,
                leastShots,
                mostShots);
    }

    /** The same for another set of kinds of programs. */
    public Capabilities taking(Program.Kind... kinds) {
        return new Capabilities(
                type,
                device,
                simulator,
                qubits,
                sweepQubits,
                slowQubits,
                exact,
                dynamic,
                noise,
                seeded,
                Set.of(kinds),
                batch,
                leastShots,
                mostShots);
    }

    /**
     * Why nothing with these limits would take a request: its kind, noise, probabilities, width, bindings or shots; empty when they
     * allow it.
     */
    public Optional<String> whyNot(JobRequest request) {
        if (!programs.contains(request.program().kind())) {
            return Optional.of(device + " takes programs of kind " + programs + ", found one of kind "
                    + request.program().kind());
        }
        if (request.exact() && !exact) {
            return Optional.of(device + " gives shots, not probabilities: say how many shots");
        }
        if (!noise && !request.noise().isNone()) {
            return Optional.of(device + " takes no noise model: leave it out, or use a simulator");
        }
        if (request.bindings().size() > batch) {
            return Optional.of(device + " takes at most " + batch + " sets of inputs in one job, found "
                    + request.bindings().size());
        }
        if (!request.exact() && (request.shots() < leastShots || request.shots() > mostShots)) {
            return Optional.of(
                    device + " takes from " + leastShots + " to " + mostShots + " shots, found " + request.shots());
        }
        int width = request.program() instanceof Circuit circuit
                ? circuit.qubits()
                : request.program() instanceof BinaryQuadraticModel model ? model.variables() : 0;
        if (width > qubits) {
            return Optional.of(device + " takes at most " + qubits + " qubits or variables, found " + width);
        }
        if (!dynamic && request.program() instanceof Circuit circuit && circuit.dynamic()) {
            return Optional.of(device + " takes no circuit that goes on after a measurement: "
                    + circuit.whyDynamic().orElse(""));
        }
        return Optional.empty();
    }
}
