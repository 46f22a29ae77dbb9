package io.jenkins.plugins.quantum.engine.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A test under way on one of the backends that may take it: all its parts, all its jobs. */
final class TestRun implements JobRunner.Waiting {
    private final String name;
    private final String id;
    private final Moves moves;
    /** In the order of preference; the first is the plan's choice. */
    private final List<Plan.Fallback> places = new ArrayList<>();

    private int place;
    private List<TestProgress> parts = new ArrayList<>();
    private final Map<String, Placed> jobs = new LinkedHashMap<>();
    private Instant since = Instant.MAX;

    TestRun(Plan plan, String id, List<Plan.PlannedTest> own, Moves moves) {
        this.id = id;
        this.name = own.get(0).spec().name();
        this.moves = moves;
        places.add(new Plan.Fallback(own.get(0).backend().name(), own, moves.worst(own)));
        places.addAll(plan.fallbacks().getOrDefault(name, List.of()));
        startAt(0);
        moves.enter(this);
    }

    private void startAt(int number) {
        place = number;
        parts = new ArrayList<>();
        places.get(number).parts().forEach(part -> parts.add(new TestProgress(part)));
        since = Instant.MAX;
    }

    String name() {
        return name;
    }

    /** Its name in the plan. */
    String id() {
        return id;
    }

    String backend() {
        return places.get(place).backend();
    }

    Plan.Fallback current() {
        return places.get(place);
    }

    List<TestProgress> progress() {
        return parts;
    }

    boolean decided() {
        return parts.stream().allMatch(TestProgress::decided);
    }

    /** Orders what the open gates need. */
    void place() {
        jobs.clear();
        for (TestProgress part : parts) {
            for (Job job : part.jobs()) {
                jobs.computeIfAbsent(job.key(), key -> moves.runner().place(job));
            }
        }
        since = moves.runner().now();
    }

    void judge(RunListener listener) {
        Map<String, JobRunner.Answer> answers = new HashMap<>();
        jobs.forEach((key, job) -> answers.put(key, job.answer()));
        parts.forEach(part -> part.judge(answers, listener));
        moves.runner().board().gatesChanged();
    }

    @Override
    public Collection<Placed> jobs() {
        return jobs.values();
    }

    /** Goes elsewhere when the backend takes nothing and nothing was measured there yet. */
    @Override
    public boolean look(Instant now) {
        if (!movable() || jobs.values().stream().allMatch(job -> job.order().ended())) {
            return false;
        }
        String reason = moves.reason(this, now);
        if (reason.isEmpty()) {
            return false;
        }
        OptionalInt next = moves.next(this, now);
        if (next.isPresent()) {
            moves.tell(this, backend(), places.get(next.getAsInt()).backend(), reason);
            jobs.values().forEach(moves.runner()::leave);
            startAt(next.getAsInt());
            place();
            moves.runner().board().gatesChanged();
            return true;
        }
        if (moves.givesUp(this, now)) {
            jobs.values().stream()
                    .filter(job -> !job.order().ended())
                    .forEach(job -> job.stop(reason + ", and no other backend can take it"));
        }
        return false;
    }

    @Override
    public Instant next() {
        Instant next = moves.patience(this);
        return movable() && moves.runner().now().isBefore(next) ? next : Instant.MAX;
    }

    private boolean movable() {
        return (places.size() > 1 || moves.limited()) && !begun();
    }

    private boolean begun() {
        return parts.stream().anyMatch(TestProgress::measured)
                || jobs.values().stream().anyMatch(job -> onBackend(job) && job.begun());
    }

    private boolean onBackend(Placed job) {
        return job.job().backend().name().equals(backend());
    }

    /** Since when it waits where it is. */
    Instant since() {
        return since;
    }

    int placeNumber() {
        return place;
    }

    List<Plan.Fallback> places() {
        return places;
    }

    /** Takes up where an earlier process was. */
    void resumeOn(String backend) {
        for (int number = 0; number < places.size(); number++) {
            if (places.get(number).backend().equals(backend)) {
                startAt(number);
            }
        }
    }

    /** The first jobs of a place, as they were ordered there. */
    static List<Job> firstJobs(Plan.Fallback place) {
        List<Job> jobs = new ArrayList<>();
        for (Plan.PlannedTest part : place.parts()) {
            new TestProgress(part)
                    .jobs().stream()
                            .filter(job -> job.backend() == part.backend())
                            .forEach(jobs::add);
        }
        return jobs;
    }
}
