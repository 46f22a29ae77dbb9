package io.jenkins.plugins.quantum.engine.backend.oqc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import java.nio.charset.StandardCharsets;

/**
 * Writes a task: an OpenQASM 2 program and, as a text of JSON, the configuration of OQC's compiler with the class names of its package
 * compiler-config.
 */
final class OqcTask {
    /** OQC's client sends no request above 128 kB, headers included. */
    private static final int LARGEST_BODY = 126 << 10;

    private static final String MODULE = "compiler_config.config.";

    /** Which results are wanted: raw read-outs, counted by outcome ({@code binary_count()} of OQC's client). */
    private static final int RAW = 1;

    private static final int COUNTED = 3;

    /** Only how long and how well the compiler worked is reported beside ({@code MetricsType.Default}). */
    private static final int USUAL_METRICS = 6;

    /** OQC's compiler leaves the gates as they are ({@code Tket().disable()}). */
    private static final int NOTHING_OPTIMISED = 1;

    private OqcTask() {}

    /** The body that submits a bound circuit. */
    static ObjectNode body(Circuit bound, long shots, String machine, String tag, boolean optimised) {
        ObjectNode body = Json.object();
        body.putArray("tasks")
                .addObject()
                .put("program", Qasm.write2(bound.inOneRegister()))
                .put("config", configuration(shots, optimised).toString())
                .put("qpu_id", machine)
                .put("tag", tag);
        return body;
    }

    /** Whether a body is larger than the service takes. */
    static boolean tooLarge(ObjectNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8).length > LARGEST_BODY;
    }

    private static ObjectNode configuration(long shots, boolean optimised) {
        ObjectNode configuration = Json.object().put("$type", "<class '" + MODULE + "CompilerConfig'>");
        ObjectNode data = configuration.putObject("$data");
        data.put("repeats", shots).putNull("repetition_period").putNull("passive_reset_time");
        ObjectNode format = data.putObject("results_format")
                .put("$type", "<class '" + MODULE + "QuantumResultsFormat'>")
                .putObject("$data");
        format.set("format", choice("InlineResultsProcessing", RAW));
        format.set("transforms", choice("ResultsFormatting", COUNTED));
        data.set("metrics", choice("MetricsType", USUAL_METRICS));
        data.putArray("active_calibrations");
        if (optimised) {
            data.putNull("optimizations");
        } else {
            data.putObject("optimizations")
                    .put("$type", "<class '" + MODULE + "Tket'>")
                    .putObject("$data")
                    .set("tket_optimizations", choice("TketOptimizations", NOTHING_OPTIMISED));
        }
        data.putNull("error_mitigation");
        return configuration;
    }

    private static ObjectNode choice(String type, int value) {
        return Json.object().put("$type", "<enum '" + MODULE + type + "'>").put("$value", value);
    }
}
