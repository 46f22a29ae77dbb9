package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.cli.CrashAudit.Undisturbed;
import io.jenkins.plugins.quantum.engine.testkit.PlantedKeys;
import io.jenkins.plugins.quantum.engine.testkit.clouds.Cloud;
import io.jenkins.plugins.quantum.engine.testkit.clouds.CloudProcess;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.rng.UniformRandomProvider;

/** Runs on one provider, one after the other, killed and resumed. */
final class CrashLane {
    private static final int MOST_STARTS = 4;

    static final int MOST_KILLS = 5;
    static final double KILLED_AGAIN = 0.6;

    private final Cloud cloud;
    private final Path folder;
    private final UniformRandomProvider random;
    private Undisturbed undisturbed;

    CrashLane(Cloud cloud, Path folder, UniformRandomProvider random) {
        this.cloud = cloud;
        this.folder = folder;
        this.random = random;
    }

    /**
     * Runs once without any kill or fault; the milliseconds that it took. When all lanes start at once on a slow machine, a call may
     * take longer than the shortened deadlines allow, which disturbs as well: then it runs again.
     */
    long undisturbed() throws Exception {
        for (int attempt = 0; attempt < MOST_STARTS; attempt++) {
            Path out = folder.resolve(cloud.type() + "-undisturbed-" + attempt);
            long start = System.nanoTime();
            int code = new Attempt(out).toItsEnd();
            long millis = (System.nanoTime() - start) / 1_000_000;
            if (code != ExitCode.NO_DATA) {
                undisturbed = new Undisturbed(CrashAudit.result(out), CrashAudit.outcomes(out), millis);
                return millis;
            }
        }
        throw new IllegalStateException("no undisturbed run on " + cloud + " has data");
    }

    /** A run, killed at least once if it lasts long enough, and resumed until it ends. */
    void strike(CloudProcess clouds, CrashFigures figures, int number) throws Exception {
        int before = clouds.jobs(cloud, 0).size();
        Path out = folder.resolve(cloud.type() + "-" + number);
        int kills = 0;
        int inSubmission = 0;
        boolean ended = false;
        while (!ended) {
            var attempt = new Attempt(out);
            boolean killing = kills == 0 || kills < MOST_KILLS && random.nextDouble() < KILLED_AGAIN;
            if (killing && attempt.killedAfter(random.nextLong(undisturbed.millis()))) {
                kills++;
                inSubmission += CrashJournal.openIntents(out);
            } else {
                attempt.toItsEnd();
                ended = true;
            }
        }
        figures.run(cloud, kills, inSubmission);
        new CrashAudit(cloud, undisturbed, figures).check(out, clouds.jobs(cloud, before));
    }

    /** One process: the first one runs, a later one resumes. */
    private final class Attempt {
        private final ChildCommandLine child;
        private final Path out;

        Attempt(Path out) throws IOException {
            this.out = out;
            String[] arguments = CrashJournal.entries(out, "started").isEmpty()
                    ? new String[] {"run", CloudSuite.file(cloud), "pr", out.toString()}
                    : new String[] {"resume", out.toString()};
            PlantedKeys.note(cloud.variables().values());
            child = ChildCommandLine.start(
                    folder, ChildCommandLine.command(HurriedMain.class, arguments), cloud.variables());
        }

        int toItsEnd() throws Exception {
            int code = child.await();
            String words = child.words();
            child.close();
            if (code != 0 && code != 1 && code != 3 && code != 5
                    || words.contains("Exception in thread")
                    || cloud.variables().values().stream().anyMatch(words::contains)) {
                throw new AssertionError(out.getFileName() + " ended with " + code + ": " + words);
            }
            return code;
        }

        boolean killedAfter(long millis) throws Exception {
            boolean killed = child.killWhen(() -> true, millis * 1000);
            if (killed) {
                child.close();
            }
            return killed;
        }
    }
}
