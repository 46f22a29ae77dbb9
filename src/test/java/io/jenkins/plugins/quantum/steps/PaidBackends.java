package io.jenkins.plugins.quantum.steps;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.config.BackendOption;
import io.jenkins.plugins.quantum.config.CloudBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.ionq.IonqProvider;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** A Jenkins that pays: a backend of a provider, whose key lies in a folder. */
final class PaidBackends {
    static final String KEY = "planted-folder-key-4711";
    static final String ID = "quantum-key";

    private static final String SUITE =
            """
            version: 1
            profiles: {pr: {backends: [lab], budget: 5 USD, rounds: 1}}
            tests:
              - {name: ghz, circuit: ghz.qasm, gates: {allowed-states: {states: ["000", "111"], max-leakage: 0.1}}}
            """;

    private PaidBackends() {}

    /** Offers the backend {@code lab} with the address of a service on this machine. */
    static void configure(String endpoint) {
        var lab = new CloudBackendConfiguration("lab", "ionq");
        lab.setCredentialsId(ID);
        lab.setOptions(List.of(new BackendOption("endpoint", endpoint)));
        QuantumGlobalConfiguration.get().setBackends(List.of(lab));
    }

    /** The same where a shot costs a tenth of a cent. */
    static void configureDear(String endpoint) {
        var lab = new CloudBackendConfiguration("lab", "ionq");
        lab.setCredentialsId(ID);
        lab.setOptions(List.of(
                new BackendOption("endpoint", endpoint),
                new BackendOption("device", "qpu.forte-1"),
                new BackendOption("price-per-shot", "0.001 USD")));
        QuantumGlobalConfiguration.get().setBackends(List.of(lab));
    }

    /** The same service without Jenkins. */
    static Backend open(String endpoint, Network network) throws BackendException {
        return new IonqProvider()
                .open(new BackendSettings(
                        "lab",
                        Map.of("endpoint", endpoint),
                        field -> Optional.of(io.jenkins.plugins.quantum.engine.backend.Secret.of(KEY)),
                        network));
    }

    /** One circuit for it. */
    static JobRequest request() {
        var circuit = Qasm.read("ghz.qasm", SuiteFiles.GHZ).circuit();
        return new JobRequest("job", circuit, List.of(Map.of()), NoiseModel.none(), 1000, 0, 1, false);
    }

    private static StringCredentialsImpl secretText(String key) {
        return new StringCredentialsImpl(CredentialsScope.GLOBAL, ID, "", Secret.fromString(key));
    }

    /** A key that every build can see. */
    static void globalKey(String key) throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(secretText(key));
        SystemCredentialsProvider.getInstance().save();
    }

    /** A folder whose builds see a key of their own. */
    static Folder folder(JenkinsRule jenkins, String name, String key) throws Exception {
        Folder folder = jenkins.createProject(Folder.class, name);
        folder.addProperty(new FolderCredentialsProperty(
                new DomainCredentials[] {new DomainCredentials(Domain.global(), List.of(secretText(key)))}));
        return folder;
    }

    /** A job whose build runs the suite on a node. */
    static WorkflowJob job(Folder folder, String node, String name) throws Exception {
        return job(folder, node, name, "");
    }

    /** The same with further lines in the suite. */
    static WorkflowJob job(Folder folder, String node, String name, String more) throws Exception {
        WorkflowJob job = folder.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(
                "node('" + node + "') {\n" + SuiteFiles.write("ghz.qasm", SuiteFiles.GHZ)
                        + SuiteFiles.write("quantum.yml", (SUITE + more).replace("'", "\"")) + "quantumTest()\n}\n",
                true));
        return job;
    }
}
