package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures that earlier runs brought for lines that are being learnt.
 *
 * @param runs
 *     in the order of their starts
 */
record LearntFigures(List<Run> runs) {
    LearntFigures {
        runs = List.copyOf(runs);
    }

    /**
     * The figures of one run, as they are kept: a file.
     *
     * @param profile
     *     of the run; empty where somebody threw away what was learnt
     * @param reset
     *     the test, or the test and its gate parted by a slash, that is to be learnt anew; empty for all, null for none
     * @param reason
     *     for it
     */
    record Run(
            int schemaVersion,
            String profile,
            List<Figure> figures,
            @JsonInclude(JsonInclude.Include.NON_NULL) String reset,
            @JsonInclude(JsonInclude.Include.NON_NULL) String reason) {
        static final int VERSION = 1;

        Run {
            figures = figures == null ? List.of() : List.copyOf(figures);
        }

        static Run of(String profile, List<Figure> figures) {
            return new Run(VERSION, profile, figures, null, null);
        }

        static Run reset(String what, String reason) {
            return new Run(VERSION, "", List.of(), what, reason);
        }

        private boolean resets(String test, String gate) {
            return reset != null && (reset.isEmpty() || reset.equals(test) || reset.equals(test + "/" + gate));
        }

        boolean readable() {
            return schemaVersion == VERSION && profile != null;
        }
    }

    /**
     * One figure.
     *
     * @param digest
     *     of the program that gave it
     */
    record Figure(String test, String gate, String backend, String statistic, double value, String digest) {
        boolean isOf(String otherTest, String otherGate, String otherBackend) {
            return otherTest.equals(test) && otherGate.equals(gate) && otherBackend.equals(backend);
        }
    }

    /** How many runs of a profile taught something. */
    int runs(String profile) {
        return (int) runs.stream().filter(run -> run.profile().equals(profile)).count();
    }

    /**
     * Whether a gate's line stands on each backend that taught something of it.
     *
     * @param enough
     *     runs
     */
    boolean learnt(String test, String gate, String profile, int enough) {
        Map<String, String> programs = new HashMap<>();
        runs.stream()
                .filter(run -> run.profile().equals(profile))
                .flatMap(run -> run.figures().stream())
                .filter(figure -> figure.isOf(test, gate, figure.backend()))
                .forEach(figure -> programs.put(figure.backend(), figure.digest()));
        return !programs.isEmpty()
                && programs.entrySet().stream()
                        .allMatch(last ->
                                of(test, gate, last.getKey(), profile, last.getValue(), enough).length >= enough);
    }

    /**
     * The figures of a gate that its line is made of. While it is learnt, another program begins anew: a line of two programs would be that of none.
     * Once enough runs of one program are there, the line stands.
     *
     * @param digest
     *     of today's program
     * @param enough
     *     runs
     */
    double[] of(String test, String gate, String backend, String profile, String digest, int enough) {
        List<Double> values = new ArrayList<>();
        String program = null;
        for (Run run : runs) {
            if (run.resets(test, gate)) {
                values.clear();
                program = null;
            }
            if (values.size() < enough && run.profile().equals(profile)) {
                for (Figure figure : run.figures()) {
                    if (figure.isOf(test, gate, backend) && Double.isFinite(figure.value())) {
                        if (!figure.digest().equals(program)) {
                            values.clear();
                            program = figure.digest();
                        }
                        values.add(figure.value());
                    }
                }
            }
        }
        if (values.size() < enough && program != null && !program.equals(digest)) {
            values.clear();
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
