package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.aqt.AqtProvider;
import io.jenkins.plugins.quantum.engine.backend.azure.AzureProvider;
import io.jenkins.plugins.quantum.engine.backend.braket.BraketProvider;
import io.jenkins.plugins.quantum.engine.backend.dwave.DwaveProvider;
import io.jenkins.plugins.quantum.engine.backend.ionq.IonqProvider;
import io.jenkins.plugins.quantum.engine.backend.iqm.IqmProvider;
import java.util.List;

/** The types of backends that are services of providers; the same on the command line and in Jenkins. */
public final class RemoteProviders {
    private RemoteProviders() {}

    /** One a type, in the order in which lists show them. */
    public static List<BackendProvider> all() {
        return List.of(
                new AqtProvider(),
                new AzureProvider(),
                new BraketProvider(),
                new DwaveProvider(),
                new IonqProvider(),
                new IqmProvider());
    }
}
