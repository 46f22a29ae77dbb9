package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.config.BackendOption;
import io.jenkins.plugins.quantum.config.CloudBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.testkit.iqm.FakeIqm;
import java.time.Clock;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Circuits for a device whose service compiles nothing: the node compiles, the controller submits. */
@WithJenkins
class CompiledOnNodeTest {
    /** Needs swaps on any lattice: every qubit is entangled with every other. */
    private static final String ENTANGLED =
            """
            OPENQASM 2.0;
            include "qelib1.inc";
            qreg q[4];
            creg c[4];
            x q[0];
            cx q[0],q[1];
            cx q[0],q[2];
            cx q[0],q[3];
            cx q[1],q[2];
            cx q[1],q[3];
            cx q[2],q[3];
            measure q -> c;
            """;

    private static final String SUITE =
            """
            version: 1
            profiles: {pr: {backends: [lab], budget: 50 USD, rounds: 1}}
            tests:
              - {name: all, circuit: all.qasm, gates: {allowed-states: {states: ["0011"], max-leakage: 0.1}}}
            """;

    private final FakeIqm service = new FakeIqm(Clock.systemUTC());

    @AfterEach
    void stop() {
        service.close();
    }

    private WorkflowRun build(JenkinsRule jenkins, String python) throws Exception {
        var lab = new CloudBackendConfiguration("lab", "iqm");
        lab.setCredentialsId(PaidBackends.ID);
        lab.setOptions(List.of(
                new BackendOption("device", "garnet"),
                new BackendOption("endpoint", service.uri().toString())));
        QuantumGlobalConfiguration.get().setBackends(List.of(lab));
        PaidBackends.globalKey(FakeIqm.TOKEN);
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "node('" + agent.getNodeName() + "') { withEnv(['QMLOPS_AER_PYTHON=" + python + "']) {\n"
                        + SuiteFiles.write("all.qasm", ENTANGLED) + SuiteFiles.write("quantum.yml", SUITE)
                        + "quantumTest()\n} }\n",
                true));
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    @Test
    void shouldCompileOnTheNodeWhatTheControllerSubmits(JenkinsRule jenkins) throws Exception {
        String python = System.getenv("QMLOPS_AER_PYTHON");
        assumeTrue(python != null, "Qiskit is not set up here: QMLOPS_AER_PYTHON is unset");

        WorkflowRun build = build(jenkins, python);

        jenkins.assertBuildStatusSuccess(build);
        assertThat(service.jobs().accepted()).isPositive();
    }

    @Test
    void shouldSayWhatToInstallWhereTheNodeHasNoCompiler(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins, "/no/such/python");

        assertThat(build.getResult()).isNotEqualTo(Result.SUCCESS);
        jenkins.assertLogContains("/no/such/python", build);
        assertThat(service.jobs().accepted()).isZero();
    }
}
