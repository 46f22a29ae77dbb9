package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.suite.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run has found out about its share of a plan: the file {@value #FILE}. The parts of all shares together give the result that
 * one run of everything would have given.
 *
 * @param schemaVersion
 *     1
 * @param runId
 *     of the whole run
 * @param suite
 *     the suite file as named by the user
 * @param suiteDigest
 *     SHA-256 of its text
 * @param profile
 *     the profile
 * @param seed
 *     the root seed
 * @param inconclusive
 *     what open questions and missing data do to a build
 * @param plan
 *     the same for all parts of one plan
 * @param share
 *     which it is, as {@link RunShare} writes it
 * @param whole
 *     the names of all tests of the plan, in its order
 * @param tests
 *     those of the share, in the order of the plan
 * @param budget
 *     the lowest limit in force for the whole
 * @param worst
 *     the most that the share was expected to cost
 * @param spent
 *     one amount for each currency
 * @param unpriced
 *     whether more was spent, of which no price is known
 * @param mayBill
 *     jobs for which a provider may charge although they brought nothing
 * @param warnings
 *     about the user's files; the same in all parts
 * @param moved
 *     what was told about moves to other backends
 * @param provenance
 *     versions, commit; the same in all parts
 * @param timing
 *     when and how long
 */
public record RunPart(
        int schemaVersion,
        String runId,
        String suite,
        String suiteDigest,
        String profile,
        long seed,
        Suite.Policy inconclusive,
        String plan,
        String share,
        List<String> whole,
        List<Tested> tests,
        String budget,
        Money worst,
        List<Money> spent,
        boolean unpriced,
        List<RunResult.OpenBill> mayBill,
        List<String> warnings,
        List<String> moved,
        Map<String, String> provenance,
        RunResult.Timing timing) {
    /** The name of the file in a run's folder. */
    public static final String FILE = "part.json";

    static final int SCHEMA_VERSION = 1;

    private static final int LARGEST_FILE = 128 << 20;

    public RunPart {
        whole = list(whole);
        tests = list(tests);
        spent = list(spent);
        mayBill = list(mayBill);
        warnings = list(warnings);
        moved = list(moved);
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance == null ? Map.of() : provenance));
    }

    private static <T> List<T> list(List<T> given) {
        return given == null ? List.of() : List.copyOf(given);
    }

    /**
     * A test that was run.
     *
     * @param id
     *     one of {@link RunPart#whole}
     * @param result
     *     its verdicts
     * @param facts
     *     provenance that its backends reported
     * @param notes
     *     what a reader must know of how its evidence came about
     * @param unable
     *     why other backends could not have taken it over
     * @param shots
     *     taken in all
     * @param choice
     *     where it ran, if it could have run elsewhere; else null
     */
    public record Tested(
            String id,
            RunResult.TestResult result,
            Map<String, String> facts,
            List<String> notes,
            List<String> unable,
            long shots,
            @JsonInclude(JsonInclude.Include.NON_NULL) RunResult.Choice choice) {
        public Tested {
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts == null ? Map.of() : facts));
            notes = list(notes);
            unable = list(unable);
        }
    }

    /** As JSON. */
    String toJson() {
        try {
            return RunJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a part is plain data", e);
        }
    }

    /**
     * Reads the part in a run's folder.
     *
     * @throws InputException
     *     when there is none, or something else
     */
    public static RunPart read(Path folder) {
        Path file = folder.resolve(FILE);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw refused(file, "expected a part of at most " + (LARGEST_FILE >> 20) + " MB", "");
            }
            return whole(file, RunJson.MAPPER.readValue(bytes, RunPart.class));
        } catch (NoSuchFileException e) {
            boolean begun = Files.exists(folder.resolve(RunFolder.JOURNAL));
            throw refused(
                    folder,
                    begun
                            ? "the run in this folder has not finished its part"
                            : "expected the folder of a part of a run",
                    begun
                            ? "go on with it: qmlops resume " + folder
                            : "a part is what 'qmlops run --shard 1/3 --out " + folder + "' leaves");
        } catch (JsonProcessingException e) {
            throw refused(file, "expected a part of a run: " + e.getOriginalMessage(), "run the shard again");
        } catch (IOException e) {
            throw refused(file, "cannot be read: " + e.getMessage(), "");
        }
    }

    private static RunPart whole(Path file, RunPart part) {
        if (part == null || part.schemaVersion != SCHEMA_VERSION) {
            throw refused(
                    file,
                    "expected a part of schemaVersion " + SCHEMA_VERSION + ", found "
                            + (part == null ? "null" : part.schemaVersion),
                    "merge with the version of qmlops that ran the shards");
        }
        boolean complete = part.runId != null
                && part.suite != null
                && part.suiteDigest != null
                && part.profile != null
                && part.inconclusive != null
                && part.plan != null
                && part.share != null
                && part.budget != null
                && part.worst != null
                && part.timing != null
                && part.tests.stream().allMatch(test -> test.id != null && test.result != null);
        if (!complete) {
            throw refused(file, "is damaged: something is missing in it", "run the shard again");
        }
        return part;
    }

    private static InputException refused(Path at, String message, String advice) {
        return new InputException(SourcePosition.of(at.toString()), message, advice);
    }
}
