package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitDigest;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.circuit.ProgramDigest;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.suite.LabelledData;
import io.jenkins.plugins.quantum.engine.suite.NativeFile;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import io.jenkins.plugins.quantum.engine.suite.Subject.CircuitSubject;
import io.jenkins.plugins.quantum.engine.suite.Subject.KernelSubject;
import io.jenkins.plugins.quantum.engine.suite.Subject.ModelSubject;
import io.jenkins.plugins.quantum.engine.suite.Subject.NativeSubject;
import io.jenkins.plugins.quantum.engine.suite.Subject.Predict;
import io.jenkins.plugins.quantum.engine.suite.Subject.ProblemSubject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes a test's subject ready to run: reads its files, binds its inputs, fixes how outcomes are read. */
final class WorkloadBuilder {
    private static final int MOST_QUBITS_TOLD = 20;

    private final SuiteFiles files;
    private final CircuitLoader circuits;

    WorkloadBuilder(SuiteFiles files, CircuitLoader circuits) {
        this.files = files;
        this.circuits = circuits;
    }

    /** The subject with what its code exports a second time, for gates that compare the two. */
    Workload buildTwice(Subject subject) {
        Workload built = build(subject);
        if (subject instanceof CircuitSubject circuit) {
            var inputs = new InputBinder(files, circuit.inputs(), Optional.empty());
            return built.exportedAgain(circuits.again(circuit.circuit(), inputs.shapes()));
        }
        if (subject instanceof ModelSubject model) {
            var inputs = new InputBinder(files, model.inputs(), Optional.of(files.data(model.data())));
            return built.exportedAgain(circuits.again(model.circuit(), inputs.shapes()));
        }
        return built;
    }

    Workload build(Subject subject) {
        if (subject instanceof CircuitSubject circuit) {
            return circuit(circuit);
        }
        if (subject instanceof KernelSubject kernel) {
            return new KernelTasks(files, circuits).build(kernel);
        }
        if (subject instanceof ProblemSubject problem) {
            return new ProblemTasks(files).build(problem);
        }
        if (subject instanceof NativeSubject program) {
            return nativeProgram(program);
        }
        return model((ModelSubject) subject);
    }

    private Workload nativeProgram(NativeSubject subject) {
        String text = NativeFile.read(files.resolve(subject.source()), SuiteFiles.shown(subject.source()));
        var program = new NativeProgram(subject.format(), subject.sites(), text);
        return new Workload(
                List.of(new Workload.Task("native", program, List.of(Map.of()))),
                new Readout.Outcomes(),
                CircuitMetrics.of(program),
                ProgramDigest.of(program));
    }

    private Workload circuit(CircuitSubject subject) {
        var inputs = new InputBinder(files, subject.inputs(), Optional.empty());
        Circuit circuit = circuits.load(subject.circuit(), inputs.shapes());
        List<Map<String, Double>> bindings = inputs.bind(circuit, subject.circuit());
        if (subject.observable().isEmpty()) {
            var task = new Workload.Task("circuit", circuit.measuringAll(), bindings);
            return workload(circuit, List.of(task), new Readout.Outcomes(), inputs);
        }
        var observable = circuits.observable(subject.observable().get(), subject.circuit(), inputs.shapes(), circuit);
        var expectation = new ObservableTasks(observable, circuit, subject.circuit());
        return workload(circuit, expectation.tasks(bindings), expectation.readout(), inputs);
    }

