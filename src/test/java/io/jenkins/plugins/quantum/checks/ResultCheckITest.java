package io.jenkins.plugins.quantum.checks;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksAnnotation;
import io.jenkins.plugins.checks.api.ChecksAnnotation.ChecksAnnotationLevel;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.util.CapturingChecksPublisher;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.Acceptance;
import io.jenkins.plugins.quantum.engine.run.RunResult.GateResult;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import io.jenkins.plugins.quantum.report.ResultListener;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a code host is told. */
@WithJenkins
public class ResultCheckITest {
    /** Keeps what is published. */
    @TestExtension
    public static final CapturingChecksPublisher.Factory PUBLISHER = new CapturingChecksPublisher.Factory();

    private static GateResult gate(String kind, Verdict verdict, Acceptance... known) {
        return new GateResult(
                kind,
                new SourcePosition("m/quantum.yml", 18, 7),
                verdict,
                Finding.words("It cost 6.42 USD.", List.of(), List.of()),
                "6.42 USD",
                List.of(known));
    }

    private static Acceptance known(Acceptance.Effect effect) {
        return new Acceptance(effect, "known since May", "2026-12-31", "known");
    }

    private static RunResult result(GateResult... gates) {
        return new Results().test(Results.model("iris", "lab", 6, gates)).result();
    }

    private static List<ChecksAnnotation> annotations(RunResult result) {
        return output(ResultCheck.of("nightly", result, "https://jenkins.example/"))
                .getChecksAnnotations();
    }

    private static io.jenkins.plugins.checks.api.ChecksOutput output(ChecksDetails details) {
        return details.getOutput().orElseThrow();
    }

    @Test
    void shouldPublishEachResultWithItsPageAndWithoutMoney(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("iris"));

        ResultListener.tell(build, TaskListener.NULL, "nightly", Results.failed());

        assertThat(PUBLISHER.getPublishedChecks()).hasSize(1);
        ChecksDetails check = PUBLISHER.getPublishedChecks().get(0);
        assertThat(check.getName()).contains("Quantum test: nightly");
        assertThat(check.getConclusion()).isEqualTo(ChecksConclusion.FAILURE);
        assertThat(check.getDetailsURL())
                .hasValueSatisfying(url -> assertThat(url).endsWith("job/iris/1/quantum-nightly/"));
        assertThat(output(check).getSummary())
                .hasValueSatisfying(
                        text -> assertThat(text).contains("noise-budget").doesNotContain("6.42"));
        assertThat(output(check).getChecksAnnotations())
                .extracting(ChecksAnnotation::getAnnotationLevel)
                .contains(ChecksAnnotationLevel.FAILURE, ChecksAnnotationLevel.WARNING);
    }

    @Test
    void shouldMarkAnAcceptedFaultAsANoticeAndOthersAsWhatTheyAre() {
        List<ChecksAnnotation> notes = annotations(result(
                gate("fidelity", Verdict.FAIL, known(Acceptance.Effect.ACCEPTED)),
                gate("resources", Verdict.FAIL, known(Acceptance.Effect.EXPIRED)),
                gate("noise", Verdict.INCONCLUSIVE),
                gate("device", Verdict.NO_DATA),
                gate("depth", Verdict.PASS, known(Acceptance.Effect.NEEDLESS)),
                gate("cost", Verdict.SKIPPED)));

        assertThat(notes)
                .extracting(ChecksAnnotation::getAnnotationLevel)
                .containsExactly(
                        ChecksAnnotationLevel.NOTICE,
                        ChecksAnnotationLevel.FAILURE,
                        ChecksAnnotationLevel.WARNING,
                        ChecksAnnotationLevel.WARNING);
        assertThat(notes.get(0).getTitle())
                .hasValueSatisfying(title -> assertThat(title).contains("fidelity", "ACCEPTED"));
        assertThat(notes.get(0).getPath()).contains("m/quantum.yml");
        assertThat(notes.get(0).getStartLine()).contains(18);
        assertThat(notes).allSatisfy(note -> assertThat(note.getMessage())
                .hasValueSatisfying(text -> assertThat(text).doesNotContain("6.42")));
    }

    @Test
    void shouldTakeNoMoreThanACodeHostDoes() {
        GateResult[] many = IntStream.range(0, 80)
                .mapToObj(i -> gate("fidelity", Verdict.FAIL))
                .toArray(GateResult[]::new);
        assertThat(annotations(result(many))).hasSize(ResultCheck.MOST_ANNOTATIONS);
    }

    @Test
    void shouldNotSayThatTheChangeIsBadWhereNobodyKnows() {
        assertThat(ResultCheck.of("n", result(gate("a", Verdict.NO_DATA)), "x").getConclusion())
                .isEqualTo(ChecksConclusion.NEUTRAL);
        assertThat(ResultCheck.of("n", Results.passed(), "x").getConclusion()).isEqualTo(ChecksConclusion.SUCCESS);
        assertThat(annotations(Results.hostileRun()))
                .as("a position that is none marks nothing")
                .allSatisfy(note -> assertThat(note.getPath().orElseThrow()).hasSizeLessThanOrEqualTo(200));
    }
}
