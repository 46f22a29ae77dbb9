package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what was written against what is expected; goes on after errors, so that a user sees all of them at once. */
final class ShapeReader {
    private final Problems problems;
    private final ScalarReader scalars;

    ShapeReader(Problems problems) {
        this.problems = problems;
        this.scalars = new ScalarReader(problems);
    }

    /** The value, or empty when it is wrong. */
    Optional<Value> read(YamlNode node, Shape shape) {
        if (shape instanceof Shape.Refused refused) {
            problems.error(node.at(), refused.message(), refused.advice());
            return Optional.empty();
        }
        if (shape instanceof Shape.Either either) {
            return either(node, either);
        }
        if (shape instanceof Shape.ListOf list && node instanceof YamlNode.Listing listing) {
            return Optional.of(list(listing, list));
        }
        if (node instanceof YamlNode.Mapping mapping) {
            if (shape instanceof Shape.MapOf map) {
                return Optional.of(map(mapping, map));
            }
            if (shape instanceof Shape.Fields fields) {
                return Optional.of(fields(mapping, fields, List.of(fields)));
            }
            if (shape instanceof Shape.Variants variants) {
                return variant(mapping, variants);
            }
        }
        if (node instanceof YamlNode.Scalar scalar) {
            return scalars.read(scalar, shape);
        }
        return wrong(node, shape);
    }

    private Optional<Value> wrong(YamlNode node, Shape shape) {
        problems.error(node.at(), "expected " + shape.what() + ", found " + Scalars.describe(node), "");
        return Optional.empty();
    }

    private Optional<Value> either(YamlNode node, Shape.Either either) {
        for (Shape shape : either.shapes()) {
            if (suits(node, shape)) {
                return read(node, shape);
            }
        }
        return wrong(node, either);
    }

    private static boolean suits(YamlNode node, Shape shape) {
        if (node instanceof YamlNode.Listing) {
            return shape instanceof Shape.ListOf;
        }
        boolean map = shape instanceof Shape.MapOf || shape instanceof Shape.Fields || shape instanceof Shape.Variants;
        if (node instanceof YamlNode.Mapping) {
            return map;
        }
        return Scalars.isNothing(node)
                ? shape instanceof Shape.Empty
                : !map && !(shape instanceof Shape.ListOf) && !(shape instanceof Shape.Empty);
    }

    private Value list(YamlNode.Listing listing, Shape.ListOf shape) {
        int size = listing.items().size();
        if (size < shape.least() || size > shape.most()) {
            problems.error(
                    listing.at(),
                    "expected " + shape.what() + ", found " + (size == 0 ? "an empty list" : "a list of " + size),
                    "");
        }
        List<Value> values = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (YamlNode item : listing.items().subList(0, Math.min(size, shape.most()))) {
            read(item, shape.item()).ifPresent(value -> {
                if (shape.once() && value instanceof Value.Scalar scalar && !seen.add(scalar.value())) {
                    problems.error(
                            item.at(), "expected each entry once, found " + Scalars.describe(item) + " again", "");
                } else {
                    values.add(value);
                }
            });
        }
        return new Value.Items(values, listing.at());
    }

    private Value map(YamlNode.Mapping mapping, Shape.MapOf shape) {
        if (mapping.pairs().size() < shape.least()) {
            problems.error(mapping.at(), "expected " + shape.what() + ", found an empty map", "");
        }
        Map<String, Value.Field> fields = new LinkedHashMap<>();
        for (YamlNode.Pair pair : mapping.pairs()) {
            readEntry(pair, shape).ifPresent(field -> fields.put(pair.key(), field));
        }
        return new Value.Fields(fields, mapping.at());
    }

    private Optional<Value.Field> readEntry(YamlNode.Pair pair, Shape.MapOf shape) {
        if (!Pattern.matches(shape.keyPattern(), pair.key())) {
            problems.error(pair.keyAt(), "expected " + shape.keyWhat() + ", found " + Scalars.quote(pair.key()), "");
            return Optional.empty();
        }
        return Optional.of(new Value.Field(pair.keyAt(), read(pair.value(), shape.value())));
    }

