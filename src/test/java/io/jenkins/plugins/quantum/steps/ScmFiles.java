package io.jenkins.plugins.quantum.steps;

import hudson.model.Item;
import hudson.scm.NullSCM;
import hudson.scm.SCM;
import hudson.scm.SCMDescriptor;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import jenkins.scm.api.SCMFile;
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
        return new SCMFileSystem(null) {
            @Override
            public long lastModified() {
                return 0;
            }

            @Override
            public SCMFile getRoot() {
                return new MapFile();
            }
        };
    }

    @Override
    public SCMFileSystem build(SCMSource source, SCMHead head, SCMRevision rev) {
        return null;
    }

    private final class MapFile extends SCMFile {
        MapFile() {}

        private MapFile(MapFile parent, String name) {
            super(parent, name);
        }

        @Override
        protected SCMFile newChild(String name, boolean assumeIsDirectory) {
            return new MapFile(this, name);
        }

        @Override
        public Iterable<SCMFile> children() {
            return List.of();
        }

        @Override
        public long lastModified() {
            return 0;
        }

        @Override
        protected Type type() {
            String path = getPath();
            if (files.containsKey(path)) {
                return Type.REGULAR_FILE;
            }
            return files.keySet().stream().anyMatch(name -> path.isEmpty() || name.startsWith(path + "/"))
                    ? Type.DIRECTORY
                    : Type.NONEXISTENT;
        }

        @Override
        public InputStream content() {
            return new ByteArrayInputStream(files.get(getPath()).getBytes(StandardCharsets.UTF_8));
        }
    }
}
