package io.jenkins.plugins.quantum.engine.backend;

import java.time.Duration;

/**
 * How a service wants to be treated, and what is safe with it. The caller paces itself by it; adapters never wait.
 *
 * @param repetition
 *     what makes a repeated submission safe
 * @param listingLag
 *     how long a job may be missing from the service's list after it was accepted
 * @param quickest
 *     pause between two questions for the state of a job that runs
 * @param slowest
 *     longest pause between two questions for the state of a job that waits
 * @param statusBatch
 *     most jobs in one question
 * @param submitPause
 *     least time between two submissions; zero where there is no limit
 * @param inFlight
 *     most unfinished jobs that the service takes from one account
 * @param retention
 *     how long results are kept after the job's end
 */
public record Conduct(
        Repetition repetition,
        Duration listingLag,
        Duration quickest,
        Duration slowest,
        int statusBatch,
        Duration submitPause,
        int inFlight,
        Duration retention) {
    /** What happens when a submission whose answer was lost is sent again. */
    public enum Repetition {
        /** The service takes a token of the client's: sent again with the same token and body it starts no second job. */
        TOKEN,
        /** The service cannot tell, but its list of jobs can be searched for the client's tag. */
        TAG,
        /** Nobody can tell. What is in doubt stays in doubt. */
        NONE
    }

    /** Of simulators on this machine: asking costs nothing, and a longer pause shows in runs of a second. */
    public static Conduct local() {
        return new Conduct(
                Repetition.TOKEN,
                Duration.ZERO,
                Duration.ofMillis(2),
                Duration.ofMillis(20),
                Integer.MAX_VALUE,
                Duration.ZERO,
                Integer.MAX_VALUE,
                Duration.ofDays(36_500));
    }

    /** Of a cloud service: from 2 s to a minute between questions. */
    public static Conduct cloud(Repetition repetition, int statusBatch) {
        return new Conduct(
                repetition,
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                statusBatch,
                Duration.ZERO,
                10_000,
                Duration.ofDays(30));
    }

    /** The same with another delay of the list. */
    public Conduct lagging(Duration lag) {
        return new Conduct(repetition, lag, quickest, slowest, statusBatch, submitPause, inFlight, retention);
    }

    /** The same with other pauses between questions. */
    public Conduct asking(Duration atQuickest, Duration atSlowest) {
        return new Conduct(
                repetition, listingLag, atQuickest, atSlowest, statusBatch, submitPause, inFlight, retention);
    }

    /** The same with limits on submissions. */
    public Conduct submitting(Duration pause, int most) {
        return new Conduct(repetition, listingLag, quickest, slowest, statusBatch, pause, most, retention);
    }

    /** The same with another time for which results are kept. */
    public Conduct keeping(Duration time) {
        return new Conduct(repetition, listingLag, quickest, slowest, statusBatch, submitPause, inFlight, time);
    }
}
