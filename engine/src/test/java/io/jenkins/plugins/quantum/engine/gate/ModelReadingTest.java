package io.jenkins.plugins.quantum.engine.gate;

import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.distribution;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelReadingTest {
    private static final Readout.Decision VOTES = new Readout.Decision.Votes(Map.of("00", "a", "01", "b", "10", "c"));
    private static final List<String> CLASSES = List.of("a", "b", "c");

    private static ModelReading reading(Readout.Decision decision, List<String> classes, int shots, int tasks) {
        return new ModelReading(Bench.model(List.of(classes.get(1)), classes, decision, shots, tasks));
    }

    private static double right(ModelReading reading, Distribution... byTask) {
        return reading.exact(Bench.byTask(Need.exact(0, 0), byTask))
                .metric(ModelFigure.ACCURACY)
                .value();
    }

    private static Evidence.Batch shots(Object... counts) {
        var map = new java.util.TreeMap<String, Long>();
        long sum = 0;
        for (int i = 0; i < counts.length; i += 2) {
            map.put((String) counts[i], ((Number) counts[i + 1]).longValue());
            sum += map.get(counts[i]);
        }
        return new Evidence.Batch(Need.shots(1, sum, 1, 0), List.of(List.of(Outcome.sampled(new Counts(2, map)))));
    }

    @Test
    void shouldLetTheMostVotesWin() {
        Distribution law = distribution("00", .2, "01", .4, "10", .1, "11", .3);
        assertThat(right(reading(VOTES, CLASSES, 0, 1), law)).isEqualTo(1);
        // one shot: b with .4; no vote (.3) goes to the class listed first
        assertThat(right(reading(VOTES, CLASSES, 1, 1), law)).isCloseTo(.4, within(1e-9));
        assertThat(reading(VOTES, CLASSES, 5, 1).right(shots("01", 2, "10", 2, "11", 1)))
                .isEqualTo(1);
        assertThat(reading(VOTES, CLASSES, 5, 1).right(shots("00", 2, "01", 2, "11", 1)))
                .isZero();
        assertThat(reading(VOTES, CLASSES, 5, 1).right(shots("11", 5))).isZero();
    }

    @Test
    void shouldGiveATieOfABitToTheFirstClass() {
        ModelReading reading = reading(new Readout.Decision.Bit(1), List.of("no", "yes"), 2, 1);
        assertThat(reading.right(shots("00", 1, "10", 1))).isZero();
        assertThat(reading.right(shots("10", 2))).isEqualTo(1);
        assertThat(right(reading, distribution("00", .5, "10", .5))).isCloseTo(.25, within(1e-12));
    }

    private static Readout.Decision threshold(double at, List<List<Readout.Parity>> groups) {
        return new Readout.Decision.Threshold(new Readout.Expectation(.5, groups), at);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 25, 100})
    void shouldAgreeWithDrawnDecisionsOfAnObservable(int shots) {
        var one = threshold(.6, List.of(List.of(new Readout.Parity(1, List.of(0)))));
        agree(reading(one, List.of("low", "high"), shots, 1), 1e-2, shots, distribution("00", .6, "01", .4));
    }

    @Test
    void shouldApproximateDecisionsOfSeveralGroupsNormally() {
        var two = threshold(
                .6,
                List.of(List.of(new Readout.Parity(.7, List.of(0))), List.of(new Readout.Parity(-.4, List.of(0, 1)))));
        agree(
                reading(two, List.of("low", "high"), 100, 2),
                .03,
                100,
                distribution("00", .6, "01", .4),
                distribution("00", .4, "01", .6));
    }

    /** The computed chance of "high" against 10 000 drawn decisions. */
    private static void agree(ModelReading reading, double tolerance, int shots, Distribution... byTask) {
        var random = Seed.generator(1);
        int high = 0;
        for (int i = 0; i < 10_000; i++) {
            var outcomes = List.of(byTask).stream()
                    .map(law -> List.of(Outcome.sampled(Bench.counts(law, shots, random))))
                    .toList();
            high += (int) reading.right(new Evidence.Batch(Need.shots(1, shots, 1, 0), outcomes));
        }
        assertThat(right(reading, byTask)).isCloseTo(high / 10_000.0, within(tolerance + .015));
    }

    @Test
    void shouldDecideAnObservableOfOneValueSurely() {
        var one = threshold(.6, List.of(List.of(new Readout.Parity(1, List.of(0)))));
        assertThat(right(reading(one, List.of("low", "high"), 7, 1), distribution("00", 1)))
                .isEqualTo(1);
        assertThat(right(reading(one, List.of("low", "high"), 7, 1), distribution("01", 1)))
                .isZero();
        assertThat(right(reading(one, List.of("low", "high"), 0, 1), distribution("00", .6, "01", .4)))
                .isEqualTo(1);
        var two = threshold(
                .6, List.of(List.of(new Readout.Parity(1, List.of(0))), List.of(new Readout.Parity(.1, List.of(1)))));
        assertThat(right(reading(two, List.of("low", "high"), 7, 2), distribution("00", 1), distribution("00", 1)))
                .isEqualTo(1);
    }

    @Property(tries = 200)
    void shouldNeverLeaveTheUnitInterval(
            @ForAll @DoubleRange(min = 0, max = 1) double p, @ForAll @IntRange(max = 60) int shots) {
        ModelReading reading = reading(new Readout.Decision.Bit(0), List.of("no", "yes"), shots, 1);
        assertThat(right(reading, distribution("00", 1 - p, "01", p))).isBetween(0.0, 1.0);
    }

    @Test
    void shouldKnowTheConstantAnswerAndItsPoints() {
        var reading = new ModelReading(Bench.model(List.of("setosa", "setosa", "versicolor"), 3));
        assertThat(reading.constantAnswer(ModelFigure.ACCURACY)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(reading.points()).isEqualTo(3);
        ModelResult result = reading.exact(batch(Need.exact(0, 0), Bench.bit(.1), Bench.bit(.2), Bench.bit(.9)));
        assertThat(result.wrongPoints()).isEqualTo("No point is decided wrong more often than right.");
    }
}
