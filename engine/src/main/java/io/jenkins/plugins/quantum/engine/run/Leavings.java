package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.run.dispatch.Ending;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tells what became of jobs that were ended early: cancelled, finished anyway, may still bill. Simulators here are not worth a line. */
final class Leavings {
    private final RunListener listener;
    private final Prices prices;
    private final Set<Placed> told;

    Leavings(RunListener listener, Prices prices) {
        this.listener = listener;
        this.prices = prices;
        this.told = new HashSet<>();
    }

    void report(Collection<Placed> jobs) {
        for (Placed job : jobs) {
            if (!Prices.free(job.job().backend()) && told.add(job)) {
                report(job);
            }
        }
    }

    private void report(Placed placed) {
        Map<String, Ending> endings = placed.order().endings();
        for (JobRequest part : Parts.of(placed.job())) {
            Ending ending = endings.get(part.id());
            if (ending != null && ending.how() != Ending.How.DONE) {
                listener.note(words(
                        placed.job().backend().name(),
                        ending,
                        prices.worst(placed.job().backend(), part)));
            }
        }
    }

    /**
     * What became of a job that was ended early.
     *
     * @param backend
     *     its name
     * @param worst
     *     the most that the job may bill
     */
    static String words(String backend, Ending ending, String worst) {
        String name = ending.id() == null ? "A job on " + backend : "Job " + ending.id() + " on " + backend;
        return name + " " + fate(ending, worst);
    }

    private static String fate(Ending ending, String worst) {
        return switch (ending.how()) {
            case CANCELLED -> ending.id() == null ? "was never submitted." : "was cancelled.";
            case FAILED -> "had failed: " + ending.message();
            case FINISHED ->
                "finished before it could be cancelled: it bills, at most " + worst
                        + "; 'qmlops resume' fetches its result.";
            case UNREADABLE -> "finished and bills, at most " + worst + ", but " + ending.message();
            case OPEN -> "may still run and bill, at most " + worst + ": " + ending.message();
            case LOST -> "is no longer known there; it may bill, at most " + worst + ".";
            case UNKNOWN -> "may exist and bill, at most " + worst + ": " + ending.message();
            case DONE -> "is done.";
        };
    }
}
