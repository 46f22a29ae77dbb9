package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.util.Map;

/**
 * The noise that a test asks for on simulators.
 *
 * @param name
 *     {@code none}, a preset, a calibration file relative to the suite, or {@code custom}
 * @param values
 *     for {@code custom}: p1, p2, readout, t1, t2 (seconds), over-rotation, cx-over-rotation, crosstalk-zz (radians),
 *     crosstalk-factor; else empty
 * @param at
 *     where it stands
 */
public record NoiseSpec(String name, Map<String, Double> values, SourcePosition at) {
    public NoiseSpec {
        values = Map.copyOf(values);
    }

    /** Whether the test asks for no noise. */
    public boolean none() {
        return name.equals("none");
    }
}
