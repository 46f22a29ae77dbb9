package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.scm.SCM;
import hudson.scm.SCMDescriptor;
import io.jenkins.plugins.quantum.changes.PlantedTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.scm.api.SCMFileSystem;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.SCMSourceDescriptor;
import jenkins.scm.impl.mock.MockChangeRequestSCMHead;
import jenkins.scm.impl.mock.MockSCMController;
import jenkins.scm.impl.mock.MockSCMSource;

/** Reads the branches of a mock repository without a workspace, as the plugins of code hosts do; the mock itself cannot. */
public class MockRepositoryFiles extends SCMFileSystem.Builder {
    @Override
    public boolean supports(SCM source) {
        return false;
    }

    @Override
    public boolean supports(SCMSource source) {
        return source instanceof MockSCMSource;
    }

    @Override
    protected boolean supportsDescriptor(SCMDescriptor descriptor) {
        return false;
    }

    @Override
    protected boolean supportsDescriptor(SCMSourceDescriptor descriptor) {
        return descriptor instanceof MockSCMSource.DescriptorImpl;
    }

    @Override
    public SCMFileSystem build(@NonNull Item owner, @NonNull SCM scm, SCMRevision revision) {
        return null;
    }

    @Override
    public SCMFileSystem build(@NonNull SCMSource source, @NonNull SCMHead head, SCMRevision revision)
            throws IOException {
        var mock = (MockSCMSource) source;
        Path copy = Files.createTempDirectory("mock-branch");
        String place = head instanceof MockChangeRequestSCMHead change
                ? "change-request/" + change.getNumber()
                : head.getName();
        MockSCMController.lookup(mock.getControllerId()).checkout(copy.toFile(), mock.getRepository(), place);
        return new Copy(revision, copy);
    }

    private static final class Copy extends PlantedTree {
        private final Path folder;

        Copy(SCMRevision revision, Path folder) {
            super(revision, Contents.of(folder));
            this.folder = folder;
        }

        @Override
        public void close() throws IOException {
            Util.deleteRecursive(folder.toFile());
        }
    }
}
