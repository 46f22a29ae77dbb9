package io.jenkins.plugins.quantum.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table of what restarts do to paid runs: one row a combination; a row that is measured again is replaced. */
final class RestartTable {
    private static final List<String> HEAD = List.of(
            "# Restarts of the controller in a paid run",
            "",
            "One `quantumTest` with one job at a provider's service (the fake of IonQ, over HTTP) for each durability of pipelines; the controller is a process of",
            "its own, which is stopped in order or killed when all three are in the named phase, and started again. *Jobs* are those that the service accepted,",
            "*twice* those that share their tag with an earlier one. A pipeline with `PERFORMANCE_OPTIMIZED` does not go on after a kill, which is Jenkins'",
            "contract: its build fails, nothing more is submitted, and what was is cancelled (`OrphanedJobsTest`). 0 jobs there: the kill came before the submission.",
            "",
            "`mvn test -Dtest=RestartMatrixTest -Dqmlops.long=true`",
            "",
            "| phase | controller | durability | jobs | twice | build |",
            "|---|---|---|---|---|---|");

    private RestartTable() {}

    static void row(String combination, String figures) throws IOException {
        Path file = Path.of(System.getProperty("basedir", ""), "bench", "results", "restart-matrix.md");
        String start = "| " + combination + " | ";
        List<String> lines = new ArrayList<>(HEAD);
        if (Files.exists(file)) {
            Files.readAllLines(file).stream()
                    .skip(HEAD.size())
                    .filter(line -> !line.startsWith(start))
                    .forEach(lines::add);
        }
        lines.add(start + figures + " |");
        Files.write(file, lines);
    }
}
