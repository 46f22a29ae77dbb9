package io.jenkins.plugins.quantum.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/** What a run waits for. Looks at what has changed, never at all jobs again: there may be thousands. */
final class Watch {
    private static final long JOBS_A_MILLI = 50;

    private final ProgressBoard board;
    private final Optional<Duration> runDeadline;
    private final Set<Placed> open = new HashSet<>();
    private final List<Turn> turns;
    private final PriorityQueue<Limit> limits = new PriorityQueue<>(Comparator.comparing(Limit::at));
    private final Set<Placed> limited = new HashSet<>();

    /** When a job that runs has run for too long. */
    private record Limit(Instant at, Placed job) {}

    Watch(List<? extends JobRunner.Waiting> all, ProgressBoard board, Optional<Duration> runDeadline) {
        this.board = board;
        this.runDeadline = runDeadline;
        turns = all.stream().map(Turn::new).toList();
        enterAll();
    }

    private void enterAll() {
        open.clear();
        turns.forEach(turn -> turn.waiting.jobs().forEach(this::enter));
    }

    private void enter(Placed job) {
        open.add(job);
        changed(job);
    }

    /** Something has changed in a job. */
    void changed(Placed job) {
        job.stopWhatIsInVain();
        board.update(job);
        if (job.order().ended()) {
            open.remove(job);
        } else if (open.contains(job) && runDeadline.isPresent()) {
            Instant since = job.order().runningSince();
            if (!since.equals(Instant.MAX) && limited.add(job)) {
                limits.add(new Limit(since.plus(runDeadline.get()), job));
            }
        }
    }

    /** Lets everybody look who has not just done so, and ends what has run for too long. */
    void look(Instant now) {
        for (Turn turn : turns) {
            if (turn.look(now)) {
                // A job that one test leaves may be another's.
                enterAll();
            }
        }
        while (!limits.isEmpty() && now.isAfter(limits.peek().at())) {
            Placed job = limits.poll().job();
            if (!job.order().ended()) {
                job.stop("it ran longer than the profile's run-deadline");
            }
        }
    }

    /** All that somebody waits for. */
    List<Placed> jobs() {
        return turns.stream().flatMap(turn -> turn.waiting.jobs().stream()).toList();
    }

    /** Whether anything that somebody waits for has not ended. */
    boolean open() {
        return !open.isEmpty();
    }

    /** When it must look again though nothing has changed. */
    Instant next() {
        Instant next = limits.isEmpty() ? Instant.MAX : limits.peek().at().plusMillis(1);
        for (Turn turn : turns) {
            next = turn.wake.isBefore(next) ? turn.wake : next;
        }
        return next;
    }

    /** When somebody looks: at every change, but the less often the more jobs there are. */
    private static final class Turn {
        private final JobRunner.Waiting waiting;
        private Instant notBefore = Instant.MIN;
        private Instant wake = Instant.MIN;

        Turn(JobRunner.Waiting waiting) {
            this.waiting = waiting;
        }

        /** Whether it now waits for other jobs. */
        boolean look(Instant now) {
            if (now.isBefore(notBefore)) {
                wake = notBefore;
                return false;
            }
            notBefore = now.plusMillis(waiting.jobs().size() / JOBS_A_MILLI);
            boolean moved = waiting.look(now);
            Instant next = waiting.next();
            wake = next.isBefore(notBefore) ? notBefore : next;
            return moved;
        }
    }
}
