package io.jenkins.plugins.quantum.service;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.quantum.agent.NodeCompiler;
import io.jenkins.plugins.quantum.agent.UnitRequest;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.config.RuledAccess;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.compile.CircuitCompiler;
import io.jenkins.plugins.quantum.engine.backend.compile.QiskitTranspiler;
import io.jenkins.plugins.quantum.engine.backend.compile.Transpiler;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.run.Access;
import io.jenkins.plugins.quantum.engine.run.LocalProviders;
import io.jenkins.plugins.quantum.engine.run.RemoteProviders;
import io.jenkins.plugins.quantum.engine.run.RunEnvironment;
import io.jenkins.plugins.quantum.engine.run.RunFolder;
import io.jenkins.plugins.quantum.engine.run.SpendGuard;
import io.jenkins.plugins.quantum.engine.run.dispatch.Dispatcher;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Puts the engine together on the controller: with credentials, without Python and without any process. */
public final class ServiceEnvironments {
    private static final Logger LOGGER = Logger.getLogger(ServiceEnvironments.class.getName());

    /** Two at once for an account: the other half is there when a service hangs. */
    private static final int THREADS = 4;

    private static final String NO_PYTHON =
            "the Jenkins controller starts no Python; put the step into node { }, whose node does";

    private static final String NO_COMPILER =
            "the Jenkins controller compiles no circuits: put the step into node { }, on a node with Qiskit,";

    private static final String NO_CIRQ =
            "the Jenkins controller compiles no circuits: put the step into node { }, on a node with Google's Cirq";

    /** One for the controller: all its runs keep to one pace with each account. It holds no thread while nothing is under way. */
    private static final Dispatcher DISPATCHER = Dispatcher.inBackground(Clock.systemUTC(), THREADS);

    private ServiceEnvironments() {}

    /**
     * For the run of a result.
     *
     * @param request
     *     what was asked for when the build began
     * @param folder
     *     of the run
     * @param compiler
     *     where circuits are compiled for devices whose services do not, given the interpreter that a backend's options name;
     *     null where the build has no node
     */
    @NonNull
    public static RunEnvironment of(
            @NonNull Run<?, ?> run,
            @NonNull String resultId,
            @NonNull UnitRequest request,
            @NonNull Path folder,
            @CheckForNull NodeCompiler.Source compiler) {
        List<BackendSpec> configured = configured(request);
        return environment(
                request,
                folder,
                compiler,
                new RuledAccess(new ServiceAccess(backend -> backend.secrets(run), request, configured), run, resultId),
                SpendGuards.of(run, resultId));
    }

    /**
     * To cancel what a build left that is gone.
     *
     * @param item
     *     the build's job or, where that is gone too, the nearest folder that is left; null where none is: then only Jenkins' own
     *     credentials are left
     * @param folder
     *     where the journal is now
     */
    @NonNull
    public static RunEnvironment ofDeleted(
            @CheckForNull Item item, @NonNull UnitRequest request, @NonNull Path folder) {
        return ofDeleted(backend -> item == null ? backend.systemSecrets() : backend.secrets(item), request, folder);
    }

    /**
     * To cancel what a build left that is going, perhaps together with the folder that has its credentials: these are looked up now.
     *
     * @param backends
     *     the names of those that have to be asked
     * @param folder
     *     where the journal will be
     */
    @NonNull
    public static RunEnvironment beforeDeletion(
            @NonNull Job<?, ?> job, @NonNull UnitRequest request, @NonNull Set<String> backends, @NonNull Path folder) {
        Map<String, Map<String, String>> known = new HashMap<>();
        for (QuantumBackendConfiguration backend :
                QuantumGlobalConfiguration.get().getBackends()) {
            if (backends.contains(backend.getName())) {
                try {
                    known.put(backend.getName(), backend.secrets(job));
                } catch (IOException e) {
                    LOGGER.log(Level.WARNING, e, () -> "no credential of " + backend.getName() + " for " + job);
                }
            }
        }
        return ofDeleted(backend -> known.getOrDefault(backend.getName(), Map.of()), request, folder);
    }

    private static RunEnvironment ofDeleted(ServiceAccess.Secrets secrets, UnitRequest request, Path folder) {
        return environment(
                request, folder, null, new ServiceAccess(secrets, request, configured(request)), SpendGuard.NONE);
    }

    private static List<BackendSpec> configured(UnitRequest request) {
        return request.backends().stream()
                .map(b -> new BackendSpec(b.name(), b.type(), b.options(), SourcePosition.of("Jenkins configuration")))
                .toList();
    }

    private static RunEnvironment environment(
            UnitRequest request,
            Path folder,
            @CheckForNull NodeCompiler.Source compiler,
            Access access,
            SpendGuard guard) {
        return new RunEnvironment(
                providers(folder.resolve(RunFolder.EVIDENCE), compiler),
                configured(request),
                access,
                (from, reference, shapes) -> {
                    throw new InputException(reference.at(), NO_PYTHON, "");
                },
                DISPATCHER,
                Clock.systemUTC(),
                request.provenance(),
                guard);
    }

    private static List<BackendProvider> providers(Path evidence, @CheckForNull NodeCompiler.Source compiler) {
        ProcessStarter none = ProcessStarter.refusing(NO_PYTHON);
        List<BackendProvider> providers = new ArrayList<>();
        for (BackendProvider local : LocalProviders.all(none, Map.of(), evidence)) {
            providers.add(local.type().equals("builtin") ? new ControllerSimulator(evidence) : local);
        }
        providers.addAll(RemoteProviders.all(
                python -> compiler == null
                        ? Transpiler.none(NO_COMPILER)
                        : new QiskitTranspiler(compiler.of(NodeCompiler.Library.QISKIT, python)),
                python -> compiler == null
                        ? CircuitCompiler.none(NO_CIRQ)
                        : compiler.of(NodeCompiler.Library.CIRQ, python)));
        for (QuantumBackendConfiguration backend :
                QuantumGlobalConfiguration.get().getBackends()) {
            backend.foreignProvider().ifPresent(providers::add);
        }
        return providers;
    }
}
