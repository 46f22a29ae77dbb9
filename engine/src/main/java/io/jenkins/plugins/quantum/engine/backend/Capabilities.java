package io.jenkins.plugins.quantum.engine.backend;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import java.util.Locale;
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
 * @param chains
 *     whether its outcomes tell of broken chains, see {@link ChainBreaks}
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
        long mostShots,
        boolean chains) {
    public Capabilities {
        programs = Set.copyOf(programs);
        if (batch < 1 || leastShots < 1 || mostShots < leastShots) {
            throw new IllegalArgumentException("a backend takes at least one binding and one shot");
        }
    }

    /** One that has no chains. */
    public Capabilities(
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
        this(
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
                programs,
                batch,
                leastShots,
                mostShots,
                false);
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

    /**
     * Refuses programs of a kind that the backend does not take.
     *
     * @param backend
     *     its name, for the message
     * @throws BackendException
     *     naming what it takes and what to do
     */
    public void requireKind(String backend, Program program) throws BackendException {
        if (!programs.contains(program.kind())) {
            throw new BackendException(
                    "backend " + backend + " takes no "
                            + switch (program.kind()) {
                                case CIRCUIT -> "gate circuits: use builtin, aer or a gate machine";
                                case PROBLEM -> "optimisation problems: use dwave-samplers or an annealer";
                                case NATIVE -> "native programs: use the machine that they are written for";
                            },
                    false);
        }
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
                mostShots,
                chains);
    }

    /** The same, telling of broken chains. */
    public Capabilities tellingChains() {
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
                programs,
                batch,
                leastShots,
                mostShots,
                true);
    }

    /**
     * Why these capabilities do not cover a job, in words for users; empty when they do. Says nothing of gates and connectivity, which
     * only the adapter knows.
     */
    public Optional<String> whyNot(JobRequest request) {
        if (!programs.contains(request.program().kind())) {
            return Optional.of(device + " runs no program of kind "
                    + request.program().kind().name().toLowerCase(Locale.ROOT));
        }
        if (request.exact() && !exact) {
            return Optional.of(device + " measures: it needs shots (evidence: shots)");
        }
        if (!request.noise().isNone() && !noise) {
            return Optional.of(device + " cannot be given a noise model; write noise: none, or choose aer or builtin");
        }
        if (!request.exact() && (request.shots() < leastShots || request.shots() > mostShots)) {
            return Optional.of(device + " takes " + leastShots + " to " + mostShots + " shots, not " + request.shots());
        }
        if (request.bindings().size() > batch) {
            return Optional.of(device + " takes at most " + batch + " circuits at once");
        }
        return request.program() instanceof Circuit circuit ? whyNot(circuit) : Optional.empty();
    }

    private Optional<String> whyNot(Circuit circuit) {
        if (circuit.qubits() > qubits) {
            return Optional.of(device + " has " + qubits + " qubits; the circuit needs " + circuit.qubits());
        }
        if (!circuit.measures()) {
            return Optional.of(device + " measures: the circuit has no measurement");
        }
        return dynamic
                ? Optional.empty()
                : circuit.whyDynamic().map(why -> device + " does not measure, reset or branch in mid-circuit: " + why);
    }
}
