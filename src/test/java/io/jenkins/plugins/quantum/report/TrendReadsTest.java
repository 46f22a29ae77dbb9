package io.jenkins.plugins.quantum.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.report.TrendLine;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendReadsTest {
    @TempDir
    private Path folder;

    private TrendIndex index(int number) throws Exception {
        var index = new TrendIndex(folder.resolve("trend-" + number + ".jsonl"));
        index.append(TrendLine.of(Results.passed(), 1, 0));
        return index;
    }

    @Test
    void shouldReadAnIndexAgainWhenItChanged() throws Exception {
        var reads = new TrendReads();
        TrendIndex index = index(0);

        var first = reads.lines(index);

        assertThat(first).hasSize(1);
        assertThat(reads.lines(index)).isSameAs(first);
        index.append(TrendLine.of(Results.failed(), 2, 0));
        assertThat(reads.lines(index)).extracting(TrendLine::build).containsExactly(1, 2);
        index.remove(1);
        assertThat(reads.lines(index)).extracting(TrendLine::build).containsExactly(2);
    }

    @Test
    void shouldKeepFewIndexes() throws Exception {
        var reads = new TrendReads();
        TrendIndex index = index(0);
        var first = reads.lines(index);
        for (int i = 1; i <= 8; i++) {
            reads.lines(index(i));
        }

        assertThat(reads.lines(index)).isNotSameAs(first).isEqualTo(first);
    }

    @Test
    void shouldReadNothingWhereNothingWasRecorded() throws Exception {
        assertThat(new TrendReads().lines(new TrendIndex(folder.resolve("none"))))
                .isEmpty();
    }
}
