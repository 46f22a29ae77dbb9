package io.jenkins.plugins.quantum.engine.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prepares circuits that measure an observable. */
public final class Measurements {
    private Measurements() {}

    /**
     * Groups the terms that one change of basis on each qubit can measure together: each term joins the first group in
     * which no qubit asks for another Pauli (greedy, in the order of the terms).
     *
     * @param circuit
     *     without measurements, or with measurements at its end only, which are replaced
     * @param observable
     *     its identity terms are left out: they need no measurement
     * @throws IllegalArgumentException
     *     when the circuit is dynamic or a term names a qubit that it does not have
     */
    public static List<MeasurementGroup> group(Circuit circuit, Observable observable) {
        circuit.whyDynamic().ifPresent(reason -> {
            throw new IllegalArgumentException(
                    "an expectation value needs a circuit that measures only at its end: " + reason);
        });
        var bases = new ArrayList<Map<Integer, Pauli>>();
        var members = new ArrayList<List<Integer>>();
        for (int i = 0; i < observable.terms().size(); i++) {
            Map<Integer, Pauli> paulis = observable.terms().get(i).paulis();
            checkQubits(paulis, circuit.qubits());
            if (!paulis.isEmpty()) {
                int group = firstFitting(bases, paulis);
                if (group == bases.size()) {
                    bases.add(new TreeMap<>());
                    members.add(new ArrayList<>());
                }
                bases.get(group).putAll(paulis);
                members.get(group).add(i);
            }
        }
        var groups = new ArrayList<MeasurementGroup>(bases.size());
        for (int group = 0; group < bases.size(); group++) {
            groups.add(measure(circuit, observable, bases.get(group), members.get(group)));
        }
        return groups;
    }

    private static void checkQubits(Map<Integer, Pauli> paulis, int qubits) {
        for (int qubit : paulis.keySet()) {
            if (qubit < 0 || qubit >= qubits) {
                throw new IllegalArgumentException(
                        "the observable names qubit " + qubit + "; the circuit has qubits 0 to " + (qubits - 1));
            }
        }
    }

    private static int firstFitting(List<Map<Integer, Pauli>> bases, Map<Integer, Pauli> paulis) {
        for (int group = 0; group < bases.size(); group++) {
            Map<Integer, Pauli> basis = bases.get(group);
            if (paulis.entrySet().stream()
                    .allMatch(entry -> basis.getOrDefault(entry.getKey(), entry.getValue()) == entry.getValue())) {
                return group;
            }
        }
        return bases.size();
    }

    private static MeasurementGroup measure(
            Circuit circuit, Observable observable, Map<Integer, Pauli> basis, List<Integer> members) {
        var steps = new ArrayList<Instruction>(circuit.instructions().size() + 3 * basis.size());
        circuit.instructions().stream()
                .filter(step -> !(step instanceof Instruction.Measure))
                .forEach(steps::add);
        var bits = new TreeMap<Integer, Integer>();
        basis.forEach((qubit, pauli) -> {
            turn(pauli, qubit, steps);
            bits.put(qubit, bits.size());
        });
        bits.forEach((qubit, bit) -> steps.add(new Instruction.Measure(qubit, bit)));
        var measured = new Circuit(
                circuit.qubitRegisters(), List.of(new Register("meas", 0, bits.size())), circuit.inputs(), steps);
        var bitsOfTerm = new ArrayList<List<Integer>>(members.size());
        for (int term : members) {
            bitsOfTerm.add(observable.terms().get(term).paulis().keySet().stream()
                    .map(bits::get)
                    .toList());
        }
        return new MeasurementGroup(measured, members, bitsOfTerm);
    }

    /** Turns the eigenstates of a Pauli into those of Z. */
    private static void turn(Pauli pauli, int qubit, List<Instruction> steps) {
        if (pauli == Pauli.Y) {
            steps.add(new Instruction.Apply(Gate.SDG, List.of(), List.of(qubit)));
        }
        if (pauli != Pauli.Z) {
            steps.add(new Instruction.Apply(Gate.H, List.of(), List.of(qubit)));
        }
    }
}
