package io.jenkins.plugins.quantum.engine.bench;

import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.run.Access;
import io.jenkins.plugins.quantum.engine.run.Plan;
import io.jenkins.plugins.quantum.engine.run.RunEnvironment;
import io.jenkins.plugins.quantum.engine.run.RunListener;
import io.jenkins.plugins.quantum.engine.run.RunOptions;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import io.jenkins.plugins.quantum.engine.run.Workbench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Runs suites in this process, as the command line does, without writing reports. */
final class IrisRuns {
    static final String MODEL = "iris";

    private final Path scratch;
    private final Workbench workbench;

    /**
     * Creates it.
     *
     * @param scratch
     *     an empty folder
     */
    IrisRuns(Path scratch, BackendProvider... providers) {
        this.scratch = scratch;
        this.workbench = new Workbench(new RunEnvironment(
                List.of(providers),
                List.of(),
                Access.none(),
                (folder, reference, shapes) -> {
                    throw new IllegalStateException("the suite needs no Python");
                },
                Clock.systemUTC(),
                Map.of()));
    }

    /** Writes a model into a folder of its own. */
    SuiteSource place(IrisModel model, String name) {
        try {
            Path suite = model.write(Files.createDirectory(scratch.resolve(name)));
            return SuiteSource.read(suite.getParent(), "suite.yml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Workload model(SuiteSource source) throws InterruptedException {
        return workbench.plan(source, RunOptions.defaults()).tests().stream()
                .filter(test -> test.spec().name().equals(MODEL))
                .findFirst()
                .orElseThrow()
                .workload();
    }

    Plan plan(SuiteSource source) throws InterruptedException {
        return workbench.plan(source, RunOptions.defaults());
    }

    RunResult run(SuiteSource source, long seed) throws InterruptedException {
        return workbench.run(
                source,
                RunOptions.defaults().withSeed(seed),
                source.folder().resolve("out"),
                RunListener.SILENT,
                () -> false,
                (result, folder) -> {});
    }
}
