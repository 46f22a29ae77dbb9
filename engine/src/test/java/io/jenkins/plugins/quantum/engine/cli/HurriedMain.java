package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.run.RunEnvironment;
import io.jenkins.plugins.quantum.engine.run.RunOptions;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import io.jenkins.plugins.quantum.engine.run.Workbench;
import io.jenkins.plugins.quantum.engine.testkit.clouds.Cloud;
import io.jenkins.plugins.quantum.engine.testkit.clouds.HurriedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line's {@code run} and {@code resume} with providers that are fakes and pauses that are {@link #FACTOR} times shorter; all
 * else, credentials from the environment and reports among it, is as the command line has it.
 */
final class HurriedMain {
    /** By which every pause of an adapter's conduct is shorter: 2 s between questions are 40 ms, a lag of 30 s is 600 ms. */
    static final int FACTOR = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private HurriedMain() {}

    /**
     * Runs it.
     *
     * @param args
     *     {@code run SUITE PROFILE OUT} or {@code resume OUT}
     */
    public static void main(String[] args) throws InterruptedException {
        Surroundings surroundings = Surroundings.ofProcess();
        var workbench = new Workbench(environment(surroundings));
        RunResult result = Running.with(surroundings, (console, cancelled) -> {
            if (args[0].equals("resume")) {
                return workbench.resume(Path.of(args[1]), 0, console, cancelled, Workplace.reports());
            }
            var source = SuiteSource.read(surroundings.folder(), args[1]);
            var options = new RunOptions(
                    Optional.of(args[2]), Optional.empty(), 0, 7, Optional.empty(), Optional.empty(), 0, false);
            return workbench.run(source, options, Path.of(args[3]), console, cancelled, Workplace.reports());
        });
        RunCommand.show(surroundings, result, Path.of("out"), false);
        surroundings.out().flush();
        System.exit(result.exitCode());
    }

    private static RunEnvironment environment(Surroundings surroundings) {
        RunEnvironment usual = Workplace.environment(surroundings);
        List<BackendProvider> providers = new ArrayList<>();
        for (BackendProvider provider : usual.providers()) {
            if (provider.type().equals("builtin")) {
                providers.add(provider);
            }
        }
        for (Cloud cloud : Cloud.values()) {
            providers.add(new HurriedProvider(cloud, FACTOR, PATIENCE));
        }
        return new RunEnvironment(
                providers, List.of(), usual.access(), usual.python(), usual.clock(), usual.provenance());
    }
}
