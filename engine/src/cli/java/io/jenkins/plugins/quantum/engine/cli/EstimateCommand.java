package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.run.Estimate;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code qmlops estimate}. */
@Command(
        name = "estimate",
        description = "Says what a run can decide, how many shots and how much money it needs. Submits nothing.")
final class EstimateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            defaultValue = "quantum.yml",
            paramLabel = "SUITE.yml",
            description = "The suite (default: ${DEFAULT-VALUE}).")
    private String suite;

    @Mixin
    private RunChoices choices;

    EstimateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Estimate estimate = Workplace.workbench(surroundings)
                .estimate(SuiteSource.read(surroundings.folder(), suite), choices.options(surroundings));
        estimate.plan().allWarnings().forEach(surroundings.err()::println);
        surroundings.out().print(PlanText.of(estimate.plan()));
        surroundings.out().print(PlanText.of(estimate.quotes()));
        return ExitCode.OK;
    }
}
