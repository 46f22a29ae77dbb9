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
     * @param worst
     *     the most that it may bill, or empty where the journal does not say
     * @param told
     *     whether a person was told that it was left open
     */
    record Known(Past past, String backend, String worst, boolean told) {
        /** Whether it may be at a provider that charges, without anybody knowing. */
        boolean unattended() {
            boolean open = past.state() == State.DOUBTFUL || past.state() == State.ACCEPTED;
            return open && !told && !worst.isEmpty() && !worst.startsWith("0 ");
        }
    }

    private static final Known NOTHING = new Known(Past.none(), "", "", false);

    static Pasts of(List<Journal.Entry> entries) {
        var pasts = new Pasts();
        entries.forEach(pasts::add);
        return pasts;
    }

    /** What is known of a job now. */
    synchronized Past of(String key) {
        return known.getOrDefault(key, NOTHING).past();
    }

    /** Jobs that may be at a provider that charges, without anybody knowing. */
    synchronized List<Known> unattended() {
        return new ArrayList<>(known.values().stream().filter(Known::unattended).toList());
    }

    /** Whether any job has been submitted, or may have been, and has not ended. */
    synchronized boolean anyOpen() {
        return known.values().stream()
                .map(job -> job.past().state())
                .anyMatch(state -> state == State.DOUBTFUL || state == State.ACCEPTED);
    }

    /** Takes in a line. */
    synchronized void add(Journal.Entry entry) {
        if (entry instanceof Journal.Intent intent) {
            var past = new Past(State.DOUBTFUL, intent.token(), null);
            known.put(intent.key(), new Known(past, text(intent.backend()), text(intent.worst()), false));
        } else if (entry instanceof Journal.NotAccepted not) {
            Known now = known.getOrDefault(not.key(), NOTHING);
            if (not.token() != null && not.token().equals(now.past().token())) {
                known.put(not.key(), new Known(Past.none(), now.backend(), now.worst(), false));
            }
        } else if (entry instanceof Journal.Submitted submitted) {
            Known now = known.getOrDefault(submitted.key(), NOTHING);
            var ref = new JobRef(now.backend(), submitted.id(), submitted.details());
            var past = new Past(State.ACCEPTED, now.past().token(), ref);
            known.put(submitted.key(), new Known(past, now.backend(), now.worst(), false));
        } else if (entry instanceof Journal.Ended ended) {
            Known now = known.getOrDefault(ended.key(), NOTHING);
            known.put(ended.key(), new Known(after(now.past(), ended.state()), now.backend(), now.worst(), true));
        } else if (entry instanceof Journal.LeftOpen left) {
            Known now = known.getOrDefault(left.key(), NOTHING);
            known.put(left.key(), new Known(now.past(), now.backend(), now.worst(), true));
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
