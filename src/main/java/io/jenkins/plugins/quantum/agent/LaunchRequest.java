package io.jenkins.plugins.quantum.agent;

import java.io.Serializable;
import java.util.List;

/**
 * A process that a unit wants to have started by the step's launcher.
 *
 * @param id
 *     unique among all processes of all units
 * @param script
 *     path on the node of the shell script that starts it
 */
public record LaunchRequest(String id, String script) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What to launch. */
    public List<String> command() {
        return List.of("sh", script);
    }
}
