package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.run.dispatch.Ending.How;
import io.jenkins.plugins.quantum.engine.run.dispatch.Past;
import io.jenkins.plugins.quantum.engine.run.dispatch.Past.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a journal says about each job, as far as it was written; goes on with every line that is added. */
final class Pasts {
    private final Map<String, Known> known = new HashMap<>();

    /**
     * What is known of a job.
     *
     * @param past
     *     for whoever goes on with it
     * @param backend
     *     its name, or empty
     * @param device
     *     as the price book names it, or empty
     * @param worst
     *     the most that it may bill, or empty where the journal does not say
     * @param told
     *     whether a person was told what became of it
     * @param over
     *     whether it has come to an end
     */
    record Known(Past past, String backend, String device, String worst, boolean told, boolean over) {
        private static final Known NOTHING = new Known(Past.none(), "", "", "", false, false);

        private Known with(Past other, boolean nowTold, boolean nowOver) {
            return new Known(other, backend, device, worst, nowTold, nowOver);
        }

        /** Whether it may be at a provider, as far as anybody knows. */
        boolean open() {
            return !over && (past.state() == State.DOUBTFUL || past.state() == State.ACCEPTED);
        }

        /** Whether it may be at a provider that charges, without anybody knowing. */
        boolean unattended() {
            return open() && !told && !worst.isEmpty() && !worst.startsWith("0 ");
        }
    }

    static Pasts of(List<Journal.Entry> entries) {
        var pasts = new Pasts();
        entries.forEach(pasts::add);
        return pasts;
    }

    /** What is known of a job now. */
    synchronized Past of(String key) {
        return about(key).past();
    }

    /** All that is known of a job now. */
    synchronized Known about(String key) {
        return known.getOrDefault(key, Known.NOTHING);
    }

    /** The jobs that have been submitted, or may have been, and have not ended, by their keys. */
    synchronized Map<String, Known> open() {
        Map<String, Known> all = new TreeMap<>(known);
        all.values().removeIf(job -> !job.open());
        return all;
    }

    /** Jobs that may be at a provider that charges, without anybody knowing. */
    synchronized List<Known> unattended() {
        return new ArrayList<>(known.values().stream().filter(Known::unattended).toList());
    }

    /** Whether any job has been submitted, or may have been, and has not ended. */
    synchronized boolean anyOpen() {
        return known.values().stream().anyMatch(Known::open);
    }

    /** Takes in a line. */
    synchronized void add(Journal.Entry entry) {
        if (entry instanceof Journal.Intent intent) {
            var past = new Past(State.DOUBTFUL, intent.token(), null);
            known.put(
                    intent.key(),
                    new Known(past, text(intent.backend()), text(intent.device()), text(intent.worst()), false, false));
        } else if (entry instanceof Journal.NotAccepted not) {
            Known now = about(not.key());
            if (not.token() != null && not.token().equals(now.past().token())) {
                known.put(not.key(), now.with(Past.none(), false, true));
            }
        } else if (entry instanceof Journal.Submitted submitted) {
            Known now = about(submitted.key());
            var ref = new JobRef(now.backend(), submitted.id(), submitted.details());
            known.put(
                    submitted.key(),
                    now.with(new Past(State.ACCEPTED, now.past().token(), ref), false, false));
        } else if (entry instanceof Journal.Ended ended) {
            Known now = about(ended.key());
            known.put(ended.key(), now.with(after(now.past(), ended.state()), true, true));
        } else if (entry instanceof Journal.LeftOpen left) {
            Known now = about(left.key());
            known.put(left.key(), now.with(now.past(), true, false));
        }
    }

    private static Past after(Past past, String state) {
        if (How.UNKNOWN.name().equals(state)) {
            return new Past(State.UNKNOWN, past.token(), past.ref());
        }
        if (How.LOST.name().equals(state)) {
            return new Past(State.LOST, past.token(), past.ref());
        }
        if (JobStatus.State.FAILED.name().equals(state)
                || JobStatus.State.CANCELLED.name().equals(state)) {
            return Past.none();
        }
        // Done, or done with a result that could not be read: what was paid for can be fetched once more.
        return past.ref() == null ? past : new Past(State.ACCEPTED, past.token(), past.ref());
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
