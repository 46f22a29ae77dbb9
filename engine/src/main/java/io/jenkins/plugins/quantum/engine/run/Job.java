package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.circuit.ProgramDigest;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A piece of work for one backend. Its key is made of all that its result depends on, so that equal work is done once, in this
 * run or after a crash.
 *
 * @param key
 *     hexadecimal
 * @param backend
 *     where
 * @param request
 *     what
 */
record Job(String key, Backend backend, JobRequest request) {
    private static final int KEY_LENGTH = 32;

    /** The job that answers a need for one task of a test. */
    static Job of(Plan.PlannedTest test, Workload.Task task, Need need, long rootSeed) {
        Backend backend = need.source() == Need.Source.REFERENCE ? test.reference() : test.backend();
        boolean simulated = backend.capabilities().simulator();
        NoiseModel noise = simulated ? test.noise().scaled(need.scale()) : NoiseModel.none();
        int trajectories = noise.isNone() ? 0 : need.trajectories();
        List<Map<String, Double>> bindings = new ArrayList<>();
        for (int repeat = 0; repeat < need.repeats(); repeat++) {
            bindings.addAll(task.bindings());
        }
        String content = String.join(
                "\n",
                place(backend),
                backend.name(),
                ProgramDigest.of(task.program()),
                json(bindings),
                json(noise),
                Long.toString(need.shots()),
                Integer.toString(trajectories),
                Integer.toString(need.look()),
                Boolean.toString(test.spec().allowSlow()));
        long seed = Seed.derive(rootSeed, content);
        String key = sha256(content + "\n" + rootSeed).substring(0, KEY_LENGTH);
        var request = new JobRequest(
                key,
                task.program(),
                bindings,
                noise,
                need.shots(),
                trajectories,
                seed,
                test.spec().allowSlow());
        return new Job(key, backend, request);
    }

    /** The device counts too: evidence of another one never answers, though the suite calls both by one name. */
    private static String place(Backend backend) {
        String type = backend.capabilities().type();
        String device = backend.capabilities().device();
        return device.equals(type) ? type : type + "\n" + device;
    }

    private static String json(Object value) {
        try {
            return RunJson.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job is plain data", e);
        }
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
