package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What ran when {@code qmlops baseline} was recorded, for gates that compare today's program with it: the file {@value #FILE}
 * beside the suite, meant to be committed with the figures.
 *
 * @param schemaVersion
 *     1
 * @param programs
 *     sorted by test
 */
public record RecordedPrograms(int schemaVersion, List<Recorded> programs) {
    /** Its name. */
    public static final String FILE = "qmlops-baseline-programs.json";

    private static final int VERSION = 1;

    /** Values of inputs in a test; more would make a file that nobody wants to commit. */
    private static final long MOST_VALUES = 200_000;

    public RecordedPrograms {
        programs = programs == null ? List.of() : List.copyOf(programs);
    }

    /**
     * A test's program.
     *
     * @param test
     *     its name
     * @param digest
     *     canonical, of the program as the user wrote it
     * @param tasks
     *     what ran
     */
    public record Recorded(String test, String digest, List<RecordedTask> tasks) {
        public Recorded {
            tasks = tasks == null ? List.of() : List.copyOf(tasks);
        }
    }

    /**
     * One circuit.
     *
     * @param id
     *     of the task
     * @param qasm
     *     OpenQASM 3
     * @param bindings
     *     values of the circuit's inputs, in the order of their declaration
     */
    public record RecordedTask(String id, String qasm, List<List<Double>> bindings) {
        public RecordedTask {
            bindings = bindings == null
                    ? List.of()
                    : bindings.stream().map(List::copyOf).toList();
        }
    }

    /** Nothing recorded. */
    public static RecordedPrograms none() {
        return new RecordedPrograms(VERSION, List.of());
    }

    /**
     * Reads the file beside a suite; nothing recorded where there is none.
     *
     * @throws InputException
     *     when it cannot be read
     */
    public static RecordedPrograms read(Path folder) {
        return RecordedFile.read(
                folder, FILE, RecordedPrograms.class, none(), RecordedPrograms::schemaVersion, "recorded programs");
    }

    /** These, with the programs of a plan in place of what was recorded of the same tests. Problems are not recorded. */
    public RecordedPrograms record(Plan plan) {
        Map<String, Recorded> merged = new HashMap<>();
        programs.forEach(program -> merged.put(program.test(), program));
        for (Plan.PlannedTest test : plan.tests()) {
            merged.remove(test.spec().name());
            List<Workload.Task> tasks = test.workload().tasks();
            if (recordable(tasks)) {
                merged.put(
                        test.spec().name(),
                        new Recorded(
                                test.spec().name(),
                                test.workload().digest(),
                                tasks.stream().map(RecordedPrograms::task).toList()));
            }
        }
        var sorted = new ArrayList<>(merged.values());
        sorted.sort(Comparator.comparing(Recorded::test));
        return new RecordedPrograms(VERSION, sorted);
    }

    /** These without a test's program; without any where it is null. */
    public RecordedPrograms without(String test) {
        return new RecordedPrograms(
                VERSION,
                programs.stream()
                        .filter(program -> test != null && !program.test().equals(test))
                        .toList());
    }

    private static boolean recordable(List<Workload.Task> tasks) {
        return tasks.stream().allMatch(task -> task.program() instanceof Circuit)
                && tasks.stream()
                                .mapToLong(task -> (long) task.bindings().size()
                                        * task.circuit().inputs().size())
                                .sum()
                        <= MOST_VALUES;
    }

    private static RecordedTask task(Workload.Task task) {
        Circuit circuit = task.circuit();
        return new RecordedTask(
                task.id(),
                Qasm.write3(circuit),
                task.bindings().stream()
                        .map(binding ->
                                circuit.inputs().stream().map(binding::get).toList())
                        .toList());
    }

    /**
     * A test's tasks as they were; empty where nothing is recorded.
     *
     * @throws InputException
     *     when the file was damaged
     */
    public List<Workload.Task> tasks(String test) {
        return programs.stream()
                .filter(program -> program.test().equals(test))
                .flatMap(program -> program.tasks().stream())
                .map(RecordedPrograms::read)
                .toList();
    }

    private static Workload.Task read(RecordedTask task) {
        Circuit circuit = Qasm.read(FILE, task.qasm()).circuit();
        List<Map<String, Double>> bindings = new ArrayList<>();
        for (List<Double> values : task.bindings()) {
            if (values.size() != circuit.inputs().size()) {
                throw new InputException(
                        SourcePosition.of(FILE),
                        "expected " + circuit.inputs().size() + " values for each run of " + task.id() + ", found "
                                + values.size(),
                        "restore the file or record it again: qmlops baseline");
            }
            Map<String, Double> binding = new HashMap<>();
            for (int i = 0; i < values.size(); i++) {
                binding.put(circuit.inputs().get(i), values.get(i));
            }
            bindings.add(binding);
        }
        return new Workload.Task(task.id(), circuit, bindings);
    }
}
