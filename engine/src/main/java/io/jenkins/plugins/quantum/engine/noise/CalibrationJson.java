package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;

/** Writes a model as a calibration file of the user's own format. Read again, it gives the same model with the same epoch. */
public final class CalibrationJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private CalibrationJson() {}

    /** The file's text. */
    public static String of(NoiseModel model) {
        ObjectNode file = JSON.createObjectNode();
        file.put("name", CalibrationReader.clean(model.name()));
        if (!model.date().isBlank()) {
            file.put("date", model.date());
        }
        file.putObject("gate-times").put("one-qubit", model.oneQubitTime()).put("two-qubit", model.twoQubitTime());
        file.set("base", errors(model.base(), true));
        ArrayNode qubits = file.putArray("qubits");
        model.qubits()
                .forEach(qubit -> qubits.add(
                        JSON.createObjectNode().put("qubit", qubit.qubit()).setAll(errors(qubit.errors(), false))));
        ArrayNode pairs = file.putArray("pairs");
        model.pairs().forEach(pair -> {
            ObjectNode entry = pairs.addObject();
            entry.putArray("qubits").add(pair.first()).add(pair.second());
            entry.put("p2", pair.p2());
        });
        SystematicErrors systematic = model.systematic();
        if (!systematic.none()) {
            ObjectNode node = file.putObject("systematic")
                    .put("over-rotation", systematic.overRotation())
                    .put("cx-over-rotation", systematic.cxOverRotation())
                    .put("crosstalk-zz", systematic.crosstalkZz());
            if (systematic.crosstalkFactor() != 1) {
                node.put("crosstalk-factor", systematic.crosstalkFactor());
            }
        }
        try {
            return JSON.writeValueAsString(file) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers and texts can be written", e);
        }
    }

    private static ObjectNode errors(Errors errors, boolean pairs) {
        ObjectNode node = JSON.createObjectNode().put("p1", errors.p1());
        if (pairs) {
            node.put("p2", errors.p2());
        }
        node.put("readout-01", errors.readout01()).put("readout-10", errors.readout10());
        if (Double.isFinite(errors.t1())) {
            node.put("t1", errors.t1());
        }
        if (Double.isFinite(errors.t2())) {
            node.put("t2", errors.t2());
        }
        return node;
    }
}
