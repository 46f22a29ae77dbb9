package io.jenkins.plugins.quantum.checks;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.checks.api.ChecksAnnotation;
import io.jenkins.plugins.checks.api.ChecksAnnotation.ChecksAnnotationBuilder;
import io.jenkins.plugins.checks.api.ChecksAnnotation.ChecksAnnotationLevel;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksDetails.ChecksDetailsBuilder;
import io.jenkins.plugins.checks.api.ChecksOutput.ChecksOutputBuilder;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.quantum.engine.report.MarkdownSummary;
import io.jenkins.plugins.quantum.engine.report.PageText;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.report.CostView;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A result as a check: a failed gate fails it, what nobody can decide is neutral, and every gate that is not green is marked where the suite asks for it: a known fault that the suite accepts as a notice. */
final class ResultCheck {
    /** Code hosts take fifty in one request. */
    static final int MOST_ANNOTATIONS = 50;

    private static final Pattern POSITION = Pattern.compile("(?<file>.{1,200}):(?<line>[1-9]\\d{0,6})");

    private ResultCheck() {}

    @NonNull
    static ChecksDetails of(@NonNull String id, @NonNull RunResult result, @NonNull String page) {
        PageText text = PageText.of(result);
        var output = new ChecksOutputBuilder()
                .withTitle(text.counts())
                .withSummary(withoutMoney(MarkdownSummary.write(result)));
        annotations(text).forEach(output::addAnnotation);
        return new ChecksDetailsBuilder()
                .withName("Quantum test: " + id)
                .withStatus(ChecksStatus.COMPLETED)
                .withConclusion(conclusion(result))
                .withDetailsURL(page)
                .withOutput(output.build())
                .build();
    }

    /** Who reads checks is the code host's business: amounts of money stay in Jenkins. */
    private static String withoutMoney(String text) {
        return CostView.sentence(text, false);
    }

    /** Only a gate that failed says something bad about the change; lost devices and open questions do not. */
    private static ChecksConclusion conclusion(RunResult result) {
        return switch (result.exitCode()) {
            case 0 -> ChecksConclusion.SUCCESS;
            case 1 -> ChecksConclusion.FAILURE;
            default -> ChecksConclusion.NEUTRAL;
        };
    }

    private static List<ChecksAnnotation> annotations(PageText text) {
        List<ChecksAnnotation> annotations = new ArrayList<>();
        for (PageText.Gate gate : text.gates()) {
            Matcher at = POSITION.matcher(gate.position());
            if (annotations.size() < MOST_ANNOTATIONS && at.matches()) {
                level(gate, at.group("file"), Integer.parseInt(at.group("line")), annotations);
            }
        }
        return annotations;
    }

    private static void level(PageText.Gate gate, String file, int line, List<ChecksAnnotation> annotations) {
        ChecksAnnotationLevel level =
                switch (gate.verdict()) {
                    case FAIL -> gate.accepted() ? ChecksAnnotationLevel.NOTICE : ChecksAnnotationLevel.FAILURE;
                    case NO_DATA, INCONCLUSIVE -> ChecksAnnotationLevel.WARNING;
                    case PASS, SKIPPED -> ChecksAnnotationLevel.NONE;
                };
        if (level != ChecksAnnotationLevel.NONE) {
            annotations.add(new ChecksAnnotationBuilder()
                    .withPath(file)
                    .withLine(line)
                    .withAnnotationLevel(level)
                    .withTitle(gate.test() + " / " + gate.gate() + " on " + gate.backend() + ": " + gate.label())
                    .withMessage(withoutMoney(gate.headline()))
                    .build());
        }
    }
}
