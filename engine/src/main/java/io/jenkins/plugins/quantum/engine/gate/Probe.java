package io.jenkins.plugins.quantum.engine.gate;

import java.util.List;
import java.util.Objects;

/**
 * Programs that a gate wants to see run in place of the workload's own: folded, inverted, with shifted parameters, in pairs. The
 * gate makes them from the workload's circuits by pure functions of its context, so that judging finds the same probe again:
 * probes of one name and with the same tasks are equal, and equal needs of several gates are measured once.
 *
 * <p>All other rules of a {@link Need} hold: source, noise scale, shots, repeats and looks; what it costs is in the plan; and
 * suitability is asked of the backend before anything is spent. Its outcomes come by task of the probe, then by binding.
 */
public final class Probe {
    private final String name;
    private final List<Workload.Task> tasks;
    private final int hash;

    /**
     * Programs to run.
     *
     * @param name
     *     what is done, for messages: {@code folded 3x}
     * @param tasks
     *     at least one; every circuit measures
     * @throws IllegalArgumentException
     *     when there is nothing to run
     */
    public Probe(String name, List<Workload.Task> tasks) {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("a probe runs at least one program");
        }
        this.name = name;
        this.tasks = List.copyOf(tasks);
        this.hash = Objects.hash(name, this.tasks); // once: circuits are large and probes are keys
    }

    /** What is done. */
    public String name() {
        return name;
    }

    /** What runs. */
    public List<Workload.Task> tasks() {
        return tasks;
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof Probe probe
                        && probe.hash == hash
                        && probe.name.equals(name)
                        && probe.tasks.equals(tasks);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return name;
    }
}
