package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.run.dispatch.Ending;
import io.jenkins.plugins.quantum.engine.run.dispatch.JobLog;
import io.jenkins.plugins.quantum.engine.run.dispatch.Parcel;
import io.jenkins.plugins.quantum.engine.run.dispatch.Past;
import java.time.Clock;

/** Writes what happens to jobs into a run's journal and keeps their results in its folder. */
final class RunLog implements JobLog {
    private final RunFolder folder;
    private final Journal journal;
    private final Prices prices;
    private final Clock clock;
    private final Pasts pasts;

    RunLog(RunFolder folder, Journal journal, Prices prices, Clock clock) {
        this.folder = folder;
        this.journal = journal;
        this.prices = prices;
        this.clock = clock;
        this.pasts = Pasts.of(journal.earlier());
    }

    /** What is known of a job by now. */
    Past past(String key) {
        return pasts.of(key);
    }

    /** Writes a line. */
    void add(Journal.Entry entry) {
        journal.add(entry);
        pasts.add(entry);
    }

    /** The time for a line. */
    String at() {
        return clock.instant().toString();
    }

    @Override
    public void intent(Parcel parcel, String token) {
        JobRequest request = parcel.request();
        add(new Journal.Intent(
                parcel.key(),
                parcel.backend().name(),
                token,
                parcel.backend().capabilities().device(),
                request.shots() * request.bindings().size(),
                prices.worst(parcel.backend(), request),
                at()));
    }

    @Override
    public void notAccepted(Parcel parcel, String token, String why) {
        add(new Journal.NotAccepted(parcel.key(), token, why, at()));
    }

    @Override
    public void accepted(Parcel parcel, JobRef ref) {
        add(new Journal.Submitted(parcel.key(), ref.id(), ref.details(), at()));
    }

    @Override
    public void done(Parcel parcel, JobResult result) {
        folder.keep(parcel.key(), result);
        var line = new Journal.Ended(parcel.key(), JobStatus.State.DONE.name(), "", at());
        journal.addLater(line);
        pasts.add(line);
    }

    /** As it was written before the submission, also where the request is not at hand. */
    private String worst(Parcel parcel) {
        String written = pasts.about(parcel.key()).worst();
        return written.isEmpty() ? prices.worst(parcel.backend(), parcel.request()) : written;
    }

    @Override
    public void ended(Parcel parcel, Ending ending) {
        switch (ending.how()) {
            case FINISHED, OPEN ->
                add(new Journal.LeftOpen(
                        parcel.key(), ending.id(), ending.how().name(), worst(parcel), ending.message(), at()));
            case CANCELLED, DONE, FAILED, LOST, UNKNOWN, UNREADABLE -> {
                if (ending.how() != Ending.How.CANCELLED || ending.id() != null) {
                    add(new Journal.Ended(parcel.key(), ending.how().name(), ending.message(), at()));
                }
            }
        }
    }
}
