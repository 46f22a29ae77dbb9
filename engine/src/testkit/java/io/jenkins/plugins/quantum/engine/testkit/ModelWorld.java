package io.jenkins.plugins.quantum.engine.testkit;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.run.Access;
import io.jenkins.plugins.quantum.engine.run.EndedJob;
import io.jenkins.plugins.quantum.engine.run.Plan;
import io.jenkins.plugins.quantum.engine.run.PythonCircuits;
import io.jenkins.plugins.quantum.engine.run.RunEnvironment;
import io.jenkins.plugins.quantum.engine.run.RunListener;
import io.jenkins.plugins.quantum.engine.run.RunOptions;
import io.jenkins.plugins.quantum.engine.run.RunProgress;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.SpendGuard;
import io.jenkins.plugins.quantum.engine.run.SteppedRun;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import io.jenkins.plugins.quantum.engine.run.Workbench;
import io.jenkins.plugins.quantum.engine.run.dispatch.Dispatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Model providers, a suite that names them by {@code type: model}, and whole runs on them in simulated time. */
public final class ModelWorld {
    private final SimulatedTime time;
    private final Path folder;
    private final Map<String, ModelProvider> devices = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final BackendProvider simulator;
    private PythonCircuits python = (from, reference, shapes) -> {
        throw new IllegalStateException("the suite needs no Python");
    };
    private RunListener further = RunListener.SILENT;
    private int processes;
    private int simulated;

    /**
     * A world.
     *
     * @param folder
     *     for the suite and its runs
     */
    public ModelWorld(SimulatedTime time, Path folder) {
        this.time = time;
        this.folder = folder;
        this.simulator = InstantSimulator.provider(() -> simulated++);
    }

    /** A device that suites name as {@code backends: [NAME]}, configured with {@code type: model}. */
    public ModelWorld with(ModelProvider device) {
        devices.put(device.name(), device);
        return this;
    }

    /** Writes a file beside the suite. */
    public ModelWorld file(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Exports what the suite names of Python. */
    public ModelWorld exporting(PythonCircuits exporter) {
        python = exporter;
        return this;
    }

    /** How many jobs the simulator of this machine has had. */
    public int simulated() {
        return simulated;
    }

    private Workbench process() {
        return process(SpendGuard.NONE);
    }

    private Workbench process(SpendGuard guard) {
        processes++;
        int[] tokens = new int[1];
        String prefix = "token-" + processes + "-";
        var model = new BackendProvider() {
            @Override
            public String type() {
                return "model";
            }

            @Override
            public Set<String> options() {
                return Set.of();
            }

            @Override
            public Backend open(BackendSettings settings) {
                return devices.get(settings.name());
            }
        };
        return new Workbench(new RunEnvironment(
                List.of(simulator, model),
                List.of(),
                Access.none(),
                python,
                Dispatcher.inTurns(time, time, () -> prefix + tokens[0]++, processes),
                time,
                Map.of(),
                guard));
    }

    /** Runs the suite in a process of its own. */
    public RunResult run(String out, long seed, BooleanSupplier cancelled) throws InterruptedException {
        return run(out, RunOptions.defaults().withSeed(seed), cancelled);
    }

    /** Runs the suite in a process of its own. */
    public RunResult run(String out, RunOptions options, BooleanSupplier cancelled) throws InterruptedException {
        return process()
                .run(
                        SuiteSource.read(folder, "quantum.yml"),
                        options,
                        folder.resolve(out),
                        listener(),
                        cancelled,
                        (result, place) -> written.add(out));
    }

    /** The folders for which reports were to be written. */
    public List<String> written() {
        return List.copyOf(written);
    }

    /** Prepares the suite in a process of its own. */
    public Plan prepare(String out, RunOptions options) throws InterruptedException {
        return process()
                .prepare(
                        SuiteSource.read(folder, "quantum.yml"), options, folder.resolve(out), listener(), () -> false);
    }

    /** Opens what was prepared, in another process. */
    public SteppedRun open(Path prepared, SpendGuard guard, BooleanSupplier cancelled) throws InterruptedException {
        return process(guard).open(prepared, listener(), cancelled, (result, place) -> {});
    }

    /** Goes on with it in another process. */
    public RunResult resume(String out) throws InterruptedException {
        return process().resume(folder.resolve(out), 0, listener(), () -> false, (result, place) -> {});
    }

    /** Ends what it left open, in another process. */
    public List<EndedJob> cancel(String out) throws InterruptedException {
        return process().cancel(folder.resolve(out), listener());
    }

    /** Somebody else hears of progress as well. */
    public ModelWorld listening(RunListener other) {
        further = other;
        return this;
    }

    private RunListener listener() {
        return new RunListener() {
            @Override
            public void progress(RunProgress progress) {
                further.progress(progress);
            }

            @Override
            public void note(String message) {
                notes.add(message);
            }
        };
    }

    /** What was told. */
    public List<String> notes() {
        return List.copyOf(notes);
    }
}
