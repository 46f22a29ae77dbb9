package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.diagnostic.Suggestion;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a test's gates of what was read, and its gates under each profile. */
final class GatesBuilder {
    private static final int ALTERNATIVES = 4;

    private final Problems problems;
    private final GateCatalog catalog;
    private final List<String> profiles;

    GatesBuilder(Problems problems, GateCatalog catalog, List<String> profiles) {
        this.problems = problems;
        this.catalog = catalog;
        this.profiles = profiles;
    }

    /** The gates of a test, those switched off left out. */
    List<GateSpec> base(Value.Fields test, Optional<Subject.Kind> subject) {
        Map<String, Optional<GateSpec>> entries = entries(test, subject);
        List<GateSpec> gates =
                entries.values().stream().flatMap(Optional::stream).toList();
        if (gates.isEmpty() && !entries.isEmpty()) {
            problems.error(
                    test.get("gates").orElseThrow().at(),
                    "expected at least one gate, found all switched off",
                    "to run none under one profile, switch them off in its override");
        }
        return gates;
    }

    /** The gates under each profile that overrides some. */
    Map<String, List<GateSpec>> overrides(Value.Fields test, List<GateSpec> base, Optional<Subject.Kind> subject) {
        Map<String, List<GateSpec>> overrides = new HashMap<>();
        test.map("override").ifPresent(all -> all.fields().forEach((profile, field) -> {
            if (!profiles.contains(profile)) {
                problems.error(
                        field.keyAt(),
                        "expected one of the profiles " + String.join(", ", profiles) + ", found "
                                + Scalars.quote(profile),
                        Suggestion.nearest(profile, profiles)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("add it under 'profiles', or remove the override"));
            }
            all.map(profile).ifPresent(fields -> overrides.put(profile, merged(base, fields, subject)));
        }));
        return overrides;
    }

    private List<GateSpec> merged(List<GateSpec> base, Value.Fields override, Optional<Subject.Kind> subject) {
        Map<String, GateSpec> merged =
                base.stream().collect(Collectors.toMap(GateSpec::kind, gate -> gate, (a, b) -> a, LinkedHashMap::new));
        entries(override, subject).forEach((name, gate) -> {
            if (gate.isPresent()) {
                merged.put(name, gate.get());
            } else if (merged.remove(name) == null) {
                override.map("gates")
                        .map(gates -> gates.fields().get(name))
                        .ifPresent(field -> problems.warning(
                                field.keyAt(),
                                "'" + name + "' is switched off here, but the test does not have it",
                                "remove the line"));
            }
        });
        return List.copyOf(merged.values());
    }

    /** What {@code gates:} says: a gate, or empty where it is off. Wrong ones are left out. */
    private Map<String, Optional<GateSpec>> entries(Value.Fields holder, Optional<Subject.Kind> subject) {
        Map<String, Optional<GateSpec>> entries = new LinkedHashMap<>();
        Optional<Value.Fields> map = holder.map("gates");
        holder.list("gates").forEach(item -> {
            String name = (String) item.value();
            if (judges(name, item.at(), subject)) {
                requireNoOptions(name, item.at());
                entries.put(name, Optional.of(new GateSpec(name, Map.of(), item.at(), Map.of())));
            }
        });
        map.ifPresent(
                gates -> gates.fields().forEach((name, field) -> field.value().ifPresent(value -> {
                    if (value.as(String.class).filter(GateFormat.OFF::equals).isPresent()) {
                        entries.put(name, Optional.empty());
                    } else if (judges(name, field.keyAt(), subject)) {
                        entries.put(name, Optional.of(gate(name, field.keyAt(), value)));
                    }
                })));
        return entries;
    }

    private GateSpec gate(String name, SourcePosition at, Value value) {
        Map<String, Object> options = new HashMap<>();
        Map<String, SourcePosition> positions = new HashMap<>();
        if (value instanceof Value.Fields fields) {
            fields.fields().forEach((key, field) -> field.value().ifPresent(option -> {
                positions.put(key, option.at());
                options.put(key, option instanceof Value.Scalar scalar ? scalar.value() : texts(name, key, option));
            }));
        } else {
            requireNoOptions(name, at);
        }
        return new GateSpec(name, options, at, positions);
    }

    private List<String> texts(String gate, String option, Value list) {
        List<Value.Scalar> items = list.scalars();
        if (items.stream().anyMatch(item -> item.value() instanceof Double)) {
            return items.stream()
                    .map(item -> Long.toString(((Double) item.value()).longValue()))
                    .toList();
        }
        if (outcomes(gate, option)) {
            requireOneLength(items);
        }
        return items.stream().map(item -> (String) item.value()).toList();
    }

    private boolean outcomes(String gate, String option) {
        return catalog.find(gate).stream()
                .flatMap(kind -> kind.options().stream())
                .anyMatch(known -> known.name().equals(option) && known.type() == GateKind.Type.OUTCOMES);
    }

    private void requireOneLength(List<Value.Scalar> items) {
        int length = items.isEmpty() ? 0 : ((String) items.get(0).value()).length();
        items.stream()
                .filter(item -> ((String) item.value()).length() != length)
                .findFirst()
                .ifPresent(item -> problems.error(
                        item.at(),
                        "expected outcomes of one length, found '" + item.value() + "' after one of " + length
                                + (length == 1 ? " bit" : " bits"),
                        "write every bit, also zeros in front"));
    }

    private void requireNoOptions(String name, SourcePosition at) {
        List<String> needed = catalog.find(name).stream()
                .flatMap(kind -> kind.options().stream())
                .filter(GateKind.Option::required)
                .map(GateKind.Option::name)
                .toList();
        if (!needed.isEmpty()) {
            problems.error(
                    at,
                    "expected '" + String.join("', '", needed) + "' for the gate " + name + ", found no options",
                    "write gates as a map: {" + name + ": {" + String.join(": …, ", needed) + ": …}}");
        }
    }

    private boolean judges(String name, SourcePosition at, Optional<Subject.Kind> subject) {
        Optional<? extends GateKind> kind = catalog.find(name);
        if (subject.isEmpty() || kind.isEmpty() || kind.get().subjects().contains(subject.get())) {
            return true;
        }
        String judged = kind.get().subjects().stream()
                .sorted()
                .map(GatesBuilder::plural)
                .collect(Collectors.joining(" and "));
        String instead = catalog.kinds().stream()
                .filter(other -> other.subjects().contains(subject.get()))
                .map(GateKind::name)
                .limit(ALTERNATIVES)
                .collect(Collectors.joining(", "));
        problems.error(
                at,
                "expected a gate that judges " + plural(subject.get()) + ", found " + name + ", which judges " + judged,
                instead.isEmpty() ? "" : "use " + instead);
        return false;
    }

    private static String plural(Subject.Kind kind) {
        return switch (kind) {
            case REGRESSION -> "models that predict numbers";
            case NATIVE -> "native programs";
            case CIRCUIT, OBSERVABLE, MODEL, KERNEL, PROBLEM -> kind.name().toLowerCase(Locale.ROOT) + "s";
        };
    }
}
