package io.jenkins.plugins.quantum.util;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.remoting.VirtualChannel;
import jenkins.model.Jenkins;

/** Calls into the running Jenkins. */
public final class JenkinsFacade {
    private JenkinsFacade() {}

    /** A path on a node; null while the node is away. The empty name is the built-in node. */
    @CheckForNull
    public static FilePath filePath(String node, String path) {
        Computer computer = Jenkins.get().getComputer(node);
        VirtualChannel channel = computer == null ? null : computer.getChannel();
        return channel == null ? null : new FilePath(channel, path);
    }
}
