package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.alicebob.AliceBobProvider;
import io.jenkins.plugins.quantum.engine.backend.aqt.AqtProvider;
import io.jenkins.plugins.quantum.engine.backend.azure.AzureProvider;
import io.jenkins.plugins.quantum.engine.backend.braket.BraketProvider;
import io.jenkins.plugins.quantum.engine.backend.compile.CircuitCompiler;
import io.jenkins.plugins.quantum.engine.backend.compile.QiskitTranspiler;
import io.jenkins.plugins.quantum.engine.backend.compile.Transpiler;
import io.jenkins.plugins.quantum.engine.backend.dwave.DwaveProvider;
import io.jenkins.plugins.quantum.engine.backend.google.GoogleProvider;
import io.jenkins.plugins.quantum.engine.backend.ibm.IbmProvider;
import io.jenkins.plugins.quantum.engine.backend.ionq.IonqProvider;
import io.jenkins.plugins.quantum.engine.backend.iqm.IqmProvider;
import io.jenkins.plugins.quantum.engine.backend.oqc.OqcProvider;
import io.jenkins.plugins.quantum.engine.backend.origin.OriginProvider;
import io.jenkins.plugins.quantum.engine.backend.pasqal.PasqalProvider;
import io.jenkins.plugins.quantum.engine.backend.qbraid.QbraidProvider;
import io.jenkins.plugins.quantum.engine.backend.quandela.QuandelaProvider;
import io.jenkins.plugins.quantum.engine.backend.quantumart.QuantumArtProvider;
import io.jenkins.plugins.quantum.engine.backend.quantuminspire.QuantumInspireProvider;
import io.jenkins.plugins.quantum.engine.backend.qudora.QudoraProvider;
import io.jenkins.plugins.quantum.engine.backend.scaleway.ScalewayProvider;
import io.jenkins.plugins.quantum.engine.backend.superstaq.SuperstaqProvider;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The types of backends that are services of providers; the same on the command line and in Jenkins. */
public final class RemoteProviders {
    private RemoteProviders() {}

    /**
     * One a type, in the order in which lists show them.
     *
     * @param starter
     *     starts the compiler of circuits for devices whose services compile nothing
     * @param variables
     *     the environment, which may name interpreters
     * @param home
     *     the user's home, where environments of Python are
     */
    public static List<BackendProvider> all(ProcessStarter starter, Map<String, String> variables, Path home) {
        return all(QiskitTranspiler.usual(starter, variables, home), GoogleProvider.usual(starter, variables, home));
    }

    /**
     * One a type, in the order in which lists show them.
     *
     * @param transpilers
     *     makes the compiler of circuits for devices whose services compile nothing, given the interpreter that a backend's options
     *     name, or an empty text
     * @param cirq
     *     makes what asks Cirq, given the same
     */
    public static List<BackendProvider> all(
            Function<String, Transpiler> transpilers, Function<String, CircuitCompiler> cirq) {
        return List.of(
                new AliceBobProvider(),
                new AqtProvider(),
                new AzureProvider(),
                new BraketProvider(),
                new DwaveProvider(),
                new GoogleProvider(cirq, InstantSource.system()),
                new IbmProvider(transpilers, InstantSource.system()),
                new IonqProvider(),
                new IqmProvider(transpilers),
                new OqcProvider(),
                new OriginProvider(),
                new PasqalProvider(),
                new QbraidProvider(),
                new QuandelaProvider(),
                new QuantumArtProvider(),
                new QuantumInspireProvider(),
                new QudoraProvider(),
                new ScalewayProvider(),
                new SuperstaqProvider());
    }
}
