package io.jenkins.plugins.quantum.demo;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Main;
import hudson.Util;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Puts a pipeline that runs a small suite into the Jenkins of {@code mvn hpi:run}. */
public final class DemoJob {
    static final String NAME = "quantum-demo";

    private static final String SCRIPT = "demo.Jenkinsfile";
    private static final String PIPELINES = "workflow-cps";

    private DemoJob() {}

    /**
     * Creates the job unless it is there.
     *
     * @throws IOException
     *     when it cannot be saved
     */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED, before = InitMilestone.COMPLETED)
    public static void create() throws IOException {
        if (Main.isDevelopmentMode && !Main.isUnitTest && JenkinsFacade.hasPlugin(PIPELINES)) {
            createIfMissing();
        }
    }

    static void createIfMissing() throws IOException {
        if (!JenkinsFacade.hasItem(NAME)) {
            JenkinsFacade.createItem(
                    NAME, new ByteArrayInputStream(configuration().getBytes(StandardCharsets.UTF_8)));
        }
    }

    @NonNull
    private static String configuration() throws IOException {
        try (InputStream script = DemoJob.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IOException("the plugin lacks " + SCRIPT);
            }
            return """
                    <flow-definition>
                      <description>Part of mvn hpi:run: two small circuits, tested under the noise of a device.</description>
                      <definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition">
                        <script>SCRIPT</script>
                        <sandbox>true</sandbox>
                      </definition>
                    </flow-definition>
                    """
                    .replace("SCRIPT", Util.xmlEscape(new String(script.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }
}
