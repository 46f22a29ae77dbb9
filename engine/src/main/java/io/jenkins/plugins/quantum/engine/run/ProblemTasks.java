package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.EnergyLevels;
import io.jenkins.plugins.quantum.engine.circuit.ProgramDigest;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.suite.ProblemFile;
import io.jenkins.plugins.quantum.engine.suite.Subject.ProblemSubject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a problem ready to run: reads its file and finds its optimum, or holds the stated one against what can be known. */
final class ProblemTasks {
    private final SuiteFiles files;

    ProblemTasks(SuiteFiles files) {
        this.files = files;
    }

    Workload build(ProblemSubject subject) {
        ProblemFile file = ProblemFile.read(
                files.resolve(subject.source()), SuiteFiles.shown(subject.source()), subject.vartype());
        BinaryQuadraticModel problem = file.problem();
        Optional<EnergyLevels> levels = problem.variables() <= EnergyLevels.MOST_VARIABLES
                ? Optional.of(EnergyLevels.of(problem))
                : Optional.empty();
        double optimum = levels.isPresent() ? proven(subject, problem, levels.get()) : stated(subject, problem);
        return new Workload(
                List.of(new Workload.Task("problem", problem, List.of(Map.of()))),
                new Readout.Energies(problem, file.names(), optimum, levels),
                CircuitMetrics.of(problem),
                ProgramDigest.of(problem));
    }

    private static double proven(ProblemSubject subject, BinaryQuadraticModel problem, EnergyLevels levels) {
        double given = subject.optimum().orElse(levels.lowest());
        if (Math.abs(given - levels.lowest()) > EnergyLevels.tolerance(problem)) {
            throw new InputException(
                    subject.optimumAt(),
                    "the lowest energy is " + levels.lowest() + ", not " + given,
                    "write 'optimum: exact', or check the biases and the offset");
        }
        if (levels.next() == levels.lowest()) {
            throw new InputException(
                    subject.source().at(),
                    "every outcome has the energy " + levels.lowest() + ": there is nothing to find",
                    "check the biases");
        }
        return levels.lowest();
    }

    private static double stated(ProblemSubject subject, BinaryQuadraticModel problem) {
        if (subject.optimum().isEmpty()) {
            throw new InputException(
                    subject.optimumAt(),
                    "'optimum: exact' looks at every outcome of at most " + EnergyLevels.MOST_VARIABLES
                            + " variables; this problem has " + problem.variables(),
                    "write the lowest energy that is known, offset included, for example 'optimum: -12.5'");
        }
        double given = subject.optimum().getAsDouble();
        double tolerance = EnergyLevels.tolerance(problem);
        if (given < problem.energyFloor() - tolerance) {
            throw new InputException(
                    subject.optimumAt(),
                    "no outcome has an energy as low as " + given + ": the terms take away at most "
                            + problem.energyFloor(),
                    "write the lowest energy that is known, offset included");
        }
        if (given >= problem.meanEnergy() - tolerance) {
            throw new InputException(
                    subject.optimumAt(),
                    "the energy " + given + " shows nothing: guesses have a mean energy of " + problem.meanEnergy(),
                    "write the lowest energy that is known, offset included");
        }
        return given;
    }
}
