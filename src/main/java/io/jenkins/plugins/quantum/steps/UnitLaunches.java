package io.jenkins.plugins.quantum.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import hudson.model.Computer;
import io.jenkins.plugins.quantum.agent.LaunchRequest;
import io.jenkins.plugins.quantum.agent.WorkUnit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the processes that a unit wants, with the step's launcher, so that containers and variables around the step hold for them.
 * Keeps nothing that a restart would have to bring back: a process ends with the unit that wanted it.
 */
final class UnitLaunches {
    private static final Logger LOGGER = Logger.getLogger(UnitLaunches.class.getName());
    private static final int LONGEST_WORDS = 2000;

    private final Map<LaunchRequest, Launched> running = new ConcurrentHashMap<>();
    private final Set<String> seen = new HashSet<>();

    private record Launched(Proc process, Words words) {}

    /** What a launch prints: nothing, unless it fails. */
    private static final class Words extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, Math.min(length, LONGEST_WORDS - Math.min(LONGEST_WORDS, size())));
        }

        @Override
        public synchronized void write(int one) {
            if (size() < LONGEST_WORDS) {
                super.write(one);
            }
        }

        String text() {
            return toString(StandardCharsets.UTF_8).strip().replaceAll("\\p{Cntrl}+", " ");
        }
    }

    /**
     * Launches what is new, and tells the unit of launches that are over.
     *
     * @param launcher
     *     the step's, with all that blocks around the step add to it
     * @param variables
     *     the step's
     */
    synchronized void serve(
            WorkUnit unit, List<LaunchRequest> wanted, Launcher launcher, EnvVars variables, FilePath workspace) {
        for (LaunchRequest launch : wanted) {
            if (seen.add(launch.id())) {
                // Not in the few threads that look: a launcher may ask a container's engine or wait for a node.
                Computer.threadPoolForRemoting.submit(
                        () -> launch(unit, launch, launcher, new EnvVars(variables), workspace));
            }
        }
        for (Map.Entry<LaunchRequest, Launched> entry : new HashMap<>(running).entrySet()) {
            if (!alive(entry.getValue().process())) {
                running.remove(entry.getKey());
                tellEnd(
                        unit,
                        entry.getKey(),
                        "the launcher ended: " + entry.getValue().words().text());
            }
        }
    }

    private void launch(WorkUnit unit, LaunchRequest launch, Launcher launcher, EnvVars variables, FilePath workspace) {
        var words = new Words();
        try {
            // A launcher expands references in values; these are expanded already.
            variables.replaceAll((name, value) -> value.replace("$", "$$"));
            Proc process = launcher.launch()
                    .cmds(launch.command())
                    .envs(variables)
                    .pwd(workspace)
                    .quiet(true)
                    .stdout(words)
                    .start();
            running.put(launch, new Launched(process, words));
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "a process of " + workspace + " could not be launched");
            tellEnd(unit, launch, String.valueOf(e.getMessage()));
        }
    }

    private static boolean alive(Proc process) {
        try {
            return process.isAlive();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** A node that cannot be told is gone, and its unit with it. */
    private static void tellEnd(WorkUnit unit, LaunchRequest launch, String words) {
        try {
            unit.launchEnded(launch, words);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "the unit that wanted " + launch.id() + " is gone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
