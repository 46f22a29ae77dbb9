package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.jenkins.plugins.quantum.engine.circuit.ProgramDigest;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shares the tests of a plan out, in the same way in every process that plans the same suite. */
final class PlanShare {
    private static final ObjectMapper PLAIN =
            RunJson.MAPPER.copy().registerModule(new SimpleModule().addSerializer(new MaybeMissing()));

    private final RunShare share;
    private final List<Plan.PlannedTest> own = new ArrayList<>();
    private final List<Plan.PlannedTest> paidElsewhere = new ArrayList<>();
    private final Set<String> all = new LinkedHashSet<>();
    private final Set<String> aside = new LinkedHashSet<>();

    PlanShare(RunShare share, List<Plan.PlannedTest> tests) {
        this.share = share;
        Map<String, Integer> groups = new HashMap<>();
        for (Plan.PlannedTest test : tests) {
            all.add(id(test));
            boolean free = Prices.free(test.backend());
            // Tests of one program may share jobs, which are paid for once: such tests stay together. What is free may
            // be
            // computed twice.
            String group = free ? id(test) : "paid " + test.workload().digest();
            int number = groups.computeIfAbsent(group, key -> groups.size());
            boolean kind =
                    switch (share.side()) {
                        case ALL -> true;
                        case LOCAL -> free;
                        case REMOTE -> !free;
                    };
            boolean mine = share.takes(number) && kind;
            if (share.takes(number) && !kind) {
                aside.add(id(test));
            }
            if (mine) {
                own.add(test);
            } else if (!free) {
                paidElsewhere.add(test);
            }
        }
    }

    /** Names a test on the backend that was planned for it; all of its parts have the same name. */
    static String id(Plan.PlannedTest test) {
        return test.spec().name() + " on " + test.backend().name();
    }

    /** The tests of the share. */
    List<Plan.PlannedTest> own() {
        return own;
    }

    /** Tests of other shares that cost money. */
    List<Plan.PlannedTest> paidElsewhere() {
        return paidElsewhere;
    }

    /** The names of the shard's tests on the other kind of backends. */
    List<String> aside() {
        return List.copyOf(aside);
    }

    /** The names of all tests of the plan, in its order. */
    List<String> all() {
        return List.copyOf(all);
    }

    /**
     * A hash over all that the plan's results depend on: the suite with its options, every program with its inputs, noise, labels and
     * recorded lines.
     *
     * @param head
     *     what does not follow from the tests
     */
    static String digest(String head, List<Plan.PlannedTest> tests) {
        var text = new StringBuilder(head);
        for (Plan.PlannedTest test : tests) {
            text.append('\n')
                    .append(id(test))
                    .append('\n')
                    .append(test.workload().digest());
            text.append('\n').append(Job.sha256(json(test.workload().readout())));
            for (Workload.Task task : test.workload().recorded()) {
                text.append('\n').append(ProgramDigest.of(task.program())).append(json(task.bindings()));
            }
            for (Plan.PlannedGate gate : test.gates()) {
                text.append('\n')
                        .append(gate.gate().name())
                        .append(json(gate.context().baseline().orElse(null)));
                for (Need need : gate.proposal().needs()) {
                    test.jobs(need).forEach(job -> text.append(' ').append(job.key()));
                }
            }
        }
        return Job.sha256(text.toString());
    }

    private static String json(Object value) {
        try {
            return PLAIN.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan is plain data", e);
        }
    }

    /** What may be missing, as its value or null. */
    @SuppressWarnings("rawtypes") // Jackson knows types by class objects, which have no parameters
    private static final class MaybeMissing extends StdSerializer<Optional> {
        private static final long serialVersionUID = 1L;

        MaybeMissing() {
            super(Optional.class);
        }

        @Override
        public void serialize(Optional value, JsonGenerator to, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(((Optional<?>) value).orElse(null), to);
        }
    }
}