    private Workload model(ModelSubject subject) {
        LabelledData data = files.data(subject.data());
        var inputs = new InputBinder(files, subject.inputs(), Optional.of(data));
        Circuit circuit = circuits.load(subject.circuit(), inputs.shapes());
        List<Map<String, Double>> bindings = inputs.bind(circuit, subject.circuit());
        Circuit measured = circuit.measuringAll();
        Predict predict = subject.predict();
        if (predict instanceof Predict.ByObservable by) {
            requireLabels(data, by.classes(), subject);
            var observable = circuits.observable(by.observable(), subject.circuit(), inputs.shapes(), circuit);
            var expectation = new ObservableTasks(observable, circuit, subject.circuit());
            var decision = new Readout.Decision.Threshold(expectation.readout(), by.threshold());
            return workload(
                    circuit,
                    expectation.tasks(bindings),
                    new Readout.Classification(data.labels(), by.classes(), decision, by.shots()),
                    inputs);
        }
        if (predict instanceof Predict.ByMean by) {
            var expectation = new ObservableTasks(
                    circuits.observable(by.observable(), subject.circuit(), inputs.shapes(), circuit),
                    circuit,
                    subject.circuit());
            return workload(
                    circuit,
                    expectation.tasks(bindings),
                    new Readout.Regression(numbers(data, subject), expectation.readout(), by.shots()),
                    inputs);
        }
        Readout.Classification readout;
        if (predict instanceof Predict.ByQubit by) {
            requireLabels(data, by.classes(), subject);
            var decision = new Readout.Decision.Bit(bitOf(measured, by));
            readout = new Readout.Classification(data.labels(), by.classes(), decision, by.shots());
        } else {
            var by = (Predict.ByBits) predict;
            List<String> classes = new ArrayList<>(new LinkedHashSet<>(new java.util.TreeMap<>(by.classes()).values()));
            requireLabels(data, classes, subject);
            by.classes().keySet().forEach(outcome -> requireLength(outcome, measured, by));
            readout = new Readout.Classification(
                    data.labels(), classes, new Readout.Decision.Votes(by.classes()), by.shots());
        }
        return workload(circuit, List.of(new Workload.Task("model", measured, bindings)), readout, inputs);
    }

    private static Workload workload(Circuit circuit, List<Workload.Task> tasks, Readout readout, InputBinder inputs) {
        return new Workload(
                tasks, readout, CircuitMetrics.of(circuit), CircuitDigest.of(circuit), inputs.dataInputs(circuit));
    }

    private static int bitOf(Circuit measured, Predict.ByQubit predict) {
        if (predict.qubit() >= measured.qubits()) {
            throw new InputException(
                    predict.at(),
                    "expected a qubit from 0 to " + (measured.qubits() - 1) + ", found " + predict.qubit(),
                    "the circuit has " + measured.qubits() + " qubits");
        }
        return measured.instructions().stream()
                .filter(step -> step instanceof Instruction.Measure m && m.qubit() == predict.qubit())
                .map(step -> ((Instruction.Measure) step).bit())
                .reduce((first, second) -> second)
                .orElseThrow(
                        () -> new InputException(
                                predict.at(),
                                "the circuit does not measure qubit " + predict.qubit()
                                        + ", which the prediction reads; it measures " + measuredQubits(measured),
                                "name one that is measured, or leave all measurements out: then every qubit is measured at the end"));
    }

    private static String measuredQubits(Circuit measured) {
        String qubits = measured.instructions().stream()
                .filter(Instruction.Measure.class::isInstance)
                .map(step -> ((Instruction.Measure) step).qubit())
                .distinct()
                .sorted()
                .limit(MOST_QUBITS_TOLD)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return "qubit " + qubits;
    }

    private static void requireLength(String outcome, Circuit measured, Predict.ByBits predict) {
        if (outcome.length() != measured.bits()) {
            throw new InputException(
                    predict.at(),
                    "expected outcomes of " + measured.bits() + " bits, found '" + outcome + "'",
                    "the circuit has " + measured.bits() + " classical bits; the highest stands first");
        }
    }

    private static List<Double> numbers(LabelledData data, ModelSubject subject) {
        List<OptionalDouble> numbers =
                data.labels().stream().map(LabelledData::number).toList();
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i).isEmpty()) {
                throw new InputException(
                        subject.data().at(),
                        "expected numbers as labels, found '" + data.labels().get(i) + "' at point " + (i + 1),
                        "without 'classes' the mean of the observable predicts a number; for classes write 'classes: [...]' in"
                                + " predict");
            }
        }
        return numbers.stream().map(OptionalDouble::getAsDouble).toList();
    }

    private static void requireLabels(LabelledData data, List<String> classes, ModelSubject subject) {
        var unknown = new TreeSet<>(data.labels());
        classes.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new InputException(
                    subject.data().at(),
                    "the data has the label '" + unknown.first() + "', which the prediction never gives",
                    "classes of the prediction: " + String.join(", ", classes));
        }
    }
}
