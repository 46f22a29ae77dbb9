package io.jenkins.plugins.quantum.engine.backend.quantumart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A bound circuit as the service takes it: OpenQASM 2 of the gates that Quantum Art's client compiles to, with its size. */
final class QuantumArtCircuit {
    /** Those of the client's target that are in qelib1.inc and have the same name there; all others become U and CX. */
    private static final Set<Gate> GATES = EnumSet.of(
            Gate.ID, Gate.H, Gate.S, Gate.RX, Gate.RY, Gate.RZ, Gate.U, Gate.CX, Gate.SWAP, Gate.RXX, Gate.RZZ);

    private final List<Instruction> steps = new ArrayList<>();

    private QuantumArtCircuit() {}

    /**
     * The circuit, with all its bits in one register.
     *
     * @param name
     *     under which the service shows it
     */
    static ObjectNode write(Circuit bound, String name) {
        var written = new QuantumArtCircuit();
        bound.instructions().forEach(step -> written.add(step, bound));
        Circuit circuit =
                new Circuit(bound.qubitRegisters(), bound.bitRegisters(), List.of(), written.steps).inOneRegister();
        ObjectNode json = Json.object()
                .put("qasm", Qasm.write2(circuit))
                .put("name", name)
                .put("qubits", circuit.qubits())
                .put("clbits", circuit.bits());
        json.putObject("metadata")
                .put("qiskit_circuit", true)
                .put("depth", depth(circuit))
                .put(
                        "size",
                        circuit.instructions().stream()
                                .filter(step -> !(step instanceof Instruction.Barrier))
                                .count());
        return json;
    }

    private void add(Instruction step, Circuit circuit) {
        if (step instanceof Instruction.Apply apply && !GATES.contains(apply.gate())) {
            var alone = new Circuit(circuit.qubitRegisters(), List.of(), List.of(), List.of(apply));
            Lowering.lower(alone).operations().forEach(this::add);
        } else if (!(step instanceof Instruction.Pragma)) {
            steps.add(step);
        }
    }

    private void add(Elementary operation) {
        if (operation instanceof Elementary.Cnot cnot) {
            steps.add(new Instruction.Apply(Gate.CX, List.of(), List.of(cnot.control(), cnot.target())));
        } else if (operation instanceof Elementary.Rotation turn) {
            steps.add(new Instruction.Apply(
                    Gate.U,
                    List.of(Angle.of(turn.theta()), Angle.of(turn.phi()), Angle.of(turn.lambda())),
                    List.of(turn.qubit())));
        }
    }

    /** As Qiskit counts it: measurements are steps of their qubit and their bit, barriers are none. */
    private static int depth(Circuit circuit) {
        var levels = new int[circuit.qubits() + circuit.bits()];
        int deepest = 0;
        for (Instruction step : circuit.instructions()) {
            List<Integer> at = List.of();
            if (step instanceof Instruction.Apply apply) {
                at = apply.qubits();
            } else if (step instanceof Instruction.Measure measure) {
                at = List.of(measure.qubit(), circuit.qubits() + measure.bit());
            }
            int level = 1 + at.stream().mapToInt(wire -> levels[wire]).max().orElse(-1);
            at.forEach(wire -> levels[wire] = level);
            deepest = Math.max(deepest, level);
        }
        return deepest;
    }
}
