package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitDigest;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.MeasurementGroup;
import io.jenkins.plugins.quantum.engine.circuit.Measurements;
import io.jenkins.plugins.quantum.engine.circuit.Observable;
import io.jenkins.plugins.quantum.engine.circuit.Pauli;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Workloads for gates on training, from OpenQASM text. */
public final class Ansatz {
    private Ansatz() {}

    /** Reads a circuit of OpenQASM 3 without its header. */
    public static Circuit circuit(String body) {
        return Qasm.read("ansatz.qasm", "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n" + body)
                .circuit();
    }

    /** A circuit as the subject, all inputs 0. */
    public static Workload plain(String body) {
        Circuit circuit = circuit(body);
        return workload(
                circuit,
                List.of(new Workload.Task("circuit", circuit.measuringAll(), List.of(zeros(circuit)))),
                new Readout.Outcomes(),
                Set.of());
    }

    /** The mean of 0.5 Z0 + 0.25 X0 X1 as the subject. */
    public static Workload observed(String body) {
        return observed(
                body,
                new Observable(List.of(
                        new Observable.Term(.5, Map.of(0, Pauli.Z)),
                        new Observable.Term(.25, Map.of(0, Pauli.X, 1, Pauli.X)))));
    }

    /** The mean of Z0 as the subject. */
    public static Workload firstQubit(String body) {
        return observed(body, new Observable(List.of(new Observable.Term(1, Map.of(0, Pauli.Z)))));
    }

    private static Workload observed(String body, Observable observable) {
        Circuit circuit = circuit(body);
        List<MeasurementGroup> groups = Measurements.group(circuit, observable);
        var tasks = new ArrayList<Workload.Task>();
        var parities = new ArrayList<List<Readout.Parity>>();
        for (MeasurementGroup group : groups) {
            tasks.add(new Workload.Task("terms", group.circuit(), List.of(zeros(circuit))));
            parities.add(List.of(new Readout.Parity(
                    observable.terms().get(group.termIndices().get(0)).coefficient(),
                    group.bitsOfTerm().get(0))));
        }
        return workload(circuit, tasks, new Readout.Expectation(0, parities), Set.of());
    }

    /** A classifier by the value of qubit 0, whose input x0 is data of two points. */
    public static Workload model(String body, Readout.Decision decision) {
        Circuit circuit = circuit(body);
        List<Map<String, Double>> points = List.of(bound(circuit, .3), bound(circuit, 1.1));
        var readout = new Readout.Classification(List.of("a", "b"), List.of("a", "b"), decision, 0);
        return workload(
                circuit, List.of(new Workload.Task("model", circuit.measuringAll(), points)), readout, Set.of("x0"));
    }

    private static Workload workload(
            Circuit circuit, List<Workload.Task> tasks, Readout readout, Set<String> dataInputs) {
        return new Workload(tasks, readout, CircuitMetrics.of(circuit), CircuitDigest.of(circuit), dataInputs);
    }

    private static Map<String, Double> zeros(Circuit circuit) {
        return bound(circuit, 0);
    }

    private static Map<String, Double> bound(Circuit circuit, double x) {
        return circuit.inputs().stream()
                .collect(Collectors.toMap(name -> name, name -> name.startsWith("x") ? x : 0.0));
    }
}
