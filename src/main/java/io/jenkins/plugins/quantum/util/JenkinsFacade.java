package io.jenkins.plugins.quantum.util;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.FilePath;
import hudson.PluginWrapper;
import hudson.model.Computer;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.remoting.VirtualChannel;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AccessControlled;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import jenkins.util.Timer;

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

    /** The chart library for reports that must work without network, from the plugin that brings it. */
    @NonNull
    public static String echarts() throws IOException {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin("echarts-api");
        if (plugin == null) {
            throw new IOException("the plugin echarts-api is missing");
        }
        try (InputStream script = new URL(plugin.baseResourceURL, "js/echarts.min.js").openStream()) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Where the plugin keeps what belongs to no job: {@code quantum/} and a name below Jenkins' home. */
    @NonNull
    public static Path home(@NonNull String name) {
        return Jenkins.get().getRootDir().toPath().resolve("quantum").resolve(name);
    }

    /** What guards the pages and settings of the whole Jenkins. */
    @NonNull
    public static AccessControlled root() {
        return Jenkins.get();
    }

    /** The build of an id such as {@code folder/job#7}; null when there is none any more. */
    @CheckForNull
    public static Run<?, ?> build(@NonNull String job, int number) {
        Job<?, ?> found = Jenkins.get().getItemByFullName(job, Job.class);
        return found == null ? null : found.getBuildByNumber(number);
    }

    /** Whether a plugin is there and active. */
    public static boolean hasPlugin(@NonNull String name) {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin(name);
        return plugin != null && plugin.isActive();
    }

    /** All jobs and folders, whoever asks. */
    @NonNull
    public static List<Item> allItems() {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            return Jenkins.get().getAllItems(Item.class);
        }
    }

    /** Whether there is a job or folder of this name at the top. */
    public static boolean hasItem(@NonNull String name) {
        return Jenkins.get().getItem(name) != null;
    }

    /** Creates a job at the top from its {@code config.xml}. */
    public static void createItem(@NonNull String name, @NonNull InputStream configuration) throws IOException {
        Jenkins.get().createProjectFromXML(name, configuration);
    }

    /** Jenkins' own folder. */
    @NonNull
    public static Path home() {
        return Jenkins.get().getRootDir().toPath();
    }

    /** A job by its full name; null where there is none or the user may not read it. */
    @CheckForNull
    public static Item item(@NonNull String fullName) {
        return Jenkins.get().getItemByFullName(fullName);
    }

    /** What is left of a path of folders and a job, whoever asks: the job, or the folder nearest to it; null where nothing is. */
    @CheckForNull
    public static Item nearest(@NonNull String fullName) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            String name = fullName;
            Item found = Jenkins.get().getItemByFullName(name);
            while (found == null && name.contains("/")) {
                name = name.substring(0, name.lastIndexOf('/'));
                found = Jenkins.get().getItemByFullName(name);
            }
            return found;
        }
    }

    /** All jobs, whoever asks. */
    @NonNull
    @SuppressWarnings("rawtypes")
    public static Iterable<Job> jobs() {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            return Jenkins.get().getAllItems(Job.class);
        }
    }

    /** Runs something later, with all permissions, in a thread that may wait. */
    public static void inBackground(@NonNull Runnable task, long millis) {
        Timer.get()
                .schedule(
                        () -> Computer.threadPoolForRemoting.submit(() -> {
                            try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
                                task.run();
                            }
                        }),
                        millis,
                        TimeUnit.MILLISECONDS);
    }
}
