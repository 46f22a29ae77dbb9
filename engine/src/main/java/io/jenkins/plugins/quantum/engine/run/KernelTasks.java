package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitDigest;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.GateSequence;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.suite.LabelledData;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import io.jenkins.plugins.quantum.engine.suite.Subject.KernelSubject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a kernel ready to run. The circuit U embeds a point; the kernel of two points is the probability of all zeros after U of
 * the first and the inverse of U of the second (Havlíček et al., Nature 567, 2019). One circuit has the inputs twice; each pair of
 * points is a binding of it.
 */
final class KernelTasks {
    /** More would take hours on any simulator, and more money than a test is worth on a device. */
    private static final int MOST_POINTS = 200;

    /** Most probabilities of all pairs, which are kept in memory: about 500 MB. */
    private static final long MOST_PROBABILITIES = 1L << 22;

    private final SuiteFiles files;
    private final CircuitLoader circuits;

    KernelTasks(SuiteFiles files, CircuitLoader circuits) {
        this.files = files;
        this.circuits = circuits;
    }

    Workload build(KernelSubject subject) {
        LabelledData data = points(subject, files.data(subject.data()));
        var inputs = new InputBinder(files, subject.inputs(), Optional.of(data));
        Circuit circuit = circuits.load(subject.circuit(), inputs.shapes());
        List<Map<String, Double>> points = inputs.bind(circuit, subject.circuit());
        if (inputs.dataInputs(circuit).isEmpty()) {
            throw new InputException(
                    subject.circuit().at(),
                    "no input of the circuit is bound to data: all points would be embedded as the same state",
                    "write for example 'inputs: {x: data}'");
        }
        requireSize(subject, circuit, points.size());
        var task = new Workload.Task("kernel", twice(circuit, subject.circuit()), pairs(points));
        return new Workload(
                List.of(task),
                new Readout.Kernel(data.labels()),
                CircuitMetrics.of(circuit),
                CircuitDigest.of(circuit),
                inputs.dataInputs(circuit));
    }

    private static LabelledData points(KernelSubject subject, LabelledData all) {
        int points = subject.points().orElse(all.rows().size());
        if (points > all.rows().size()) {
            throw new InputException(
                    subject.pointsAt(),
                    "expected at most " + all.rows().size() + " points, which is what the data has, found " + points,
                    "write fewer points, or leave 'points' out to take all");
        }
        if (points < 2) {
            throw new InputException(
                    subject.pointsAt(), "a kernel needs at least 2 points, the data has " + points, "add points");
        }
        return new LabelledData(
                all.features(), all.rows().subList(0, points), all.labels().subList(0, points), all.sha256());
    }

    private static void requireSize(KernelSubject subject, Circuit circuit, int points) {
        long most = MOST_POINTS;
        if (circuit.qubits() < Long.SIZE - 1) {
            long pairs = MOST_PROBABILITIES >> circuit.qubits();
            most = Math.min(most, (long) Math.floor((Math.sqrt(1 + 8.0 * pairs) - 1) / 2));
        }
        if (most < 2) {
            throw new InputException(
                    subject.circuit().at(),
                    "a kernel of " + circuit.qubits() + " qubits is too wide: all outcomes of every pair are kept",
                    "embed the points in at most 20 qubits");
        }
        if (points > most) {
            throw new InputException(
                    subject.pointsAt(),
                    points + " points are " + Readout.Kernel.pairs(points) + " pairs to run; with " + circuit.qubits()
                            + " qubits at most " + most + " points are taken",
                    "write 'points: " + most + "' or fewer: the first points of the file are taken");
        }
    }

    private static Circuit twice(Circuit circuit, FileRef source) {
        try {
            GateSequence embedding = GateSequence.of(circuit);
            return embedding
                    .renamed(name -> name + Readout.Kernel.FIRST)
                    .barrier()
                    .then(embedding
                            .renamed(name -> name + Readout.Kernel.SECOND)
                            .inverse())
                    .measuringAll();
        } catch (IllegalArgumentException e) {
            throw new InputException(source.at(), "a kernel cannot be made of it: " + e.getMessage(), "");
        }
    }

    private static List<Map<String, Double>> pairs(List<Map<String, Double>> points) {
        var pairs = new ArrayList<Map<String, Double>>(Readout.Kernel.pairs(points.size()));
        for (int i = 0; i < points.size(); i++) {
            for (int j = i; j < points.size(); j++) {
                var pair = new LinkedHashMap<String, Double>();
                points.get(i).forEach((name, value) -> pair.put(name + Readout.Kernel.FIRST, value));
                points.get(j).forEach((name, value) -> pair.put(name + Readout.Kernel.SECOND, value));
                pairs.add(pair);
            }
        }
        return pairs;
    }
}
