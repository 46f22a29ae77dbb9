package io.jenkins.plugins.quantum.service;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.scm.SCM;
import io.jenkins.plugins.quantum.agent.RequestedOptions;
import io.jenkins.plugins.quantum.agent.UnitRequest;
import io.jenkins.plugins.quantum.changes.TargetBranchFiles;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.run.Plan;
import io.jenkins.plugins.quantum.engine.run.RunListener;
import io.jenkins.plugins.quantum.engine.run.RunOptions;
import io.jenkins.plugins.quantum.engine.run.RunShare;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import io.jenkins.plugins.quantum.engine.run.Workbench;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import jenkins.scm.api.SCMFile;
import jenkins.scm.api.SCMFileSystem;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMRevisionAction;
import jenkins.scm.api.SCMSource;
import jenkins.triggers.SCMTriggerItem;

/**
 * Prepares a run of which no node is at hand: the files that the suite names are read from the job's source control, in the revision
 * of the build, without a checkout. Only suites whose tests all go to services can do without a node.
 */
public final class ScmPreparation implements ServiceRun.Preparation {
    private static final long LARGEST_FILE = 16L << 20;
    private static final int MOST_FILES = 1000;
    private static final int MOST_NAMED = 10;

    private final Run<?, ?> build;
    private final UnitRequest request;
    private final Path store;
    private final List<String> missing = new ArrayList<>();
    private int files;

    /**
     * For a build.
     *
     * @param store
     *     what earlier builds have kept, for a request that wants it
     */
    public ScmPreparation(@NonNull Run<?, ?> build, @NonNull UnitRequest request, @NonNull Path store) {
        this.build = build;
        this.request = request;
        this.store = store;
    }

    @Override
    public void prepare(Workbench workbench, Path folder, RunListener listener) throws InterruptedException {
        Path checkout = folder.resolveSibling("checkout");
        try (SCMFileSystem scm = fileSystem()) {
            if (scm == null) {
                throw refused(
                        "without a node the suite's files are read from the job's source control, and this job has"
                                + " none that can be read without a checkout");
            }
            Files.createDirectories(checkout.resolve(".git")); // nothing above it is read
            Path suite = checkout.resolve(name()).normalize();
            if (!suite.startsWith(checkout)) {
                throw refused("expected a suite inside the source control");
            }
            bring(scm, checkout.relativize(suite), suite);
            TargetBranchFiles.bring(build, new FilePath(checkout.toFile()), request.suite());
            SuiteSource source = SuiteSource.read(checkout, request.suite());
            RunOptions options = RequestedOptions.of(request, workbench, source, store);
            Plan plan = workbench.prepare(
                    source,
                    options.with(options.share().on(RunShare.Side.REMOTE)),
                    folder,
                    listener,
                    () -> false,
                    (name, target) -> bring(scm, name, target));
            if (!plan.rest().aside().isEmpty()) {
                throw refused(plan.rest().aside().get(0) + " computes on the machine that it is on: quantumTest needs a"
                        + " node for it: put the step into node { }");
            }
            listener.note("Read " + request.suite() + " and " + (files - 1) + " other files from the source control"
                    + (scm.getRevision() == null ? "" : ", revision " + scm.getRevision()));
        } catch (InputException e) {
            missing.removeIf(name -> !e.getMessage().contains(name)); // others may be missing
            throw missing.isEmpty() ? e : absent(e);
        } catch (IOException e) {
            throw refused("the source control cannot be read: " + e.getMessage());
        } finally {
            delete(checkout);
        }
    }

    private Path name() {
        try {
            return Path.of(request.suite());
        } catch (InvalidPathException e) {
            throw refused("is no file name: " + e.getReason());
        }
    }

    /** What the engine says of a file, and where files of a build that are in no source control can be read. */
    private InputException absent(InputException engine) {
        List<Diagnostic> all = new ArrayList<>(engine.diagnostics());
        all.add(Diagnostic.error(
                SourcePosition.of(request.suite()),
                "not in the source control of this job: " + String.join(", ", missing)
                        + "; what a stash holds or an earlier stage made is only on nodes",
                "put the step into node { }, after checkout and unstash"));
        return new InputException(all);
    }

    private InputException refused(String message) {
        return new InputException(
                SourcePosition.of(request.suite()), message, "quantumTest in node { } takes them from the workspace");
    }

    @CheckForNull
    private SCMFileSystem fileSystem() throws IOException, InterruptedException {
        Item job = build.getParent();
        SCMSource source = SCMSource.SourceByItem.findSource(job);
        SCMHead head = SCMHead.HeadByItem.findHead(job);
        SCMRevisionAction revision = build.getAction(SCMRevisionAction.class);
        if (source != null && head != null) {
            return SCMFileSystem.of(source, head, revision == null ? null : revision.getRevision());
        }
        SCMTriggerItem item = SCMTriggerItem.SCMTriggerItems.asSCMTriggerItem(job);
        Collection<? extends SCM> all = item == null ? List.of() : item.getSCMs();
        for (SCM scm : all) {
            SCMFileSystem found = SCMFileSystem.of(job, scm, null, build);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private void bring(SCMFileSystem scm, Path name, Path target) {
        String path = name.toString().replace('\\', '/');
        try {
            SCMFile file = scm.child(path);
            if (!file.exists() || !file.isFile()) {
                if (missing.size() < MOST_NAMED) {
                    missing.add(path);
                }
                return;
            }
            files++;
            if (files > MOST_FILES) {
                throw refused("the suite reads more than " + MOST_FILES + " files");
            }
            try (InputStream in = file.content()) {
                byte[] bytes = in.readNBytes((int) LARGEST_FILE + 1);
                if (bytes.length > LARGEST_FILE) {
                    throw refused(path + " is larger than " + (LARGEST_FILE >> 20) + " MB");
                }
                Files.createDirectories(target.resolveSibling(""));
                Files.write(target, bytes);
            }
        } catch (IOException e) {
            throw refused(path + " cannot be read from the source control: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("reading " + path + " was interrupted");
        }
    }

    private static void delete(Path folder) {
        try {
            Util.deleteRecursive(folder.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
