package io.jenkins.plugins.quantum.agent;

import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.report.ResultJson;
import io.jenkins.plugins.quantum.engine.run.CostForecast;
import io.jenkins.plugins.quantum.engine.run.ExportedCircuits;
import io.jenkins.plugins.quantum.engine.run.LocalProviders;
import io.jenkins.plugins.quantum.engine.run.OutputException;
import io.jenkins.plugins.quantum.engine.run.PythonCircuits;
import io.jenkins.plugins.quantum.engine.run.RemoteProviders;
import io.jenkins.plugins.quantum.engine.run.RunEnvironment;
import io.jenkins.plugins.quantum.engine.run.RunFolder;
import io.jenkins.plugins.quantum.engine.run.RunListener;
import io.jenkins.plugins.quantum.engine.run.RunOptions;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.RunShare;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import io.jenkins.plugins.quantum.engine.run.UndividedRun;
import io.jenkins.plugins.quantum.engine.run.Workbench;
import io.jenkins.plugins.quantum.engine.run.dispatch.Dispatcher;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Puts the engine together on a node and lets it run, or go on where an earlier process was cut off. */
final class UnitEngine {
    /** What an estimate leaves in the unit's folder. */
    static final String ESTIMATE = "estimate.json";

    /** What earlier builds have kept, in the unit's folder. */
    static final String STORE = "store";

    private static final long PAUSE_MILLIS = 200;

    /** One for the agent's process: all its runs keep to one pace with each account. It holds no thread while nothing is under way. */
    private static final Dispatcher DISPATCHER = Dispatcher.inBackground(Clock.systemUTC());

    private UnitEngine() {}

    static RunResult run(
            Path folder,
            UnitRequest request,
            List<BackendProvider> further,
            NodeProcesses processes,
            RunListener listener,
            BooleanSupplier cancelled)
            throws InterruptedException {
        var workbench = new Workbench(environment(request, further, processes));
        awaitEarlier(folder, listener, cancelled);
        processes.clean();
        Path prepared = PreparedFiles.folder(folder);
        if (Workbench.begun(folder) && UndividedRun.divide(workbench, folder, prepared, listener, cancelled)) {
            listener.note(
                    "An earlier version of the plugin began this run on the node; its jobs go on from the controller.");
        }
        if (Workbench.begun(folder)) {
            listener.note("Going on with the run where it was cut off.");
            return workbench.resume(folder, 0, listener, cancelled, UnitEngine::write);
        }
        SuiteSource source = SuiteSource.read(Path.of(request.workspace()), request.suite());
        RunOptions options = RequestedOptions.of(request, workbench, source, folder.resolve(STORE));
        if (PreparedFiles.areIn(folder.toFile()) || prepare(workbench, source, options, folder, listener, cancelled)) {
            options = options.with(options.share().on(RunShare.Side.LOCAL));
        }
        return workbench.run(source, options, folder, listener, cancelled, UnitEngine::write);
    }

    /** Prepares what is to be run at services, from the controller, which has the credentials; whether there is something. */
    private static boolean prepare(
            Workbench workbench,
            SuiteSource source,
            RunOptions options,
            Path folder,
            RunListener listener,
            BooleanSupplier cancelled)
            throws InterruptedException {
        return workbench.goesToServices(source, options)
                && !workbench
                        .prepare(
                                source,
                                options.with(options.share().on(RunShare.Side.REMOTE)),
                                PreparedFiles.folder(folder),
                                listener,
                                cancelled)
                        .tests()
                        .isEmpty();
    }

    /** Writes what a run would take. Submits nothing. */
    static void estimate(Path folder, UnitRequest request, List<BackendProvider> further, NodeProcesses processes)
            throws InterruptedException {
        var workbench = new Workbench(environment(request, further, processes));
        processes.clean();
        SuiteSource source = SuiteSource.read(Path.of(request.workspace()), request.suite());
        Path file = folder.resolve(ESTIMATE);
        try {
            Files.writeString(
                    file,
                    CostForecast.of(workbench.plan(
                                    source, RequestedOptions.of(request, workbench, source, folder.resolve(STORE))))
                            .toJson());
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    /** Waits for the run of an earlier connection, which ends by itself, to let go of the folder. */
    private static void awaitEarlier(Path folder, RunListener listener, BooleanSupplier cancelled)
            throws InterruptedException {
        for (boolean told = false; RunFolder.inUse(folder); told = true) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("cancelled while an earlier run held " + folder);
            }
            if (!told) {
                listener.note("Waiting for an earlier process of this run to end.");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** Only the result: the other reports are written from it where they are shown. */
    private static void write(RunResult result, RunFolder folder) {
        folder.write("result.json", ResultJson.write(result));
    }

    private static RunEnvironment environment(
            UnitRequest request, List<BackendProvider> further, ProcessStarter starter) {
        List<BackendSpec> configured = request.backends().stream()
                .map(b -> new BackendSpec(b.name(), b.type(), b.options(), SourcePosition.of("Jenkins configuration")))
                .toList();
        Path home = Path.of(System.getProperty("user.home"));
        List<BackendProvider> providers = new ArrayList<>(LocalProviders.all(starter, request.variables(), home));
        providers.addAll(RemoteProviders.all(starter, request.variables(), home));
        providers.addAll(further);
        return new RunEnvironment(
                providers,
                configured,
                new UnitAccess(request),
                PythonCircuits.once(new ExportedCircuits(starter, request.variables())),
                DISPATCHER,
                Clock.systemUTC(),
                request.provenance());
    }
}
