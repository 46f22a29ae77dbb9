package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Brings the result of a step into the build, and says what it does to the step and to the build. */
final class Conclusion {
    private final StepContext context;
    private final String resultId;
    private final Policy policy;
    private final boolean publishTests;

    Conclusion(StepContext context, String resultId, Policy policy, boolean publishTests) {
        this.context = context;
        this.resultId = resultId;
        this.policy = policy;
        this.publishTests = publishTests;
    }

    /** Publishes a result under the step's name. */
    void publish(RunResult result) throws IOException, InterruptedException {
        var publication = new Publication(context.get(Run.class), context.get(TaskListener.class), resultId);
        publication.publish(result);
        if (publishTests) {
            publication.publishTests(result, PipelinePlace.of(context.get(FlowNode.class)));
        }
    }

    /**
     * What the step returns.
     *
     * @throws AbortException
     *     when the policy lets the step fail. Not a FlowInterruptedException: its result would win over the one that catchError was
     *     told to set
     */
    @NonNull
    QuantumTestResult answer(RunResult result) throws IOException, InterruptedException {
        Result severity = Publication.severity(result, policy);
        String headline = Publication.headline(result);
        if (severity == Result.FAILURE) {
            throw new AbortException(headline);
        }
        if (severity == Result.UNSTABLE) {
            unstable(context, headline);
        }
        return new QuantumTestResult(result, context.get(Run.class).getUrl() + "quantum-" + resultId + "/");
    }

    /** Makes the build unstable, and shows why at the step. */
    static void unstable(StepContext context, String reason) throws IOException, InterruptedException {
        context.get(FlowNode.class).addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(reason));
        context.get(Run.class).setResult(Result.UNSTABLE);
    }
}
