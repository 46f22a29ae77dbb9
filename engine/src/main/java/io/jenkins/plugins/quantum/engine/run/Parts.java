package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Splits a job into requests that its backend takes, and joins their results. Each part has its own key and seed; a job that
 * fits stays as it is. Shots are shared out evenly, so that no part falls below the backend's least.
 */
final class Parts {
    private Parts() {}

    /** The requests of a job, in the order in which {@link #join} expects their results; ids are their keys. */
    static List<JobRequest> of(Job job) {
        JobRequest whole = job.request();
        Capabilities limits = job.backend().capabilities();
        int rounds = rounds(whole, limits);
        int groups = groups(whole, limits);
        if (rounds == 1 && groups == 1) {
            return List.of(whole);
        }
        List<JobRequest> parts = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            int from = group * limits.batch();
            int to = Math.min(whole.bindings().size(), from + limits.batch());
            for (int round = 0; round < rounds; round++) {
                long shots = whole.shots() / rounds + (round < whole.shots() % rounds ? 1 : 0);
                String number = Integer.toString(parts.size());
                parts.add(whole.part(
                        job.key() + "/" + number,
                        whole.bindings().subList(from, to),
                        shots,
                        Seed.derive(whole.seed(), "part", number)));
            }
        }
        return parts;
    }

    private static int rounds(JobRequest whole, Capabilities limits) {
        return whole.exact() ? 1 : Math.toIntExact((whole.shots() - 1) / limits.mostShots() + 1);
    }

    private static int groups(JobRequest whole, Capabilities limits) {
        return whole.bindings().isEmpty() ? 1 : (whole.bindings().size() - 1) / limits.batch() + 1;
    }

    /**
     * The result of a job.
     *
     * @param results
     *     of its parts, in order
     */
    static JobResult join(Job job, List<JobResult> results) {
        if (results.size() == 1) {
            return results.get(0);
        }
        int rounds = rounds(job.request(), job.backend().capabilities());
        List<Outcome> outcomes = new ArrayList<>();
        for (int first = 0; first < results.size(); first += rounds) {
            for (int binding = 0; binding < results.get(first).outcomes().size(); binding++) {
                Outcome sum = results.get(first).outcomes().get(binding);
                for (int round = 1; round < rounds; round++) {
                    Outcome other = results.get(first + round).outcomes().get(binding);
                    sum = sum.plus(other);
                }
                outcomes.add(sum);
            }
        }
        return new JobResult(outcomes, facts(results));
    }

    /** Of the first part; what was billed is added up. */
    private static Map<String, String> facts(List<JobResult> results) {
        Map<String, String> facts = new TreeMap<>(results.get(0).facts());
        facts.remove(Bills.BILLED);
        BigDecimal sum = BigDecimal.ZERO;
        for (JobResult result : results) {
            String billed = result.facts().get(Bills.BILLED);
            if (billed == null || !billed.matches("\\d{1,18}(\\.\\d{1,18})?")) {
                return facts;
            }
            sum = sum.add(new BigDecimal(billed));
        }
        facts.put(Bills.BILLED, sum.toPlainString());
        return facts;
    }
}