    private Optional<Value> variant(YamlNode.Mapping mapping, Shape.Variants shape) {
        List<Shape.Fields> named = shape.forms().stream()
                .filter(form ->
                        mapping.pairs().stream().anyMatch(pair -> pair.key().equals(first(form))))
                .toList();
        if (named.size() == 1) {
            return Optional.of(fields(mapping, named.get(0), shape.forms()));
        }
        List<String> firsts = shape.forms().stream().map(ShapeReader::first).toList();
        if (named.size() > 1) {
            String second = first(named.get(1));
            mapping.pairs().stream()
                    .filter(pair -> pair.key().equals(second))
                    .forEach(pair -> problems.error(
                            pair.keyAt(),
                            "expected exactly one of " + String.join(", ", firsts) + ", found '" + first(named.get(0))
                                    + "' and '" + second + "'",
                            "split it in two, or remove one"));
            return Optional.empty();
        }
        boolean misspelt = mapping.pairs().stream()
                .map(YamlNode.Pair::key)
                .filter(key ->
                        shape.forms().stream().noneMatch(form -> find(form, key).isPresent()))
                .anyMatch(key -> Suggestion.nearest(key, firsts).isPresent());
        if (!misspelt) {
            problems.error(
                    mapping.at(),
                    "expected one of " + String.join(", ", firsts) + " in " + shape.what() + ", found none of them",
                    "");
        }
        List<String> known = shape.forms().stream()
                .flatMap(form -> form.keys().stream())
                .map(Shape.Key::name)
                .distinct()
                .toList();
        mapping.pairs().stream().filter(pair -> !known.contains(pair.key())).forEach(pair -> unknown(pair, known));
        return Optional.empty();
    }

    private static String first(Shape.Fields form) {
        return form.keys().get(0).name();
    }

    private static Optional<Shape.Key> find(Shape.Fields form, String name) {
        return form.keys().stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** Reads a map of known keys; {@code forms} are those that it might have been instead. */
    private Value fields(YamlNode.Mapping mapping, Shape.Fields shape, List<Shape.Fields> forms) {
        Map<String, Value.Field> fields = new LinkedHashMap<>();
        Set<String> meant = new HashSet<>();
        List<String> known = shape.keys().stream()
                .filter(key -> !(key.shape() instanceof Shape.Refused))
                .map(Shape.Key::name)
                .toList();
        for (YamlNode.Pair pair : mapping.pairs()) {
            Optional<Shape.Key> key = find(shape, pair.key());
            if (key.isPresent()) {
                fields.put(
                        pair.key(),
                        new Value.Field(
                                pair.keyAt(), read(pair.value(), key.get().shape())));
            } else if (shape.rest().isPresent() && Secrets.isSecret(pair.key())) {
                problems.error(
                        pair.keyAt(),
                        "expected no secrets in a suite, found " + Scalars.quote(pair.key()),
                        "give it by the vendor's environment variable or profile file, on Jenkins by a credential");
            } else if (shape.rest().isPresent()) {
                readEntry(pair, shape.rest().get()).ifPresent(field -> fields.put(pair.key(), field));
            } else {
                forms.stream()
                        .filter(form -> find(form, pair.key()).isPresent())
                        .findFirst()
                        .ifPresentOrElse(form -> misplaced(pair, first(shape), first(form)), () -> unknown(pair, known)
                                .ifPresent(meant::add));
            }
        }
        for (Shape.Key key : shape.keys()) {
            boolean written =
                    mapping.pairs().stream().anyMatch(pair -> pair.key().equals(key.name()));
            if (key.required() && !written && !meant.contains(key.name())) {
                problems.error(
                        mapping.at(),
                        "expected the key '" + key.name() + "' in " + shape.what() + ", found none",
                        "add '" + key.name() + ":' with " + key.shape().what());
            }
        }
        if (mapping.pairs().size() < shape.least()) {
            problems.error(mapping.at(), "expected " + shape.what() + ", found an empty map", "");
        }
        return new Value.Fields(fields, mapping.at());
    }

    private void misplaced(YamlNode.Pair pair, String here, String there) {
        problems.error(
                pair.keyAt(),
                "expected a key that goes with '" + here + "', found '" + pair.key() + "'",
                "'" + pair.key() + "' goes with '" + there + "'");
    }

    private Optional<String> unknown(YamlNode.Pair pair, List<String> known) {
        Optional<String> near = Suggestion.nearest(pair.key(), known);
        problems.error(
                pair.keyAt(),
                "expected one of " + String.join(", ", known) + ", found the unknown key " + Scalars.quote(pair.key()),
                near.map(word -> "did you mean '" + word + "'?").orElse(""));
        return near;
    }
}
