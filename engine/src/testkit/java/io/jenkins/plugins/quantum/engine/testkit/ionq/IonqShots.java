package io.jenkins.plugins.quantum.engine.testkit.ionq;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Register;

/** Shots of circuits that measure and reset anywhere, as long as no qubit is ever between 0 and 1. */
final class IonqShots {
    private IonqShots() {}

    /** The artifact: the bits of each register in each shot, bit 0 first. */
    static ObjectNode of(Circuit circuit, long shots) {
        var qubits = new boolean[circuit.qubits()];
        var bits = new boolean[circuit.bits()];
        for (Instruction step : circuit.instructions()) {
            if (step instanceof Instruction.Measure measure) {
                bits[measure.bit()] = qubits[measure.qubit()];
            } else if (step instanceof Instruction.Reset reset) {
                qubits[reset.qubit()] = false;
            } else if (step instanceof Instruction.Apply apply) {
                apply(apply, qubits);
            }
        }
        ObjectNode answer = Json.object();
        ArrayNode all = answer.putArray("shots");
        for (long shot = 0; shot < shots; shot++) {
            ObjectNode registers = all.addObject().putObject("registers");
            for (Register register : circuit.bitRegisters()) {
                ArrayNode values = registers.putArray(register.name());
                for (int i = 0; i < register.size(); i++) {
                    values.add(bits[register.offset() + i] ? 1 : 0);
                }
            }
            registers.putArray("output_all").add(0);
        }
        return answer;
    }

    private static void apply(Instruction.Apply apply, boolean... qubits) {
        int target = apply.qubits().get(apply.qubits().size() - 1);
        if (apply.gate() == Gate.X) {
            qubits[target] ^= true;
        } else if (apply.gate() == Gate.CX) {
            qubits[target] ^= qubits[apply.qubits().get(0)];
        } else {
            throw new IllegalArgumentException("this fake takes x and cx in such circuits, not " + apply.gate());
        }
    }
}
