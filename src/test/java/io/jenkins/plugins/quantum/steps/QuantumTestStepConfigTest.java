package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class QuantumTestStepConfigTest {
    private static QuantumTestStep full() {
        var step = new QuantumTestStep();
        step.setSuite("ml/suite.yml");
        step.setProfile("nightly");
        step.setBackend("aer");
        step.setShots(4000L);
        step.setSeed(17L);
        step.setMaxCost("5 USD");
        step.setOnly("ghz");
        step.setPolicy("unstable");
        step.setId("model");
        step.setPublishTests(true);
        step.setAgentTimeout(30);
        return step;
    }

    @Test
    void shouldKeepItsOptionsInTheForm(JenkinsRule jenkins) throws Exception {
        QuantumTestStep step = full();

        jenkins.assertEqualDataBoundBeans(step, new StepConfigTester(jenkins).configRoundTrip(step));
    }

    @Test
    void shouldWriteSnippetsAndReadThemBack(JenkinsRule jenkins) throws Exception {
        var tester = new SnippetizerTester(jenkins);

        tester.assertRoundTrip(new QuantumTestStep(), "quantumTest()");
        tester.assertRoundTrip(
                full(),
                "quantumTest agentTimeout: 30, backend: 'aer', id: 'model', maxCost: '5 USD', only: 'ghz', "
                        + "policy: 'unstable', profile: 'nightly', publishTests: true, seed: 17, shots: 4000, "
                        + "suite: 'ml/suite.yml'");
    }

    @Test
    void shouldDocumentEveryOption(JenkinsRule jenkins) throws Exception {
        SnippetizerTester.assertDocGeneration(QuantumTestStep.class);
        for (String field : new String[] {
            "suite",
            "profile",
            "policy",
            "publishTests",
            "backend",
            "only",
            "shots",
            "seed",
            "maxCost",
            "id",
            "agentTimeout"
        }) {
            assertThat(jenkins.createWebClient()
                            .goTo("descriptor/" + QuantumTestStep.class.getName() + "/help/" + field, "text/html")
                            .getWebResponse()
                            .getContentAsString())
                    .as(field)
                    .contains("<");
        }
    }
}
