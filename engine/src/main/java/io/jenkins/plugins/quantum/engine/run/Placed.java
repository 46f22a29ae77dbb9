package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.run.dispatch.Client;
import io.jenkins.plugins.quantum.engine.run.dispatch.Ending;
import io.jenkins.plugins.quantum.engine.run.dispatch.Order;
import io.jenkins.plugins.quantum.engine.run.dispatch.Parcel;
import io.jenkins.plugins.quantum.engine.run.dispatch.Past;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job under way: its parts, those that are kept already and those that were ordered. */
final class Placed {
    private final Job job;
    private final List<JobRequest> parts;
    private final Map<String, JobResult> kept = new LinkedHashMap<>();
    private final Order order;
    private String stopped = "";
    private int users = 1;

    private Placed(Job job, RunFolder folder, RunLog log, Client client) {
        this.job = job;
        this.parts = Parts.of(job);
        boolean hopeless = parts.stream()
                .map(part -> log.past(part.id()).state())
                .anyMatch(state -> state == Past.State.UNKNOWN || state == Past.State.LOST);
        List<Parcel> missing = new ArrayList<>();
        for (JobRequest part : parts) {
            var result = folder.kept(part.id());
            if (result.isPresent()) {
                kept.put(part.id(), result.get());
            } else if (!hopeless
                    || Prices.free(job.backend())
                    || log.past(part.id()).state() != Past.State.NEW) {
                // What one part will never answer is not paid for in the others.
                missing.add(new Parcel(part.id(), job.backend(), part, log.past(part.id())));
            }
        }
        this.order = client.place(missing);
    }

    /** Orders what is missing of a job. */
    static Placed of(Job job, RunFolder folder, RunLog log, Client client) {
        return new Placed(job, folder, log, client);
    }

    Job job() {
        return job;
    }

    Order order() {
        return order;
    }

    /** Another test waits for the same job. */
    void join() {
        users++;
    }

    /** A test does not wait for it any more; whether nobody does. */
    boolean leave() {
        users--;
        return users <= 0;
    }

    /**
     * Tells it to end.
     *
     * @param why
     *     for whoever misses its result; not empty
     */
    void stop(String why) {
        if (stopped.isEmpty()) {
            stopped = why;
            order.stop();
        }
    }

    boolean stopped() {
        return !stopped.isEmpty();
    }

    /** Whether it was told to end and has not ended. */
    boolean ends() {
        return stopped() && !order.ended();
    }

    /** Ends the other parts of a job of which one has failed: they would be paid for nothing. */
    void stopWhatIsInVain() {
        if (order.failed() && !stopped() && !order.ended()) {
            stop("another part of the job failed");
        }
    }

    /** Whether shots of it were taken, or may have been. */
    boolean begun() {
        return !kept.isEmpty() || order.begun();
    }

    /** Whether the provider may charge for a part that brought nothing. */
    boolean mayBill() {
        return order.endings().values().stream().anyMatch(Ending::mayBill);
    }

    /** Writes down what its parts cost. */
    void bill(Bills bills, Prices prices) {
        Map<String, Ending> endings = order.endings();
        for (JobRequest part : parts) {
            Ending ending = endings.get(part.id());
            JobResult result = ending == null ? kept.get(part.id()) : ending.result();
            if (bills.counts(part.id())) {
                continue;
            }
            if (result != null) {
                bills.spent(part.id(), prices.spent(job.backend(), part, result.facts()));
            } else if (ending != null && ending.mayBill() && !Prices.free(job.backend())) {
                bills.mayBill(
                        part.id(),
                        new RunResult.OpenBill(
                                job.backend().name(),
                                job.backend().capabilities().device(),
                                ending.id() == null ? "" : ending.id(),
                                ending.how().name(),
                                prices.worst(job.backend(), part),
                                ending.message()));
            }
        }
    }

    /** The parts that have not ended. */
    List<JobRequest> open() {
        Map<String, Ending> endings = order.endings();
        return parts.stream()
                .filter(part -> !kept.containsKey(part.id()) && !endings.containsKey(part.id()))
                .toList();
    }

    /** The keys of its parts. */
    List<String> keys() {
        return parts.stream().map(JobRequest::id).toList();
    }

    /** How many parts an earlier process brought. */
    int keptParts() {
        return kept.size();
    }

    /** Shots of the parts that an earlier process brought. */
    long keptShots() {
        return parts.stream()
                .filter(part -> kept.containsKey(part.id()))
                .mapToLong(part -> part.shots() * part.bindings().size())
                .sum();
    }

    /** Whether a part ended by itself and not because it was told to. */
    private static boolean worse(Ending ending) {
        return switch (ending.how()) {
            case CANCELLED, FINISHED, OPEN -> false;
            case DONE, FAILED, LOST, UNKNOWN, UNREADABLE -> true;
        };
    }

    /** The answer, once the order has ended. */
    JobRunner.Answer answer() {
        Map<String, Ending> endings = order.endings();
        List<JobResult> results = new ArrayList<>();
        String failure = "";
        for (JobRequest part : parts) {
            Ending ending = endings.get(part.id());
            JobResult result = ending == null ? kept.get(part.id()) : ending.result();
            if (result != null) {
                results.add(result);
            } else if (ending != null && (failure.isEmpty() || worse(ending))) {
                failure = worse(ending) || !stopped() ? ending.message() : stopped;
            }
        }
        return results.size() == parts.size()
                ? JobRunner.Answer.of(Parts.join(job, results))
                : JobRunner.Answer.failed(failure);
    }
}
