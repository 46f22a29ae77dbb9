package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.FilePath;
import hudson.model.Result;
import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import io.jenkins.plugins.quantum.report.RecordedJobsAction;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Code of a build with the account of a backend. */
class WithQuantumTest {
    private static final String KEY = PaidBackends.KEY;

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, KEY);

    @AfterEach
    void stop() {
        service.close();
    }

    private String endpoint() {
        return service.uri() + "/v0.4";
    }

    /** What a node may keep of a key: enough to tell that it came through whole. */
    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private WorkflowRun begin(JenkinsRule jenkins, Folder folder, String pipeline) throws Exception {
        PaidBackends.configure(endpoint());
        WorkflowJob job = folder.createProject(WorkflowJob.class, "model");
        job.setDefinition(new CpsFlowDefinition(pipeline, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    @Test
    void shouldGiveTheVendorsVariablesMaskedAndListWhatWasRecorded() throws Throwable {
        sessions.then(jenkins -> {
            Folder folder = PaidBackends.folder(jenkins, "team", KEY);
            String node = jenkins.createOnlineSlave().getNodeName();
            WorkflowRun build = begin(
                    jenkins,
                    folder,
                    "node('" + node + "') {\n withQuantum('lab') {\n"
                            + "sh 'echo key=$IONQ_API_KEY url=$IONQ_API_URL; printf %s $IONQ_API_KEY | base64; printf %s \"$IONQ_API_KEY\" | sha256sum | cut -c1-64 > taken'\n"
                            + "sh 'echo \"{\\\\\"id\\\\\": \\\\\"job-7\\\\\"}\" >> $QMLOPS_JOBS_FILE; echo nonsense >> $QMLOPS_JOBS_FILE'\n"
                            + "sh 'echo \"{\\\\\"id\\\\\": \\\\\"<b>8</b>\\\\\"}\" >> $QMLOPS_JOBS_FILE'\n"
                            + "echo \"groovy ${env.IONQ_API_KEY}\"\n"
                            + "}\nsh 'echo after=$IONQ_API_KEY.'\n"
                            + "if (readFile('taken').trim() != '" + sha256(KEY)
                            + "') { error 'wrong key' }\n}\n");

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            String log = JenkinsRule.getLog(build);
            assertThat(log)
                    .contains("key=**** url=" + endpoint(), "groovy ****", "after=.")
                    .contains("withQuantum: 2 jobs on lab: job-7, <b>8</b>")
                    .contains("withQuantum: unknown to the service of lab: job-7, <b>8</b>")
                    .doesNotContain(KEY)
                    .doesNotContain(Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8)));
            assertThat(build.getAction(RecordedJobsAction.class).getJobs())
                    .containsEntry("lab", List.of("job-7", "<b>8</b>"));
            StandardCredentials credential = CredentialsProvider.findCredentialById(
                    PaidBackends.ID, StandardCredentials.class, build, List.of());
            assertThat(CredentialsProvider.getFingerprintOf(credential).getJobs())
                    .contains("team/model");
            String page = jenkins.createWebClient()
                    .goTo(build.getUrl() + "quantum-jobs/")
                    .getWebResponse()
                    .getContentAsString();
            assertThat(page).contains("job-7", "&lt;b>8&lt;/b>").doesNotContain("<b>8</b>");
            assertThat(kept(build.getRootDir().toPath())).isEmpty();
        });
    }

    /** Files of the build that hold the key. */
    private static List<Path> kept(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        try {
                            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(KEY);
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    private static boolean asking(WorkflowRun build) throws Exception {
        InputAction action = build.getAction(InputAction.class);
        return action != null && action.getExecution("Go") != null;
    }

    @Test
    void shouldKeepAccountAndTagAcrossARestartAndCompareWithTheProvidersList() throws Throwable {
        sessions.then(jenkins -> {
            Folder folder = PaidBackends.folder(jenkins, "team", KEY);
            WorkflowRun build = begin(
                    jenkins,
                    folder,
                    "node {\n withQuantum('lab') {\n echo \"tag=${env.QMLOPS_TAG}\"\ninput id: 'Go', message: 'go?'\n"
                            + "sh 'echo key=$IONQ_API_KEY; echo \"{\\\\\"id\\\\\": \\\\\"late\\\\\"}\" >> $QMLOPS_JOBS_FILE'\n}\n}\n");
            Await.until("the block waits", () -> asking(build));
            build.save();
            assertThat(kept(build.getRootDir().toPath())).isEmpty();
        });
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("team/model", WorkflowJob.class)
                    .getBuildByNumber(1);
            Await.until("the block still waits", () -> asking(build));
            String tag = JenkinsRule.getLog(build).replaceAll("(?s).*tag=([0-9a-f-]{36}).*", "$1");
            String forgotten;
            try (Backend backend = PaidBackends.open(endpoint(), Network.direct())) {
                backend.submit(PaidBackends.request(), UUID.randomUUID().toString()); // somebody else's
                forgotten = backend.submit(PaidBackends.request(), tag).id();
            }
            build.getAction(InputAction.class).getExecution("Go").doProceedEmpty();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("key=****", build);
            jenkins.assertLogContains("withQuantum: 1 job on lab: late", build);
            jenkins.assertLogContains("withQuantum: 1 job not recorded, but tagged, on lab: " + forgotten, build);
            jenkins.assertLogContains("withQuantum: unknown to the service of lab: late", build);
            assertThat(build.getAction(RecordedJobsAction.class).getJobs())
                    .containsEntry("lab", List.of("late", forgotten));
            assertThat(AuditText.of(jenkins)).contains("\"record\"", "not recorded, but tagged, on lab: " + forgotten);
        });
    }

    @Test
    void shouldSayWhatIsMissing() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun unseen =
                    begin(jenkins, jenkins.createProject(Folder.class, "other"), "withQuantum('lab') { echo 'in' }");
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(unseen));
            jenkins.assertLogContains("cannot see the credential '" + PaidBackends.ID + "'", unseen);

            WorkflowRun unknown =
                    begin(jenkins, PaidBackends.folder(jenkins, "team", KEY), "withQuantum('nowhere') { echo 'in' }");
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(unknown));
            jenkins.assertLogContains("there is no backend 'nowhere'", unknown);
        });
    }

    @Test
    void shouldWorkOutsideANodeAndPassOnTheBodysEnd() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build = begin(
                    jenkins,
                    PaidBackends.folder(jenkins, "team", KEY),
                    "def r = withQuantum('lab') { 42 }\necho \"r=$r\"\nwithQuantum('lab') { error 'on purpose' }");

            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
            jenkins.assertLogContains("r=42", build);
            jenkins.assertLogContains("on purpose", build);
            assertThat(build.getAction(RecordedJobsAction.class)).isNull();
        });
    }

    @Test
    void shouldComeBackFromTheForm() throws Throwable {
        sessions.then(jenkins -> {
            PaidBackends.configure("https://ionq.example.org/v0.4");
            var step = new WithQuantumStep("lab");

            jenkins.assertEqualDataBoundBeans(step, new StepConfigTester(jenkins).configRoundTrip(step));
        });
    }

    @Test
    void shouldMaskASecretInEveryForm() throws Exception {
        var mask = new SecretMask(List.of("s3cr3t/key+value", "abc"), StandardCharsets.UTF_8);
        for (String before : new String[] {"", "a", "ab", "abcd"}) {
            for (String after : new String[] {"", "z", "yz"}) {
                String inside = Base64.getEncoder()
                        .encodeToString((before + "s3cr3t/key+value" + after).getBytes(StandardCharsets.UTF_8));
                var log = new ByteArrayOutputStream();
                try (OutputStream masked = mask.decorateLogger((hudson.model.Run<?, ?>) null, log)) {
                    masked.write((inside + " s3cr3t/key+value abc\n").getBytes(StandardCharsets.UTF_8));
                }
                assertThat(log.toString(StandardCharsets.UTF_8))
                        .contains("****")
                        .endsWith(" **** abc\n");
                assertThat(log.toString(StandardCharsets.UTF_8).split(" ")[0]).contains("****");
            }
        }
    }

    @Test
    void shouldCapWhatABuildRecords() throws Throwable {
        sessions.then(jenkins -> {
            FilePath workspace = jenkins.jenkins.getRootPath().child("workspace/x");
            FilePath file = RecordedJobs.prepare(workspace, "b");
            var text = new StringBuilder("{\"id\": \"" + "x".repeat(201) + "\"}\n{\"id\": \"a\\u0007b\"}\n[]\n");
            for (int i = 0; i < 2000; i++) {
                text.append("{\"id\": \"job-").append(i).append("\"}\n");
            }
            file.write(text.toString(), "UTF-8");

            assertThat(RecordedJobs.take(workspace, "b")).hasSize(1000).startsWith("job-0", "job-1");
            assertThat(file.exists()).isFalse();
        });
    }
}
