package io.jenkins.plugins.quantum.changes;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jenkins.scm.api.SCMFile;
import jenkins.scm.api.SCMFileSystem;
import jenkins.scm.api.SCMRevision;

/** Files of a branch that are read without a checkout; their folders list nothing, as nobody asks. */
public class PlantedTree extends SCMFileSystem {
    private final Contents contents;

    /** Of what is planted. */
    public PlantedTree(SCMRevision revision, Contents contents) {
        super(revision);
        this.contents = contents;
    }

    @Override
    public long lastModified() {
        return 0;
    }

    @NonNull
    @Override
    public SCMFile getRoot() {
        return new Planted(contents);
    }

    /** What lies under a path. */
    public interface Contents {
        SCMFile.Type type(String path);

        InputStream content(String path) throws IOException;

        /** Texts by their paths. */
        static Contents of(Map<String, String> texts) {
            return new Contents() {
                @Override
                public SCMFile.Type type(String path) {
                    if (texts.containsKey(path)) {
                        return SCMFile.Type.REGULAR_FILE;
                    }
                    return texts.keySet().stream().anyMatch(name -> path.isEmpty() || name.startsWith(path + "/"))
                            ? SCMFile.Type.DIRECTORY
                            : SCMFile.Type.NONEXISTENT;
                }

                @Override
                public InputStream content(String path) {
                    return new ByteArrayInputStream(texts.get(path).getBytes(StandardCharsets.UTF_8));
                }
            };
        }

        /** The files of a folder. */
        static Contents of(Path folder) {
            return new Contents() {
                @Override
                public SCMFile.Type type(String path) {
                    return Files.isRegularFile(folder.resolve(path))
                            ? SCMFile.Type.REGULAR_FILE
                            : SCMFile.Type.NONEXISTENT;
                }

                @Override
                public InputStream content(String path) throws IOException {
                    return Files.newInputStream(folder.resolve(path));
                }
            };
        }
    }

    private static final class Planted extends SCMFile {
        private final Contents contents;

        Planted(Contents contents) {
            this.contents = contents;
        }

        private Planted(Planted parent, String name) {
            super(parent, name);
            contents = parent.contents;
        }

        @NonNull
        @Override
        protected SCMFile newChild(@NonNull String name, boolean assumeIsDirectory) {
            return new Planted(this, name);
        }

        @NonNull
        @Override
        public Iterable<SCMFile> children() {
            return List.of();
        }

        @Override
        public long lastModified() {
            return 0;
        }

        @NonNull
        @Override
        protected Type type() {
            return contents.type(getPath());
        }

        @NonNull
        @Override
        public InputStream content() throws IOException {
            return contents.content(getPath());
        }
    }
}
