package io.jenkins.plugins.quantum.backends;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import io.jenkins.plugins.quantum.engine.run.RunProgress;
import io.jenkins.plugins.quantum.live.LiveRunEnd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What runs did on the configured backends, a line a run, the newest {@value #MOST_LINES} of each. Aborted runs are in it with what they
 * had done. It outlives builds, and knows amounts as the price book or the provider told them: it is no invoice.
 */
@Extension
public class UsageBook implements LiveRunEnd {
    private static final Logger LOGGER = Logger.getLogger(UsageBook.class.getName());
    static final int MOST_LINES = 3000;
    private static final String FILE = "usage.jsonl";

    private final Map<String, List<Usage>> books = new HashMap<>();

    /** That of this Jenkins. */
    @NonNull
    public static UsageBook get() {
        return ExtensionList.lookupSingleton(UsageBook.class);
    }

    @Override
    public void ended(@NonNull Run<?, ?> run, @NonNull String id, @NonNull RunProgress last) {
        List<String> known = BackendPoll.names();
        for (RunProgress.Backend line : last.backends()) {
            // names that suites choose get no folder on the controller
            if (!line.local() && known.contains(line.name()) && line.done() + line.failed() > 0) {
                add(
                        line.name(),
                        Usage.of(System.currentTimeMillis(), run.getParent().getFullName(), run.getNumber(), id, line));
            }
        }
    }

    /** Adds a run; one that is told again takes its old place. */
    synchronized void add(String backend, Usage usage) {
        List<Usage> lines = new ArrayList<>(lines(backend));
        lines.removeIf(usage::sameRun);
        lines.add(usage);
        List<Usage> newest = List.copyOf(lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
        books.put(backend, newest);
        try {
            BackendFolder.of(backend).writeLines(FILE, newest);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the usage of the backend " + backend + " cannot be kept");
        }
    }

    /** The runs of a backend, oldest first. */
    @NonNull
    public synchronized List<Usage> lines(@NonNull String backend) {
        return books.computeIfAbsent(backend, name -> {
            try {
                return BackendFolder.of(name).readLines(FILE, Usage.class);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "the usage of the backend " + name + " cannot be read");
                return List.of();
            }
        });
    }

    /** All that is known of a backend, added up. */
    @NonNull
    public UsageSum sum(@NonNull String backend) {
        return UsageSum.of(lines(backend));
    }
}
