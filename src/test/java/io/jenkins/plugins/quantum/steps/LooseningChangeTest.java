package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.approval.ApprovalAction;
import io.jenkins.plugins.quantum.changes.PlantedRepository;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A change request makes each thing easier for itself in turn: the target branch's word holds, and nothing is spent. */
@WithJenkins
class LooseningChangeTest {
    private static final String TARGET =
            """
            version: 1
            profiles: {pr: {backends: [builtin], budget: 0 USD}}
            tests:
              - name: ghz
                circuit: ghz.qasm
                noise: {p1: 0.01, p2: 0.05, readout: 0.02}
                gates: {fidelity: {min: 0.99}}
            """;

    private static final String PAID =
            """
            version: 1
            profiles: {pr: {backends: [lab], budget: 5 USD, rounds: 1}}
            tests:
              - {name: ghz, circuit: ghz.qasm, gates: {allowed-states: {states: ["000", "111"], max-leakage: 0.1}}}
            """;

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, PaidBackends.KEY);
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        PaidBackends.configureDear(service.uri() + "/v0.4");
        PaidBackends.globalKey(PaidBackends.KEY);
    }

    @AfterEach
    void stop() {
        PlantedRepository.clear();
        service.close();
    }

    private WorkflowRun begin(String name, String suite) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition("node {\n" + SuiteFiles.write(suite) + "quantumTest()\n}\n", true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static Map<String, String> loosened() {
        String accept = "accept: [{test: ghz, gate: fidelity, reason: nobody minds this fault, until: "
                + LocalDate.now().plusDays(30) + "}]\n";
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("line", TARGET.replace("0.99}", "0.1}"));
        changes.put(
                "noise", TARGET.replace("{p1: 0.01, p2: 0.05, readout: 0.02}", "{p1: 1e-9, p2: 1e-9, readout: 1e-9}"));
        changes.put("test dropped", TARGET.replace("name: ghz", "name: other").replace("0.99}", "0.1}"));
        changes.put("gate dropped", TARGET.replace("{fidelity: {min: 0.99}}", "{resources: {two-qubit: 9}}"));
        changes.put("accepted", TARGET.replace("tests:", accept + "tests:"));
        changes.put("learning", TARGET.replace("budget:", "learning: 5, budget:"));
        changes.put("backends", TARGET.replace("[builtin]", "[lab]").replace("0 USD", "500 USD"));
        return changes;
    }

    @Test
    void shouldHoldWhatTheTargetBranchSays() throws Exception {
        PlantedRepository.plant("quantum.yml", TARGET);
        int number = 2;
        Map<String, String> changes = loosened();
        changes.put("nothing", TARGET);
        for (Map.Entry<String, String> change : changes.entrySet()) {
            WorkflowRun build = begin("CR-" + number++, change.getValue());

            jenkins.waitForCompletion(build);

            assertThat(build.getResult()).as(change.getKey()).isNotEqualTo(Result.SUCCESS);
            jenkins.assertLogContains("FAIL  ghz / fidelity on builtin", build);
        }
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void shouldSpendNothingForAStrangerAndNothingBeyondTheTargetsBudget() throws Exception {
        PlantedRepository.plant("quantum.yml", PAID);
        WorkflowRun stranger = begin("CR-7", PAID.replace("5 USD", "900 USD"));
        jenkins.waitForMessage("It waits until", stranger);
        assertThat(stranger.getAction(ApprovalAction.class).getRequests())
                .singleElement()
                .satisfies(request -> assertThat(request.getReason()).contains("change request CR-7"));
        stranger.doStop();
        jenkins.waitForCompletion(stranger);
        assertThat(service.jobs().accepted()).isZero();

        PlantedRepository.plant("quantum.yml", PAID.replace("5 USD", "0.001 USD"));
        WorkflowRun greedy = begin("CR-8", PAID.replace("5 USD", "900 USD"));
        jenkins.waitForCompletion(greedy);
        assertThat(greedy.getResult()).isNotEqualTo(Result.SUCCESS);
        assertThat(service.jobs().accepted()).isZero();

        PlantedRepository.clear();
        WorkflowRun first = begin("CR-10", PAID);
        jenkins.waitForCompletion(first);
        assertThat(first.getResult()).as("the target has no such suite").isNotEqualTo(Result.SUCCESS);
        assertThat(service.jobs().accepted()).isZero();
    }

    /** Heads of jobs. */
    @TestExtension
    public static class Heads extends PlantedRepository.Heads {}

    /** Sources of jobs. */
    @TestExtension
    public static class Sources extends PlantedRepository.Sources {}

    /** Files of the target branch. */
    @TestExtension
    public static class Files extends PlantedRepository.Files {}
}
