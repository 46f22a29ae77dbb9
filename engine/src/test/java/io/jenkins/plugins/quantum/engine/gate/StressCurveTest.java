package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StressCurveTest {
    private static StressCurve curve(double error) {
        return new StressCurve(
                new TreeMap<>(Map.of(
                        0.0, new Averaged(1, error), 1.0, new Averaged(.8, error), 3.0, new Averaged(.2, error))),
                .5);
    }

    @Test
    void shouldMeasureTheAreaUnderItAgainstNoLoss() {
        // trapezia of .9 and 1.0 under a height of 1 over a width of 3
        assertThat(curve(0).area()).isCloseTo(1.9 / 3, within(1e-12));
    }

    @Test
    void shouldDrawIntervalsFitAndCrossing() {
        Plot.Curve plot = curve(.01).plot("title", "stress", "metric", List.of(new Plot.Mark("device", 1)));

        Plot.Point middle = plot.series().get(0).points().get(1);
        assertThat(middle.x()).isEqualTo(1);
        assertThat(middle.y()).isEqualTo(.8);
        assertThat(middle.lower()).isCloseTo(.7804, within(1e-6));
        assertThat(middle.upper()).isCloseTo(.8196, within(1e-6));
        assertThat(plot.series().get(1).points()).extracting(Plot.Point::y).containsExactly(1.0, .8, .2);
        assertThat(plot.marks()).extracting(Plot.Mark::name).containsExactly("device", "critical");
        // from .8 at 1 to .2 at 3
        assertThat(plot.marks().get(1).x()).isCloseTo(2, within(1e-6));
        assertThat(curve(0).critical()).isEqualTo("2.00x");
        assertThat(curve(0).row(3)).isEqualTo("ideal 1.00   1.0x 0.80   3.0x 0.20");
    }
}
