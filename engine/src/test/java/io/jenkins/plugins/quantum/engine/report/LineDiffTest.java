package io.jenkins.plugins.quantum.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.report.LineDiff.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    private static String signed(LineDiff diff) {
        return diff.lines().stream().map(line -> line.sign() + line.text()).collect(Collectors.joining("\n"));
    }

    private static String numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    }

    @Test
    void shouldBeEmptyForEqualTexts() {
        assertThat(LineDiff.of("a\nb\n", "a\nb\n").lines()).isEmpty();
    }

    @Test
    void shouldShowWhatChangedWithAFewLinesAround() {
        String before = numbers(0, 20);
        String after = before.replace("line 10\n", "ry(0.1) q[0];\ncx q[0], q[1];\n");

        assertThat(signed(LineDiff.of(before, after)))
                .isEqualTo(
                        """
                        @7 lines not shown
                         line 7
                         line 8
                         line 9
                        -line 10
                        +ry(0.1) q[0];
                        +cx q[0], q[1];
                         line 11
                         line 12
                         line 13
                        @6 lines not shown""");
    }

    @Test
    void shouldKeepLinesThatOnlyMoved() {
        assertThat(signed(LineDiff.of("a\nb\nc", "b\nc\na"))).isEqualTo("-a\n b\n c\n+a");
    }

    @Test
    void shouldBoundItsSize() {
        var diff = LineDiff.of(numbers(0, 5_000), numbers(5_000, 10_000));

        assertThat(diff.lines()).hasSize(LineDiff.MOST_LINES + 1);
        assertThat(diff.lines().get(LineDiff.MOST_LINES).kind()).isEqualTo(Kind.LEFT_OUT);
        assertThat(diff.lines().get(LineDiff.MOST_LINES).text()).isEqualTo("9 600 lines not shown");
    }

    @Test
    void shouldTakeControlCharactersOut() {
        assertThat(signed(LineDiff.of("a", "\u001b[31mb"))).doesNotContain("\u001b");
    }

    @Property(tries = 200)
    void shouldTellBothTexts(@ForAll @Size(max = 12) List<Byte> before, @ForAll @Size(max = 12) List<Byte> after) {
        // two letters, so that lines repeat; short, so that nothing is left out
        String old = text(before);
        String current = text(after);
        var lines = LineDiff.of(old, current).lines();

        if (!lines.isEmpty()) {
            assertThat(old.lines().toList()).containsSubsequence(without(lines, Kind.ADDED));
            assertThat(current.lines().toList()).containsSubsequence(without(lines, Kind.REMOVED));
            assertThat(count(lines, Kind.ADDED) - count(lines, Kind.REMOVED))
                    .isEqualTo(current.lines().count() - old.lines().count());
        }
    }

    private static String text(List<Byte> letters) {
        return letters.stream().map(b -> b % 2 == 0 ? "h q" : "x q").collect(Collectors.joining("\n"));
    }

    private static List<String> without(List<LineDiff.Line> lines, Kind kind) {
        return lines.stream()
                .filter(line -> line.kind() != kind && line.kind() != Kind.LEFT_OUT)
                .map(LineDiff.Line::text)
                .toList();
    }

    private static long count(List<LineDiff.Line> lines, Kind kind) {
        return lines.stream().filter(line -> line.kind() == kind).count();
    }
}
