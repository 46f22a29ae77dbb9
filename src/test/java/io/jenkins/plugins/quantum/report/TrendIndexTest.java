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
    void shouldKeepTheNewestFiveThousandBuilds() throws Exception {
        var text = new StringBuilder();
        for (int build = 1; build <= TrendIndex.MOST_BUILDS + TrendIndex.SLACK; build++) {
            text.append(line(build).toJson()).append('\n');
        }
        Files.writeString(file, text);

        index.append(line(9_000));

        assertThat(builds()).hasSize(5_000).startsWith(502).endsWith(5_500, 9_000);
        assertThat(Files.readAllLines(file)).hasSize(5_000);
        index.append(line(9_001));
        assertThat(builds()).hasSize(5_000).startsWith(503).endsWith(9_001);
        assertThat(Files.readAllLines(file))
                .as("the next builds only add lines")
                .hasSize(5_001);
    }

    @Test
    void shouldReadOnlyTheEndOfTheFileForTheNewestBuilds() throws Exception {
        var text = new StringBuilder();
        for (int build = 1; build <= 2_000; build++) {
            text.append(line(build).toJson()).append('\n');
        }
        Files.writeString(file, text);
        index.remove(1_990);
        index.append(line(1_980));

        var newest = index.newest(50);

        assertThat(newest).hasSize(50);
        assertThat(newest.get(0).build()).isEqualTo(1_950);
        assertThat(newest)
                .extracting(TrendLine::build)
                .isSorted()
                .doesNotContain(1_990)
                .endsWith(2_000);
        assertThat(newest.get(30).entries()).as("both results of build 1980").hasSize(4);
    }

    @Test
    void shouldShowABuildAgainThatIsRecordedAfterItsRemoval() throws Exception {
        index.append(line(1));
        index.remove(1);
        index.append(line(1));

        assertThat(index.lines()).containsExactly(line(1));
    }

    @Test
    void shouldChangeItsStampWithItsContent() throws Exception {
        assertThat(index.stamp()).isEmpty();
        index.append(line(1));
        var first = index.stamp();
        index.append(line(2));

        assertThat(first).isPresent();
        assertThat(index.stamp()).isNotEqualTo(first);
    }

    @Test
    void shouldSkipDamagedLines() throws Exception {
        index.append(line(1));
        Files.write(file, new byte[] {'{', (byte) 0xff, (byte) 0xfe, '\n'}, StandardOpenOption.APPEND);
        Files.writeString(
                file, "{\"build\":2,\"time\"\n\n[]\nnull\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);

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
