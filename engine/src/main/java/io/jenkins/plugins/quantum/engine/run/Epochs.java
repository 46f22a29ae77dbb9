package io.jenkins.plugins.quantum.engine.run;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The calibrations that a device had while a test ran on it. On simulators the calibration is part of the noise and so of a job's key: there
 * evidence of two never meets. Hardware is calibrated when its owner likes; then a verdict speaks of the device under all of them together, and a
 * reader must know.
 */
final class Epochs {
    /** The fact in which adapters name the calibration under which a job ran. */
    static final String FACT = "calibration";

    private final Set<String> seen = new TreeSet<>();

    /** Takes the calibration of a job; empty or null where the service does not tell. */
    void add(String calibration) {
        if (calibration != null && !calibration.isEmpty()) {
            seen.add(calibration);
        }
    }

    /** Whether a job ran under another calibration than this one. */
    boolean others(String calibration) {
        return seen.stream().anyMatch(epoch -> !epoch.equals(calibration));
    }

    /** What to say where there was more than one. */
    Optional<String> mixed(String test, String backend) {
        return seen.size() < 2
                ? Optional.empty()
                : Optional.of(
                        test + " on " + backend + ": the device was calibrated anew while the test ran (" + seen.size()
                                + " calibrations). The verdict is about all of them together; run again for the newest alone.");
    }
}
