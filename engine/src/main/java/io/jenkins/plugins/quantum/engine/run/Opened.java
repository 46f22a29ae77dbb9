package io.jenkins.plugins.quantum.engine.run;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is closed again, the last first, when a run does not come about. */
final class Opened implements AutoCloseable {
    private final Deque<Closing> all = new ArrayDeque<>();

    private interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    Session add(Session session) {
        all.push(session::close);
        return session;
    }

    RunFolder add(RunFolder folder) {
        all.push(folder::close);
        return folder;
    }

    Journal add(Journal journal) {
        all.push(journal::close);
        return journal;
    }

    JobRunner add(JobRunner runner) {
        all.push(runner::close);
        return runner;
    }

    void keep() {
        all.clear();
    }

    @Override
    public void close() {
        all.forEach(Closing::close);
        all.clear();
    }
}
