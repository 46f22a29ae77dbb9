package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.Suggestion;
import io.jenkins.plugins.quantum.engine.suite.Subject.CircuitSubject;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import io.jenkins.plugins.quantum.engine.suite.Subject.KernelSubject;
import io.jenkins.plugins.quantum.engine.suite.Subject.ModelSubject;
import io.jenkins.plugins.quantum.engine.suite.Subject.NativeSubject;
import io.jenkins.plugins.quantum.engine.suite.Subject.Predict;
import io.jenkins.plugins.quantum.engine.suite.Subject.ProblemSubject;
import io.jenkins.plugins.quantum.engine.suite.TestSpec.EvidenceMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Makes one test of what was read; empty when a part of it was wrong. */
final class TestBuilder {
    private static final String OBSERVABLE = "observable";

    private final Problems problems;
    private final GatesBuilder gates;
    private final List<String> presets;
    private final ConfinedFolder folder;

    TestBuilder(Problems problems, GatesBuilder gates, List<String> presets, ConfinedFolder folder) {
        this.problems = problems;
        this.gates = gates;
        this.presets = presets;
        this.folder = folder;
    }

    Optional<TestSpec> build(Value.Fields test) {
        Optional<Subject> subject = subject(test);
        Optional<Subject.Kind> kind = subject.map(Subject::kind);
        List<GateSpec> base = gates.base(test, kind);
        Map<String, List<GateSpec>> overrides = gates.overrides(test, base, kind);
        NoiseSpec noise = noise(test);
        if (test.get("problem").isPresent()) {
            test.get("noise").ifPresent(noiseOf -> refuseNoise(noiseOf, "a problem"));
        } else if (test.get("native").isPresent()) {
            test.get("noise").ifPresent(noiseOf -> refuseNoise(noiseOf, "a native program"));
        }
        Optional<String> name = test.get("name", String.class);
        if (subject.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        boolean shots = test.get("evidence", String.class).orElse("").equals("shots");
        return Optional.of(new TestSpec(
                name.get(),
                subject.get(),
                noise,
                shots ? EvidenceMode.SHOTS : EvidenceMode.AUTOMATIC,
                base,
                overrides,
                test.get("allow-slow", Boolean.class).orElse(false),
                test.at()));
    }

    private Optional<Subject> subject(Value.Fields test) {
        Optional<Value.Fields> model = test.map("model");
        if (model.isPresent()) {
            return model(model.get());
        }
        Optional<Value.Fields> kernel = test.map("kernel");
        if (kernel.isPresent()) {
            return kernel(kernel.get());
        }
        Optional<Value.Fields> problem = test.map("problem");
        if (problem.isPresent()) {
            return problem(problem.get());
        }
        Optional<Value.Fields> nativeProgram = test.map("native");
        if (nativeProgram.isPresent()) {
            return nativeProgram(nativeProgram.get());
        }
        Map<String, FileRef> inputs = inputs(test, false);
        Optional<FileRef> observable = file(test, OBSERVABLE);
        return file(test, "circuit").map(circuit -> new CircuitSubject(circuit, inputs, observable));
    }

    private Optional<Subject> model(Value.Fields model) {
        Map<String, FileRef> inputs = inputs(model, true);
        Optional<FileRef> circuit = file(model, "circuit");
        Optional<FileRef> data = file(model, "data");
        Optional<Predict> predict = model.map("predict").flatMap(this::predict);
        if (circuit.isEmpty() || data.isEmpty() || predict.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ModelSubject(circuit.get(), inputs, data.get(), predict.get()));
    }

    private Optional<Subject> kernel(Value.Fields kernel) {
        Map<String, FileRef> inputs = inputs(kernel, true);
        Optional<FileRef> circuit = file(kernel, "circuit");
        Optional<FileRef> data = file(kernel, "data");
        if (circuit.isEmpty() || data.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> points = kernel.get("points", Double.class).map(Double::intValue);
        return Optional.of(new KernelSubject(
                circuit.get(),
                inputs,
                data.get(),
                points.map(OptionalInt::of).orElse(OptionalInt.empty()),
                kernel.get("points").map(Value::at).orElse(data.get().at())));
    }

    private Optional<Subject> problem(Value.Fields problem) {
        boolean qubo = problem.fields().containsKey("qubo");
        Optional<Double> optimum = problem.get("optimum", Double.class);
        return file(problem, qubo ? "qubo" : "ising")
                .map(source -> new ProblemSubject(
                        source,
                        qubo ? Vartype.QUBO : Vartype.ISING,
                        optimum.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                        problem.get("optimum").map(Value::at).orElse(source.at())));
    }

    private Optional<Subject> nativeProgram(Value.Fields program) {
        Optional<String> format = program.get("format", String.class);
        Optional<Double> sites = program.get("sites", Double.class);
        Optional<FileRef> source = file(program, "program");
        return source.isEmpty() || format.isEmpty() || sites.isEmpty()
                ? Optional.empty()
                : Optional.of(new NativeSubject(
                        source.get(), format.get(), sites.get().intValue()));
    }

    private void refuseNoise(Value noise, String subject) {
        if (!noise.as(String.class).filter("none"::equals).isPresent()) {
            problems.error(
                    noise.at(),
                    "expected no noise for " + subject + ", found one",
                    "noise models are for circuits on simulators: remove the line");
        }
    }

    private Map<String, FileRef> inputs(Value.Fields subject, boolean hasData) {
        Map<String, FileRef> inputs = new HashMap<>();
        subject.map("inputs").ifPresent(all -> all.fields()
                .forEach((name, field) -> field.value().ifPresent(value -> {
                    String text = value.as(String.class).orElseThrow();
                    if (new FileRef(text, value.at()).isData() && !hasData) {
                        problems.error(
                                value.at(),
                                "expected a JSON file or a number, found '" + text + "': a circuit has no data",
                                "data belongs to models and kernels; give the values in a .json file");
                    } else if (text.endsWith(".json")) {
                        confined(new FileRef(text, value.at())).ifPresent(ref -> inputs.put(name, ref));
                    } else {
                        inputs.put(name, new FileRef(text, value.at()));
                    }
                })));
        return inputs;
    }

    private Optional<FileRef> file(Value.Fields fields, String key) {
        return fields.get(key)
                .flatMap(value -> value.as(String.class).map(text -> new FileRef(text, value.at())))
                .flatMap(this::confined);
    }

    private Optional<FileRef> confined(FileRef file) {
        try {
            folder.resolve(file.text(), file.at());
            return Optional.of(file);
        } catch (InputException e) {
            e.diagnostics().forEach(d -> problems.error(d.at(), d.message(), d.advice()));
            return Optional.empty();
        }
    }

    private Optional<Predict> predict(Value.Fields predict) {
        int shots = predict.get("shots", Double.class).map(Double::intValue).orElse(0);
        Optional<Double> qubit = predict.get("qubit", Double.class);
        Optional<Double> bits = predict.get("bits", Double.class);
        List<String> classes = predict.list("classes").stream()
                .map(name -> (String) name.value())
                .toList();
        if (qubit.isPresent()) {
            return Optional.of(new Predict.ByQubit(qubit.get().intValue(), classes, shots, predict.at()));
        }
        if (bits.isPresent()) {
            return Optional.of(new Predict.ByBits(outcomes(predict, bits.get().intValue()), shots, predict.at()));
        }
        Optional<FileRef> observable = file(predict, OBSERVABLE);
        if (!predict.fields().containsKey("classes")) {
            Optional<Value> threshold = predict.get("threshold");
            if (threshold.isPresent()) {
                problems.error(
                        threshold.get().at(),
                        "expected 'classes' with a threshold, found none",
                        "add 'classes: [low, high]', or remove the threshold: then the mean itself is the prediction");
                return Optional.empty();
            }
            return observable.map(file -> new Predict.ByMean(file, shots, predict.at()));
        }
        double threshold = predict.get("threshold", Double.class).orElse(0.0);
        return observable.map(file -> new Predict.ByObservable(file, threshold, classes, shots, predict.at()));
    }

    private Map<String, String> outcomes(Value.Fields predict, int bits) {
        Map<String, String> classes = new HashMap<>();
        predict.map("classes").ifPresent(all -> all.fields().forEach((outcome, field) -> {
            if (outcome.length() != bits) {
                problems.error(
                        field.keyAt(),
                        "expected an outcome of " + bits + (bits == 1 ? " bit" : " bits") + ", found '" + outcome + "'",
                        "'bits' says how many bits every outcome has");
            }
            field.value().flatMap(value -> value.as(String.class)).ifPresent(name -> classes.put(outcome, name));
        }));
        return classes;
    }

    private NoiseSpec noise(Value.Fields test) {
        Optional<Value> noise = test.get("noise");
        if (noise.isEmpty()) {
            return new NoiseSpec("none", Map.of(), test.at());
        }
        Value given = noise.get();
        if (given instanceof Value.Fields values) {
            Map<String, Double> numbers = new HashMap<>();
            values.fields().keySet().forEach(key -> values.get(key, Double.class)
                    .ifPresent(number -> numbers.put(key, number)));
            if (numbers.containsKey("t1") && numbers.containsKey("t2") && numbers.get("t2") > 2 * numbers.get("t1")) {
                problems.error(
                        values.get("t2").orElseThrow().at(),
                        "expected t2 of at most twice t1, found " + numbers.get("t2") + " with t1 " + numbers.get("t1"),
                        "no qubit keeps its phase longer than that");
            }
            return new NoiseSpec("custom", numbers, values.at());
        }
        String name = given.as(String.class).orElse("none");
        if (name.endsWith(".json")) {
            confined(new FileRef(name, given.at()));
        } else if (!name.equals("none") && !presets.contains(name)) {
            problems.error(
                    given.at(),
                    "expected none, a preset, a .json file or a map, found " + Scalars.quote(name),
                    Suggestion.nearest(name, presets)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("presets are " + String.join(", ", presets)));
        }
        return new NoiseSpec(name, Map.of(), given.at());
    }
}
