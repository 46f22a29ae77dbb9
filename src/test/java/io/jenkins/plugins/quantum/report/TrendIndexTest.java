package io.jenkins.plugins.quantum.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.report.TrendLine;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendIndexTest {
    private Path file;
    private TrendIndex index;

    @BeforeEach
    void create(@TempDir Path folder) {
        file = folder.resolve(TrendIndex.FILE);
        index = new TrendIndex(file);
    }

    private static TrendLine line(int build) {
        return TrendLine.of(Results.passed(), build, 1_000L * build);
    }

    private List<Integer> builds() throws Exception {
        return index.lines().stream().map(TrendLine::build).toList();
    }

    @Test
    void shouldBeEmptyBeforeTheFirstBuild() throws Exception {
        assertThat(index.exists()).isFalse();
        assertThat(index.lines()).isEmpty();
        index.remove(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void shouldKeepTheNumbersOfABuild() throws Exception {
        index.append(line(7));

        assertThat(index.lines()).containsExactly(line(7));
    }

    @Test
    void shouldKeepTheNewestFiveHundredBuilds() throws Exception {
        for (int build = 1; build <= 510; build++) {
            index.append(line(build));
        }

        assertThat(builds()).hasSize(500).startsWith(11).endsWith(510);
    }

    @Test
    void shouldSkipDamagedLines() throws Exception {
        index.append(line(1));
        Files.write(file, new byte[] {'{', (byte) 0xff, (byte) 0xfe, '\n'}, StandardOpenOption.APPEND);
        Files.writeString(file, "{\"build\":2,\"time\"\n\n[]\nnull\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);

        assertThat(builds()).containsExactly(1);
        index.append(line(3));
        assertThat(builds()).containsExactly(1, 3);
    }

    @Test
    void shouldPutTheResultsOfABuildIntoOneLine() throws Exception {
        index.append(TrendLine.of(Results.failed(), 4, 5));
        index.append(line(5));
        index.append(line(4));

        assertThat(builds()).containsExactly(4, 5);
        TrendLine merged = index.lines().get(0);
        assertThat(merged.entries()).hasSize(5);
        assertThat(merged.exitCode()).isEqualTo(1);
    }

    @Test
    void shouldForgetADeletedBuild() throws Exception {
        index.append(line(1));
        index.append(line(2));

        index.remove(1);

        assertThat(builds()).containsExactly(2);
    }

    @Test
    void shouldLoseNoBuildWhenTwoEndAtOnce() throws Exception {
        var pool = Executors.newFixedThreadPool(2);
        try {
            var start = new CyclicBarrier(2);
            List<Callable<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                int first = writer;
                writers.add(() -> {
                    start.await();
                    for (int build = first; build < 100; build += 2) {
                        new TrendIndex(file).append(line(build));
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(writers)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(builds()).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void shouldStayReadableWhateverTheTestsAreCalled() throws Exception {
        index.append(TrendLine.of(Results.hostileRun(), 1, 0));

        assertThat(builds()).containsExactly(1);
    }
}
