package io.jenkins.plugins.quantum.steps;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.run.PartMerge;
import io.jenkins.plugins.quantum.engine.run.RunPart;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.WholeFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The parts that the shards of a suite have left in a build, until a step puts them together. */
final class Shards {
    private static final String FOLDER = "quantum-shards";

    private final Path folder;

    /**
     * The shards of a suite.
     *
     * @param name
     *     the same for all shards and for the step that merges them
     */
    Shards(Run<?, ?> run, String name) {
        this.folder = run.getRootDir().toPath().resolve(FOLDER).resolve(name);
    }

    /**
     * Keeps the parts of a shard; one that is run again takes the place of the first.
     *
     * @param shard
     *     such as {@code 2/3}
     * @param parts
     *     texts by where they come from
     */
    void keep(String shard, Map<String, String> parts) throws IOException {
        Path place = folder.resolve(shard.replace('/', '-'));
        Util.deleteRecursive(place.toFile());
        for (Map.Entry<String, String> part : parts.entrySet()) {
            Path own = Files.createDirectories(place.resolve(part.getKey()));
            WholeFile.write(own.resolve(RunPart.FILE), part.getValue());
        }
    }

    /**
     * The result of all of them; they are not kept any longer.
     *
     * @throws AbortException
     *     when there are none, one is missing, or they are not of one run
     */
    RunResult merge() throws IOException {
        Map<String, Path> parts = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> shards = Files.newDirectoryStream(folder)) {
                for (Path shard : shards) {
                    try (DirectoryStream<Path> places = Files.newDirectoryStream(shard)) {
                        places.forEach(
                                place -> parts.put("shard " + shard.getFileName() + " " + place.getFileName(), place));
                    }
                }
            }
        }
        if (parts.isEmpty()) {
            throw new AbortException("quantumTest: no shard of this suite has run in this build; give the steps with"
                    + " 'shard' and the one with 'merge' the same suite and id");
        }
        try {
            var merge = new PartMerge();
            parts.forEach((name, place) -> merge.add(name, RunPart.read(place)));
            RunResult result = merge.result();
            Util.deleteRecursive(folder.toFile());
            return result;
        } catch (InputException e) {
            throw new AbortException(e.getMessage());
        }
    }
}
