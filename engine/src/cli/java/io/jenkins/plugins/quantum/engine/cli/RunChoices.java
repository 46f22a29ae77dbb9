package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.run.RunOptions;
import io.jenkins.plugins.quantum.engine.run.RunShare;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that run, estimate, baseline and compare share. */
final class RunChoices {
    /** Names the store where no option does. */
    static final String STORE = "QMLOPS_STORE";

    @Option(names = "--profile", paramLabel = "NAME", description = "The suite's profile; its first when left out.")
    private String profile;

    @Option(names = "--backend", paramLabel = "NAME", description = "Run everything on this backend.")
    private String backend;

    @Option(names = "--shots", paramLabel = "N", description = "Most shots that a gate may take for each circuit.")
    private Long shots;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + RunOptions.DEFAULT_SEED,
            description = "Root of all seeds (default: ${DEFAULT-VALUE}): the same seed gives the same result.")
    private long seed;

    @Option(
            names = "--max-cost",
            paramLabel = "\"25 USD\"",
            description = "Most that the run may cost; the lower of this and the budget wins.")
    private String maxCost;

    @Option(names = "--only", paramLabel = "TEST", description = "Run this test alone.")
    private String only;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description =
                    "Folder that is kept between runs: what gates that collect shots have measured is gone on with, and lines"
                            + " are learnt. Default: the variable " + STORE + ", else none.")
    private Path store;

    RunOptions options(Surroundings surroundings) {
        if (shots != null && shots < 1) {
            throw new InputException(
                    SourcePosition.of("--shots"), "expected a whole number above 0, found " + shots, "");
        }
        return new RunOptions(
                Optional.ofNullable(profile),
                Optional.ofNullable(backend),
                shots == null ? 0 : shots,
                seed,
                Optional.ofNullable(maxCost).map(RunChoices::money),
                Optional.ofNullable(only),
                0,
                Optional.empty(),
                store(surroundings),
                RunShare.WHOLE);
    }

    private Optional<Path> store(Surroundings surroundings) {
        String variable = surroundings.variables().getOrDefault(STORE, "");
        return Optional.ofNullable(store)
                .or(() -> variable.isEmpty() ? Optional.empty() : Optional.of(Path.of(variable)))
                .map(surroundings.folder()::resolve);
    }

    private static Money money(String text) {
        try {
            return Money.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InputException(SourcePosition.of("--max-cost"), e.getMessage(), "");
        }
    }
}
