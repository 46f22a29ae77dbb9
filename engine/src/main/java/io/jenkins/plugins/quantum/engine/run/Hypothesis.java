package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.quantum.engine.circuit.ProgramDigest;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Probe;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the shots of a test are evidence about. Shots of several runs may be put together only where all of it is the same, for then they are
 * draws of one law under one question, and an e-process may go on over them: however often a run is repeated, its error rates hold.
 *
 * @param parts
 *     by the name that a user is told when a part is another
 */
record Hypothesis(Map<String, String> parts) {
    private static final String CALIBRATION = "the calibration";

    Hypothesis {
        parts = Map.copyOf(parts);
    }

    /**
     * That of a planned test.
     *
     * @param calibration
     *     the epoch of the device; on simulators the noise itself counts
     */
    static Hypothesis of(Plan.PlannedTest test, String calibration) {
        Map<String, String> parts = new TreeMap<>();
        var capabilities = test.backend().capabilities();
        parts.put("the backend", String.join("\n", test.backend().name(), capabilities.type(), capabilities.device()));
        parts.put(CALIBRATION, capabilities.simulator() ? digest(test.noise()) : calibration);
        parts.put("the program or its inputs", tasks(test.workload().tasks()));
        parts.put("the recorded program", tasks(test.workload().recorded()));
        for (Plan.PlannedGate gate : test.gates()) {
            if (shots(gate)) {
                GateContext context = gate.context();
                String name = gate.gate().name();
                parts.put(
                        "the options of " + name,
                        digest(new TreeMap<>(context.spec().options())));
                parts.put("the baseline of " + name, digest(context.baseline().orElse(null)));
                parts.put("the build's error rates", digest(context.errors()));
                var probes = new TreeSet<String>();
                gate.proposal()
                        .needs()
                        .forEach(need -> need.probe().map(Hypothesis::probe).ifPresent(probes::add));
                parts.put("the programs of " + name, String.join("\n", probes));
            }
        }
        return new Hypothesis(parts);
    }

    /** The calibration that the device had when this run was planned. */
    String calibration() {
        return parts.get(CALIBRATION);
    }

    /** Whether a gate is decided by shots. */
    static boolean shots(Plan.PlannedGate gate) {
        return gate.proposal().needs().stream().anyMatch(Hypothesis::shots);
    }

    /** Whether a need asks for shots of the backend under test. */
    static boolean shots(Need need) {
        return need.source() == Need.Source.SUBJECT && need.shots() > 0;
    }

    /** Which programs a probe runs. */
    static String probe(Probe probe) {
        return digest(List.of(probe.name(), tasks(probe.tasks())));
    }

    private static String tasks(List<Workload.Task> tasks) {
        return digest(tasks.stream()
                .map(task -> List.of(task.id(), ProgramDigest.of(task.program()), task.bindings()))
                .toList());
    }

    private static String digest(Object value) {
        try {
            return Job.sha256(RunJson.MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan is plain data", e);
        }
    }

    /** The names of the parts that are not the same, sorted. */
    List<String> differences(Map<String, String> other) {
        var names = new TreeSet<String>(parts.keySet());
        names.addAll(other.keySet());
        names.removeIf(name -> parts.containsKey(name) && parts.get(name).equals(other.get(name)));
        return List.copyOf(names);
    }
}
