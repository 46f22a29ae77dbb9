package io.jenkins.plugins.quantum.engine.backend.dwave;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A solver of D-Wave that takes problems, whatever it is made of: what quantum annealers and hybrid solvers share. */
abstract class SolverBackend implements Backend {
    private final Solver solver;
    private final SapiProblems problems;
    private final Capabilities capabilities;

    /**
     * A solver under its name in the suite, and the way to it.
     *
     * @param name
     *     under which suites know it
     * @param device
     *     its name at D-Wave
     */
    record Solver(String name, String device, Sapi sapi) {
        /**
         * Reads the options that all solvers have.
         *
         * @param example
         *     a name of a solver of the kind
         */
        static Solver open(BackendSettings settings, String example) throws BackendException {
            String device = settings.require(DwaveProvider.DEVICE, example);
            if (!device.matches("[A-Za-z0-9_.-]{1,100}")) {
                throw new BackendException("expected a solver's name as device, for example " + example, Kind.REFUSED);
            }
            return new Solver(settings.name(), device, new Sapi(settings));
        }
    }

    /**
     * A solver.
     *
     * @param mostVariables
     *     of a problem
     * @param mostReads
     *     of a problem in one job
     */
    SolverBackend(Solver solver, int mostVariables, long mostReads) {
        this.solver = solver;
        problems = new SapiProblems(solver.sapi());
        capabilities = Capabilities.remote(
                        "dwave",
                        "dwave/" + solver.device().toLowerCase(Locale.ROOT),
                        false,
                        mostVariables,
                        false,
                        1,
                        1,
                        mostReads)
                .taking(Program.Kind.PROBLEM);
    }

    /** An option above 0, or 0 where it is not given. */
    static double positive(BackendSettings settings, String option) throws BackendException {
        Optional<String> text = settings.option(option);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            double value = Double.parseDouble(text.get().strip());
            if (value > 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new BackendException(
                    "expected a number above 0 as " + option + ", found '" + text.get() + "'", Kind.REFUSED, e);
        }
        throw new BackendException(
                "expected a number above 0 as " + option + ", found '" + text.get() + "'", Kind.REFUSED);
    }

    final String device() {
        return solver.device();
    }

    final Sapi sapi() {
        return solver.sapi();
    }

    final SapiProblems problems() {
        return problems;
    }

    @Override
    public final String name() {
        return solver.name();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public final Conduct conduct() {
        return Conduct.cloud(Conduct.Repetition.TAG, 100);
    }

    @Override
    public final String account() {
        return solver.sapi().account();
    }

    @Override
    public final Optional<String> whyNot(JobRequest request) {
        Optional<String> general = capabilities().whyNot(request);
        if (general.isPresent() || !(request.program() instanceof BinaryQuadraticModel model)) {
            return general;
        }
        return finite(model) ? whyNot(model) : Optional.of("the problem has a bias that is not a finite number");
    }

    /** Why this kind of solver takes no such problem. */
    Optional<String> whyNot(BinaryQuadraticModel model) {
        return Optional.empty();
    }

    private static boolean finite(BinaryQuadraticModel model) {
        return model.linear().stream().allMatch(Double::isFinite)
                && model.quadratic().stream().allMatch(coupling -> Double.isFinite(coupling.bias()))
                && Double.isFinite(model.offset());
    }

    /**
     * Makes sure that a request can run.
     *
     * @throws BackendException
     *     {@link Kind#REFUSED} with the reason of {@link #whyNot(JobRequest)}
     */
    final void requireRunnable(JobRequest request) throws BackendException {
        Optional<String> refusal = whyNot(request);
        if (refusal.isPresent()) {
            throw new BackendException(refusal.get(), Kind.REFUSED);
        }
    }

    @Override
    public final Optional<List<String>> tagged(String tag) throws BackendException {
        return Optional.of(problems.labelled(tag).stream()
                .map(problem -> problem.path("id").asText())
                .toList());
    }

    @Override
    public final List<JobStatus> status(List<JobRef> jobs) throws BackendException {
        return problems.status(jobs);
    }

    @Override
    public final void cancel(JobRef job) throws BackendException {
        problems.cancel(job);
    }

    @Override
    public final void close() {
        // Connections belong to the network; nothing here bills while it is idle.
    }

    @Override
    public final String toString() {
        return "dwave " + solver.device();
    }
}
