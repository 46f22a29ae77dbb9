package io.jenkins.plugins.quantum.report;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The jobs that code of a build submitted to providers itself and recorded. */
@ExportedBean
public class RecordedJobsAction implements RunAction2 {
    /** Ids by backend; guarded by this. */
    private final TreeMap<String, ArrayList<String>> jobs = new TreeMap<>();

    private transient Run<?, ?> run;

    /** Adds jobs to those of a build. */
    public static void add(@NonNull Run<?, ?> run, @NonNull String backend, @NonNull List<String> ids)
            throws IOException {
        RecordedJobsAction action;
        synchronized (run) {
            action = run.getAction(RecordedJobsAction.class);
            if (action == null) {
                action = new RecordedJobsAction();
                action.record(backend, ids);
                run.addAction(action);
            } else {
                action.record(backend, ids);
            }
        }
        run.save();
    }

    private synchronized void record(String backend, List<String> ids) {
        ArrayList<String> known = jobs.computeIfAbsent(backend, name -> new ArrayList<>());
        ids.stream().filter(id -> !known.contains(id)).forEach(known::add);
    }

    /** Ids by backend. */
    @Exported
    @NonNull
    public synchronized Map<String, List<String>> getJobs() {
        Map<String, List<String>> copy = new TreeMap<>();
        jobs.forEach((backend, ids) -> copy.put(backend, List.copyOf(ids)));
        return copy;
    }

    /** The build. */
    public Run<?, ?> getRun() {
        return run;
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
    }

    @Override
    public String getIconFileName() {
        return "symbol-list";
    }

    @Override
    public String getDisplayName() {
        return Messages.RecordedJobs_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "quantum-jobs";
    }
}
