package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** One service's way to tell a calibration. */
interface CalibrationFormat {
    /** In a user's words. */
    String title();

    /** Whether a document is of this format, by keys that no other one has. */
    boolean fits(JsonNode root);

    /**
     * Reads it. Figures that are not there, or impossible, count as not reported.
     *
     * @param name
     *     of the model, unless the document names its device
     * @param complaints
     *     told of what has the wrong type or an unknown unit
     * @return empty where the document reports nothing
     */
    Optional<DeviceCalibration> read(JsonNode root, String name, Complaints complaints);
}
