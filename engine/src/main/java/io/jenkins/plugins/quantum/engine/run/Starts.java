package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the run in a folder was started, and started again, by its journal. */
final class Starts {
    private Starts() {}

    /** The options that a run was started with, and further rounds. */
    static RunOptions options(Journal.Started started, int rounds) {
        return new RunOptions(
                Optional.ofNullable(started.profile()),
                Optional.ofNullable(started.backend()),
                started.shots(),
                started.seed(),
                Optional.ofNullable(started.maxCost()).map(Money::parse),
                Optional.ofNullable(started.only()),
                started.extraRounds() + rounds,
                Optional.empty(),
                Optional.ofNullable(started.store()).map(Path::of),
                RunShare.parse(started.share()));
    }

    private static List<Journal.Started> all(Path out) {
        return Journal.read(out.resolve(RunFolder.JOURNAL)).stream()
                .filter(Journal.Started.class::isInstance)
                .map(Journal.Started.class::cast)
                .toList();
    }

    /** When the run in a folder began, however often it was resumed since; now, where it was only prepared. */
    static String first(Path out, Instant now) {
        List<Journal.Started> starts = all(out);
        return starts.isEmpty() ? now.toString() : starts.get(0).at();
    }

    /**
     * How the run in a folder was started last.
     *
     * @throws InputException
     *     when there is no run in the folder
     */
    static Journal.Started last(Path out) {
        List<Journal.Started> starts = all(out);
        Journal.Started last = starts.isEmpty() ? null : starts.get(starts.size() - 1);
        if (last == null) {
            throw new InputException(
                    SourcePosition.of(out.toString()),
                    "expected the folder of a run, found no journal in it",
                    "name the folder that was given to --out");
        }
        if (!last.complete()) {
            throw new InputException(
                    SourcePosition.of(out.resolve(RunFolder.JOURNAL).toString()),
                    "expected a journal of this version of qmlops, found another or a damaged one",
                    "start a new run: qmlops run");
        }
        return last;
    }
}
