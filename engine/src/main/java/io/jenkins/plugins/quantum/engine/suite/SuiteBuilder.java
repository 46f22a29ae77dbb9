package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.diagnostic.Suggestion;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import io.jenkins.plugins.quantum.engine.suite.Suite.ErrorRates;
import io.jenkins.plugins.quantum.engine.suite.Suite.Policy;
import io.jenkins.plugins.quantum.engine.suite.Suite.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a suite of what was read, and checks what one place alone cannot show. Parts with errors are left out. */
final class SuiteBuilder {
    static final int ROUNDS = 3;
    static final Duration DEADLINE = Duration.ofHours(24);
    static final String BUILTIN = "builtin";
    static final String DEFAULT_PROFILE = "default";

    private final Problems problems;
    private final GateCatalog catalog;
    private final Set<String> backendTypes;
    private final Set<String> presetNames;
    private final ConfinedFolder suiteFolder;

    SuiteBuilder(
            Problems problems,
            GateCatalog catalog,
            Set<String> backendTypes,
            Set<String> presetNames,
            ConfinedFolder suiteFolder) {
        this.problems = problems;
        this.catalog = catalog;
        this.backendTypes = backendTypes;
        this.presetNames = presetNames;
        this.suiteFolder = suiteFolder;
    }

    Suite build(String file, Path folder, Value.Fields root) {
        List<Profile> profiles = profiles(root);
        List<BackendSpec> backends = backends(root);
        checkBackendNames(root, backends);
        ErrorRates errors = root.map("errors")
                .map(rates -> new ErrorRates(
                        rates.get("false-red", Double.class).orElse(ErrorRates.DEFAULT.falseRed()),
                        rates.get("missed", Double.class).orElse(ErrorRates.DEFAULT.missed())))
                .orElse(ErrorRates.DEFAULT);
        List<TestSpec> tests = tests(root, profiles);
        return new Suite(
                file, folder, profiles, backends, errors, tests, new AcceptBuilder(problems, tests).build(root));
    }

    private static Profile profile(String name, Value.Fields fields) {
        List<String> backends = fields.list("backends").stream()
                .map(backend -> (String) backend.value())
                .toList();
        return new Profile(
                name,
                backends.isEmpty() ? List.of(BUILTIN) : backends,
                fields.get("budget", Money.class).orElse(Money.zero()),
                fields.get("rounds", Double.class).map(Double::intValue).orElse(ROUNDS),
                fields.get("inconclusive", String.class).orElse("warn").equals("fail") ? Policy.FAIL : Policy.WARN,
                fields.get("deadline", Duration.class).orElse(DEADLINE),
                fields.get("queue-deadline", Duration.class),
                fields.get("run-deadline", Duration.class),
                fields.get("learning", Double.class).map(Double::intValue).orElse(0),
                fields.get("run-on", String.class).orElse("first").equals("all"),
                fields.at());
    }

    /** The profile of a suite that has none: the built-in simulator, and no money. */
    static Profile standardProfile(SourcePosition at) {
        return profile(DEFAULT_PROFILE, new Value.Fields(Map.of(), at));
    }

    private List<Profile> profiles(Value.Fields root) {
        List<Profile> profiles = new ArrayList<>();
        root.map("profiles").ifPresent(all -> all.fields()
                .keySet()
                .forEach(name -> profiles.add(
                        // a profile with errors still counts, so that overrides of it are not reported as unknown
                        profile(name, all.map(name).orElse(new Value.Fields(Map.of(), all.at()))))));
        return profiles.isEmpty() ? List.of(standardProfile(root.at())) : profiles;
    }

    private List<BackendSpec> backends(Value.Fields root) {
        List<BackendSpec> backends = new ArrayList<>();
        root.map("backends").ifPresent(all -> all.fields().keySet().forEach(name -> all.map(name)
                .ifPresent(fields -> {
                    String type = fields.get("type", String.class).orElse("");
                    fields.get("type")
                            .filter(value -> !backendTypes.contains(type))
                            .ifPresent(value -> problems.error(
                                    value.at(),
                                    "expected a backend type this release knows, found " + Scalars.quote(type),
                                    Suggestion.nearest(type, sorted(backendTypes))
                                            .map(near -> "did you mean '" + near + "'?")
                                            .orElse("known are " + String.join(", ", sorted(backendTypes)))));
                    Map<String, String> options = new HashMap<>();
                    fields.fields().keySet().stream()
                            .filter(key -> !key.equals("type"))
                            .forEach(key -> fields.get(key, String.class).ifPresent(text -> options.put(key, text)));
                    backends.add(new BackendSpec(name, type, options, fields.at()));
                })));
        return backends;
    }

    /** Other backends may be configured on the machine, so that an unknown name is only suspicious. */
    private void checkBackendNames(Value.Fields root, List<BackendSpec> backends) {
        Set<String> declared =
                new LinkedHashSet<>(backends.stream().map(BackendSpec::name).toList());
        Set<String> used = new LinkedHashSet<>();
        root.map("profiles").ifPresent(all -> all.fields().keySet().forEach(name -> all.map(name)
                .map(profile -> profile.list("backends"))
                .orElse(List.of())
                .forEach(backend -> {
                    String text = (String) backend.value();
                    used.add(text);
                    if (!declared.contains(text) && !text.equals(BUILTIN)) {
                        Suggestion.nearest(text, declared)
                                .ifPresent(near -> problems.warning(
                                        backend.at(),
                                        "the suite has no backend '" + text
                                                + "'; it must come from the machine's configuration",
                                        "did you mean '" + near + "'?"));
                    }
                })));
        backends.stream()
                .filter(backend -> !used.contains(backend.name()))
                .forEach(backend -> problems.warning(
                        backend.at(),
                        "no profile uses the backend '" + backend.name() + "'",
                        "name it in a profile's backends, or by --backend " + backend.name()));
    }

    private List<TestSpec> tests(Value.Fields root, List<Profile> profiles) {
        var builder = new TestBuilder(
                problems,
                new GatesBuilder(
                        problems, catalog, profiles.stream().map(Profile::name).toList()),
                sorted(presetNames),
                suiteFolder);
        Map<String, SourcePosition> names = new HashMap<>();
        List<TestSpec> tests = new ArrayList<>();
        List<Value> values = root.get("tests")
                .filter(Value.Items.class::isInstance)
                .map(items -> ((Value.Items) items).values())
                .orElse(List.of());
        for (Value value : values) {
            var fields = (Value.Fields) value;
            fields.get("name").ifPresent(name -> {
                String text = name.as(String.class).orElseThrow();
                SourcePosition first = names.putIfAbsent(text, name.at());
                if (first != null) {
                    problems.error(
                            name.at(),
                            "expected a name no other test has, found '" + text + "' again",
                            "it stands first at " + first);
                }
            });
            builder.build(fields).ifPresent(tests::add);
        }
        return tests;
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
