package io.jenkins.plugins.quantum.changes;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.TaskListener;
import hudson.scm.NullSCM;
import hudson.scm.SCM;
import hudson.scm.SCMDescriptor;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import jenkins.scm.api.SCMFileSystem;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMHeadEvent;
import jenkins.scm.api.SCMHeadObserver;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.SCMSourceCriteria;
import jenkins.scm.api.SCMSourceDescriptor;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;

/** A repository whose branch {@code main} has planted files; jobs named CR-n build its change requests, odd ones by strangers. */
public final class PlantedRepository extends SCMSource {
    private static final long serialVersionUID = 1L;
    private static final Map<String, String> FILES = new TreeMap<>();

    public static void plant(String name, String text) {
        FILES.put(name, text);
    }

    public static void clear() {
        FILES.clear();
    }

    /** A commit of a head. */
    public static final class Commit extends SCMRevision {
        private static final long serialVersionUID = 1L;

        public Commit(SCMHead head) {
            super(head);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Commit commit && commit.getHead().equals(getHead());
        }

        @Override
        public int hashCode() {
            return getHead().hashCode();
        }
    }

    /** A change request. */
    public static final class Change extends SCMHead implements ChangeRequestSCMHead {
        private static final long serialVersionUID = 1L;

        public Change(String name) {
            super(name);
        }

        @NonNull
        @Override
        public String getId() {
            return getName();
        }

        @NonNull
        @Override
        public SCMHead getTarget() {
            return new SCMHead("main");
        }
    }

    @Override
    protected void retrieve(
            SCMSourceCriteria criteria,
            @NonNull SCMHeadObserver observer,
            SCMHeadEvent<?> event,
            @NonNull TaskListener listener) {
        // nobody asks for its heads
    }

    @NonNull
    @Override
    public SCM build(@NonNull SCMHead head, SCMRevision revision) {
        return new NullSCM();
    }

    @NonNull
    @Override
    public SCMRevision getTrustedRevision(@NonNull SCMRevision revision, @NonNull TaskListener listener) {
        boolean stranger = revision.getHead().getName().matches("CR-\\d*[13579]");
        return stranger ? new Commit(new SCMHead("main")) : revision;
    }

    /** Heads of jobs. */
    public static class Heads extends SCMHead.HeadByItem {
        @Override
        public SCMHead getHead(Item item) {
            return item.getName().startsWith("CR-") ? new Change(item.getName()) : null;
        }
    }

    /** Sources of jobs. */
    public static class Sources extends SCMSource.SourceByItem {
        @Override
        public SCMSource getSource(Item item) {
            if (!item.getName().startsWith("CR-")) {
                return null;
            }
            var source = new PlantedRepository();
            source.setId("planted");
            return source;
        }
    }

    /** Reads the branch without a checkout. */
    public static class Files extends SCMFileSystem.Builder {
        @Override
        public boolean supports(SCM source) {
            return false;
        }

        @Override
        public boolean supports(SCMSource source) {
            return source instanceof PlantedRepository;
        }

        @Override
        protected boolean supportsDescriptor(SCMDescriptor descriptor) {
            return false;
        }

        @Override
        protected boolean supportsDescriptor(SCMSourceDescriptor descriptor) {
            return false;
        }

        @Override
        public SCMFileSystem build(@NonNull Item owner, @NonNull SCM scm, SCMRevision revision) {
            return null;
        }

        @Override
        public SCMFileSystem build(@NonNull SCMSource source, @NonNull SCMHead head, SCMRevision revision)
                throws IOException {
            if (!head.getName().equals("main")) {
                throw new IOException("only the target branch is asked for");
            }
            return new PlantedTree(revision, PlantedTree.Contents.of(FILES));
        }
    }
}
