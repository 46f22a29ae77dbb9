package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Puts the parts of a plan together. A run of everything at once goes through it as well, with a single part: the result does not
 * depend on how the tests were shared out.
 */
public final class PartMerge {
    private final Map<String, RunPart> parts = new LinkedHashMap<>();

    /**
     * Adds a part.
     *
     * @param name
     *     of its folder, for messages
     * @throws InputException
     *     when it is not of the same plan as those before, or has tests that another one has
     */
    public PartMerge add(String name, RunPart part) {
        parts.forEach((otherName, other) -> {
            same(name, part, otherName, other, "suite", RunPart::suiteDigest);
            same(name, part, otherName, other, "profile", RunPart::profile);
            same(name, part, otherName, other, "seed", p -> Long.toString(p.seed()));
            same(name, part, otherName, other, "version or commit", p -> p.provenance()
                    .toString());
            same(name, part, otherName, other, "plan (its data, circuits, baseline or options differ)", RunPart::plan);
            for (RunPart.Tested test : part.tests()) {
                if (other.tests().stream().anyMatch(earlier -> earlier.id().equals(test.id()))) {
                    throw refused(
                            name,
                            "test " + test.id() + " is in " + otherName + " too",
                            "name each shard once, of one split of the suite");
                }
            }
        });
        for (RunPart.Tested test : part.tests()) {
            if (!part.whole().contains(test.id())) {
                throw refused(name, "has the test " + test.id() + ", which is not in its own plan", "run it again");
            }
        }
        if (parts.put(name, part) != null) {
            throw refused(name, "is named twice", "");
        }
        return this;
    }

    private static void same(
            String name, RunPart part, String otherName, RunPart other, String what, Function<RunPart, String> of) {
        if (!of.apply(part).equals(of.apply(other))) {
            throw refused(
                    name,
                    "is of another " + what + " than " + otherName,
                    "all shards must be run by one version, of one commit, with the same options but --shard and --out");
        }
    }

    /**
     * The result of the whole.
     *
     * @throws InputException
     *     when tests are missing
     */
    public RunResult result() {
        if (parts.isEmpty()) {
            throw new InputException(SourcePosition.of("merge"), "expected parts of a run, found none", "");
        }
        List<RunPart> all = new ArrayList<>(parts.values());
        all.sort(Comparator.comparing(
                        (RunPart part) -> RunShare.parse(part.share()).number())
                .thenComparing(RunPart::share));
        Map<String, RunPart.Tested> found = new LinkedHashMap<>();
        all.forEach(part -> part.tests().forEach(test -> found.put(test.id(), test)));
        List<String> whole = all.get(0).whole();
        List<String> missing =
                whole.stream().filter(id -> !found.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            throw refused(
                    String.join(", ", parts.keySet()),
                    missing.size() + " of " + whole.size() + " tests are missing: " + shown(missing),
                    "there are the shards " + shares(all) + "; run the others and merge all of them");
        }
        return of(all, whole.stream().map(found::get).toList());
    }

    private static String shown(List<String> names) {
        int most = 10;
        String some = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.size() > most ? some + ", …" : some;
    }

    private static String shares(List<RunPart> all) {
        return String.join(
                ", ",
                all.stream()
                        .map(part -> part.share().isEmpty() ? "all" : part.share())
                        .toList());
    }

    private static InputException refused(String name, String message, String advice) {
        return new InputException(SourcePosition.of(name), message, advice);
    }

    /** The result of complete parts; tests in the order of the plan. */
    static RunResult of(List<RunPart> parts, List<RunPart.Tested> tests) {
        RunPart first = parts.get(0);
        List<RunResult.TestResult> results =
                tests.stream().map(RunPart.Tested::result).toList();
        List<RunResult.OpenBill> mayBill =
                parts.stream().flatMap(part -> part.mayBill().stream()).toList();
        return new RunResult(
                RunResult.SCHEMA_VERSION,
                first.runId(),
                first.suite(),
                first.profile(),
                first.seed(),
                RunExecution.exitCode(results),
                first.inconclusive(),
                results,
                cost(parts, tests),
                mayBill,
                tests.stream()
                        .map(RunPart.Tested::choice)
                        .filter(choice -> choice != null)
                        .toList(),
                warnings(parts, tests, mayBill),
                provenance(first, tests),
                timing(parts));
    }

    private static RunResult.CostSummary cost(List<RunPart> parts, List<RunPart.Tested> tests) {
        Map<String, Money> spent = new TreeMap<>();
        parts.forEach(part -> part.spent().forEach(money -> spent.merge(money.currency(), money, Money::plus)));
        Money worst = parts.stream().map(RunPart::worst).reduce(Money.zero(), PlanCost::sum);
        return new RunResult.CostSummary(
                parts.get(0).budget(),
                worst.toString(),
                Bills.text(List.copyOf(spent.values()), parts.stream().anyMatch(RunPart::unpriced)),
                tests.stream().mapToLong(RunPart.Tested::shots).sum());
    }

    private static List<String> warnings(
            List<RunPart> parts, List<RunPart.Tested> tests, List<RunResult.OpenBill> mayBill) {
        List<String> warnings = new ArrayList<>(parts.get(0).warnings());
        tests.forEach(test -> warnings.addAll(test.unable()));
        parts.forEach(part -> warnings.addAll(part.moved()));
        tests.forEach(test -> warnings.addAll(test.notes()));
        tests.forEach(tested -> tested.result().gates().forEach(gate -> gate.acceptances().stream()
                .filter(known -> known.effect() == RunResult.Acceptance.Effect.NEEDLESS)
                .forEach(known -> warnings.add(tested.result().name() + " / " + gate.gate() + " on "
                        + tested.result().backend() + ": " + known.says()))));
        mayBill.forEach(bill -> warnings.add((bill.id().isEmpty() ? "A job" : "Job " + bill.id()) + " on "
                + bill.backend() + " may bill at most " + bill.worst() + ": " + bill.message() + "."));
        return warnings;
    }

    private static Map<String, String> provenance(RunPart first, List<RunPart.Tested> tests) {
        Map<String, String> provenance = new TreeMap<>(first.provenance());
        provenance.put("suite.sha256", first.suiteDigest());
        tests.forEach(test -> provenance.putAll(test.facts()));
        return provenance;
    }

    private static RunResult.Timing timing(List<RunPart> parts) {
        if (parts.size() == 1) {
            return parts.get(0).timing();
        }
        Instant from = parts.stream()
                .map(part -> Instant.parse(part.timing().startedAt()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant to = parts.stream()
                .map(part -> Instant.parse(part.timing().finishedAt()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new RunResult.Timing(
                from.toString(), to.toString(), Duration.between(from, to).toMillis() / 1000.0);
    }
}
