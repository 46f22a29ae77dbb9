package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The shots that one run took for a test on a backend, as they are kept: a file.
 *
 * @param schemaVersion
 *     {@link #VERSION}
 * @param hypothesis
 *     what they are evidence about; see {@link Hypothesis}
 * @param looks
 *     in the order in which they were taken
 * @param decided
 *     gates that had decided, each with the number of looks that it had seen by then, those of earlier runs counted
 */
record KeptEvidence(int schemaVersion, Map<String, String> hypothesis, List<Look> looks, Map<String, Integer> decided) {
    static final int VERSION = 1;

    KeptEvidence {
        hypothesis = hypothesis == null ? Map.of() : Map.copyOf(hypothesis);
        looks = looks == null ? List.of() : List.copyOf(looks);
        decided = decided == null ? Map.of() : Map.copyOf(new TreeMap<>(decided));
    }

    boolean readable() {
        return schemaVersion == VERSION && looks.stream().allMatch(Look::whole);
    }

    /**
     * One look.
     *
     * @param probe
     *     which programs ran in place of the test's own; empty for these
     * @param outcomes
     *     by task, then by binding
     */
    record Look(double scale, long shots, int repeats, int number, String probe, List<List<Outcome>> outcomes) {
        Look {
            outcomes = outcomes == null
                    ? List.of()
                    : outcomes.stream().map(List::copyOf).toList();
        }

        /** Whether it holds the shots that it says. */
        boolean whole() {
            return probe != null
                    && shots > 0
                    && repeats > 0
                    && number >= 0
                    && outcomes.stream()
                            .flatMap(List::stream)
                            .allMatch(outcome ->
                                    outcome.counts() != null && outcome.counts().shots() == shots);
        }
    }
}
