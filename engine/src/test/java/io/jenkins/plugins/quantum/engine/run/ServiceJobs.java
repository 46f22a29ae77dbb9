package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider.Call;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of a service that fails, in simulated time. */
abstract class ServiceJobs {
    @TempDir
    Path folder;

    final SimulatedTime time = new SimulatedTime();
    final List<Instant> submissions = new ArrayList<>();

    ModelProvider provider(Repetition repetition) {
        return new ModelProvider("garnet", time, repetition).device("braket/iqm/garnet");
    }

    Process process() {
        return new Process(folder, time, 1);
    }

    List<Journal.Entry> journal() {
        return Process.journal(folder);
    }

    <T extends Journal.Entry> List<T> journal(Class<T> kind) {
        return journal().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Throws what is listed, one a call, then nothing; {@code done}: after the call's effect. */
    ModelProvider.Mishap failing(Call which, boolean done, BackendException... failures) {
        Deque<BackendException> left = new ArrayDeque<>(List.of(failures));
        return (call, effect) -> {
            if (call == Call.SUBMIT && !effect) {
                submissions.add(time.instant());
            }
            if (call == which && effect == done && !left.isEmpty()) {
                throw left.poll();
            }
        };
    }

    static BackendException fault(Kind kind) {
        return new BackendException("it went wrong", kind);
    }
}
