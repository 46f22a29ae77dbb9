package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.run.dispatch.Client;
import io.jenkins.plugins.quantum.engine.run.dispatch.Ending;
import io.jenkins.plugins.quantum.engine.run.dispatch.Order;
import io.jenkins.plugins.quantum.engine.run.dispatch.Parcel;
import io.jenkins.plugins.quantum.engine.run.dispatch.Past;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ends the jobs that, by a run's journal, may still be at a provider. Starts none. Where only the token of a submission is
 * known, because its answer was lost, it needs the request too: to search for it, or to send it again under the token, which starts
 * no second job.
 */
final class LeftJobs {
    private final BackendPool backends;
    private final Map<String, Pasts.Known> open;
    private final Clock clock;
    private final List<EndedJob> ended = new ArrayList<>();

    LeftJobs(Journal journal, BackendPool backends, Clock clock) {
        this.open = Pasts.of(journal.earlier()).open();
        this.backends = backends;
        this.clock = clock;
    }

    /** Whether the answer to a submission was lost, so that the request is needed. */
    boolean doubtful() {
        return open.values().stream().anyMatch(job -> job.past().state() == Past.State.DOUBTFUL);
    }

    /**
     * Ends them, waiting for their ends for a limited time.
     *
     * @param requests
     *     those that are known, by the keys of jobs
     */
    List<EndedJob> end(Client client, Map<String, JobRequest> requests) throws InterruptedException {
        List<Parcel> parcels = new ArrayList<>();
        open.forEach((key, job) -> {
            String why;
            try {
                Backend backend = backends.get(job.backend(), SourcePosition.of("the journal"));
                why = whyNot(job, backend, requests.containsKey(key));
                if (why.isEmpty() && !Prices.free(backend)) {
                    parcels.add(new Parcel(key, backend, requests.get(key), job.past()));
                }
            } catch (InputException e) {
                why = e.getMessage();
            }
            if (!why.isEmpty()) {
                ended.add(new EndedJob(job.backend(), job.device(), left(job, why), job.worst()));
            }
        });
        Order order = client.end(parcels);
        Instant patience = clock.instant().plus(JobRunner.PATIENCE);
        while (!order.ended() && clock.instant().isBefore(patience)) {
            client.requireWhole();
            client.await(patience, Duration.ZERO);
        }
        order.abandon();
        client.requireWhole();
        order.endings().forEach((key, ending) -> {
            Pasts.Known job = open.get(key);
            ended.add(new EndedJob(job.backend(), job.device(), ending, job.worst()));
        });
        return List.copyOf(ended);
    }

    /** Why nothing can be done for a job from here; empty when something can. */
    private static String whyNot(Pasts.Known job, Backend backend, boolean requestKnown) {
        if (!backend.capabilities().device().equals(job.device())) {
            return "'" + job.backend() + "' is another device now, "
                    + backend.capabilities().device() + ", and was " + job.device();
        }
        if (job.past().state() == Past.State.DOUBTFUL && !requestKnown) {
            return "the answer to its submission was lost, and what was submitted cannot be read from the suite any more:"
                    + " look at the provider for a job named " + job.past().token();
        }
        return "";
    }

    private static Ending left(Pasts.Known job, String why) {
        String id = job.past().ref() == null ? null : job.past().ref().id();
        return new Ending(id == null ? Ending.How.UNKNOWN : Ending.How.OPEN, null, why, id);
    }
}
