package io.jenkins.plugins.quantum.steps;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Network;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** The pattern of many steps that wait for something remote: a thread for each, which asks every second. */
public class BlockingJobStep extends Step {
    private static final long PAUSE_NANOS = 1_000_000_000;
    private static final Network NETWORK = Network.direct();

    private final String endpoint;

    /** A step that submits one job to the service at an address. */
    @DataBoundConstructor
    public BlockingJobStep(String endpoint) {
        this.endpoint = endpoint;
    }

    public String getEndpoint() {
        return endpoint;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, endpoint);
    }

    private static final class Execution extends SynchronousNonBlockingStepExecution<String> {
        private static final long serialVersionUID = 1L;
        private final String endpoint;

        private Execution(StepContext context, String endpoint) {
            super(context);
            this.endpoint = endpoint;
        }

        @Override
        protected String run() throws Exception {
            try (Backend backend = PaidBackends.open(endpoint, NETWORK)) {
                JobRequest request = PaidBackends.request();
                String token = UUID.randomUUID().toString();
                JobRef job = answer(() -> backend.submit(request, token));
                while (answer(() -> backend.status(List.of(job))).get(0).state()
                        != JobStatus.State.DONE) { // no job of these tests fails
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
                return answer(() -> backend.fetch(job)).toString();
            }
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws BackendException, InterruptedException;
    }

    /** A service that is asked by so many at once does not always answer: then it is asked again. */
    private static <T> T answer(Question<T> question) throws BackendException, InterruptedException {
        while (true) {
            try {
                return question.ask();
            } catch (BackendException e) {
                if (e.kind() != BackendException.Kind.TRANSIENT && e.kind() != BackendException.Kind.THROTTLED) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "blockingJob";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }
    }
}
