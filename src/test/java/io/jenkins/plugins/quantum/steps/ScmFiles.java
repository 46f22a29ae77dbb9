package io.jenkins.plugins.quantum.steps;

import hudson.model.Item;
import hudson.scm.NullSCM;
import hudson.scm.SCM;
import hudson.scm.SCMDescriptor;
import io.jenkins.plugins.quantum.changes.PlantedTree;
import java.util.Map;
import jenkins.scm.api.SCMFileSystem;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.SCMSourceDescriptor;

/** A source control that is a map: the files of every job whose source control is {@link NullSCM}. */
abstract class ScmFiles extends SCMFileSystem.Builder {
    private final Map<String, String> files;

    ScmFiles(Map<String, String> files) {
        this.files = files;
    }

    @Override
    public boolean supports(SCM source) {
        return source instanceof NullSCM;
    }

    @Override
    public boolean supports(SCMSource source) {
        return false;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the method that it overrides
    protected boolean supportsDescriptor(SCMDescriptor descriptor) {
        return false;
    }

    @Override
    protected boolean supportsDescriptor(SCMSourceDescriptor descriptor) {
        return false;
    }

    @Override
    public SCMFileSystem build(Item owner, SCM scm, SCMRevision rev) {
        return new PlantedTree(null, PlantedTree.Contents.of(files));
    }

    @Override
    public SCMFileSystem build(SCMSource source, SCMHead head, SCMRevision rev) {
        return null;
    }
}
