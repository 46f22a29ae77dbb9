package io.jenkins.plugins.quantum.changes;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.quantum.engine.run.Baselines;
import io.jenkins.plugins.quantum.engine.run.TargetBranch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.scm.api.SCMFile;
import jenkins.scm.api.SCMFileSystem;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMRevisionAction;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMRevision;

/**
 * Lays beside the suite of a change request what its target branch says: suite, baseline, noise files. Read from the repository by the
 * controller, so that nothing in the change has a say in it. Asks the repository: may take a while.
 */
public final class TargetBranchFiles {
    private static final Pattern JSON_FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/-]*\\.json");
    private static final int MOST_FILES = 50;
    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 20;

    private TargetBranchFiles() {}

    /**
     * Brings the files for a build of a change request; does nothing for other builds.
     *
     * @param workspace
     *     that names are relative to
     * @param suite
     *     as the step names it
     * @throws IOException
     *     when the target branch cannot be read: then nobody knows what the change would be judged by
     */
    public static void bring(@NonNull Run<?, ?> run, @NonNull FilePath workspace, @NonNull String suite)
            throws IOException, InterruptedException {
        SCMSource source = SCMSource.SourceByItem.findSource(run.getParent());
        if (source == null || !(SCMHead.HeadByItem.findHead(run.getParent()) instanceof ChangeRequestSCMHead change)) {
            return;
        }
        FilePath file = workspace.child(suite);
        FilePath folder = file.getParent();
        if (folder == null) {
            return; // the run itself says what is wrong with such a name
        }
        String inside = inRepository(folder, suite);
        try (SCMFileSystem target = target(source, change, run)) {
            FilePath place = folder.child(TargetBranch.FOLDER);
            place.deleteRecursive();
            place.mkdirs();
            place.child(".gitignore").write("*\n", "UTF-8");
            String text = read(target, inside + file.getName());
            if (text == null) {
                // a .git above the workspace is not this checkout's
                inside = asNamed(suite);
                text = read(target, inside + file.getName());
            }
            if (text == null) {
                return; // the target has no such suite: the engine lets the change spend nothing
            }
            place.child(TargetBranch.SUITE).write(text, "UTF-8");
            for (String name : named(text)) {
                String content = read(target, inside + name);
                if (content != null) {
                    place.child(name).write(content, "UTF-8");
                }
            }
        }
    }

    private static SCMFileSystem target(SCMSource source, ChangeRequestSCMHead change, Run<?, ?> run)
            throws IOException, InterruptedException {
        SCMRevision revision = SCMRevisionAction.getRevision(source, run);
        SCMRevision at = revision instanceof ChangeRequestSCMRevision<?> pinned ? pinned.getTarget() : null;
        SCMFileSystem target = SCMFileSystem.of(source, change.getTarget(), at);
        if (target == null) {
            throw new AbortException("quantumTest: the target branch "
                    + change.getTarget().getName() + " of change request " + change.getId()
                    + " cannot be read, so nobody knows the lines that it is judged by");
        }
        return target;
    }

    /** Baselines, and all files that could be a noise model; taking more than that does no harm. */
    private static Set<String> named(String suite) {
        Set<String> names = new LinkedHashSet<>();
        names.add(Baselines.FILE);
        names.add("qmlops-baseline-programs.json");
        Matcher matcher = JSON_FILE.matcher(suite);
        while (matcher.find() && names.size() < MOST_FILES) {
            if (!matcher.group().contains("..")) {
                names.add(matcher.group());
            }
        }
        return names;
    }

    /** The folder as seen from the root of the checkout, with a slash at its end; empty for the root itself. */
    private static String inRepository(FilePath folder, String suite) throws IOException, InterruptedException {
        var inside = new StringBuilder();
        FilePath here = folder;
        for (int depth = 0; here != null && depth < DEEPEST; depth++) {
            if (here.child(".git").exists()) {
                return inside.toString();
            }
            inside.insert(0, here.getName() + "/");
            here = here.getParent();
        }
        return asNamed(suite);
    }

    /** Without git the workspace is the checkout. */
    private static String asNamed(String suite) {
        String name = suite.replace('\\', '/');
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    private static String read(SCMFileSystem target, String path) throws IOException, InterruptedException {
        SCMFile file = target.getRoot();
        for (String part : path.split("/")) {
            if (!part.isEmpty() && !part.equals(".")) {
                file = file.child(part);
            }
        }
        if (!file.isFile()) {
            return null;
        }
        try (InputStream in = file.content()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new AbortException("quantumTest: " + path + " in the target branch is larger than 1 MB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
