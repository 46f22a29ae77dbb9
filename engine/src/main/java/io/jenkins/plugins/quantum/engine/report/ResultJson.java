package io.jenkins.plugins.quantum.engine.report;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.run.RunJson;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** {@code result.json}: the whole result as data. Its shape is published as {@value #SCHEMA}, a JSON Schema beside this class. */
public final class ResultJson {
    /** Name of the file. */
    public static final String FILE = "result.json";

    /** Name of the schema's resource. */
    public static final String SCHEMA = "result.schema.json";

    /** Larger files are refused: the largest honest result, a thousand gates with their plots, is far below. */
    static final int LARGEST_FILE = 128 << 20;

    private static final String RUN_AGAIN = "give the folder of a finished qmlops run";
    private static final ObjectReader READER = RunJson.MAPPER
            .readerFor(RunResult.class)
            .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private ResultJson() {}

    /** Pretty JSON, keys in a fixed order, lines ended by LF; numbers that are not finite are null. */
    public static String write(RunResult result) {
        return PrettyJson.write(result);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws InputException
     *     when the file is missing, something else, damaged, or of a newer version
     */
    public static RunResult read(Path file) {
        JsonNode tree;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw refused(file, null, "expected a result of at most " + (LARGEST_FILE >> 20) + " MB", RUN_AGAIN);
            }
            tree = RunJson.MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw refused(file, e.getLocation(), "expected JSON: " + e.getOriginalMessage(), RUN_AGAIN);
        } catch (NoSuchFileException e) {
            throw refused(file, null, "there is no such file", RUN_AGAIN);
        } catch (IOException e) {
            throw refused(file, null, "cannot be read: " + e.getMessage(), RUN_AGAIN);
        }
        return convert(file, tree);
    }

    private static RunResult convert(Path file, JsonNode tree) {
        JsonNode version = tree.path("schemaVersion");
        if (!version.isInt() || !tree.has("tests")) {
            throw refused(file, null, "expected the result of a qmlops run, found other JSON", RUN_AGAIN);
        }
        if (version.intValue() != RunResult.SCHEMA_VERSION) {
            throw refused(
                    file,
                    null,
                    "expected schemaVersion " + RunResult.SCHEMA_VERSION + ", found " + version.intValue(),
                    version.intValue() > RunResult.SCHEMA_VERSION
                            ? "it was written by a newer qmlops: update this one"
                            : RUN_AGAIN);
        }
        try {
            return READER.readValue(tree);
        } catch (IOException e) {
            String reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw refused(file, null, "is damaged: " + reason, "run the suite again");
        }
    }

    private static InputException refused(Path file, JsonLocation at, String message, String advice) {
        var position = at == null
                ? SourcePosition.of(file.toString())
                : new SourcePosition(file.toString(), at.getLineNr(), at.getColumnNr());
        return new InputException(position, message, advice);
    }
}
