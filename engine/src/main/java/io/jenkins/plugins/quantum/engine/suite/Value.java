package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was read where a {@link Shape} was expected. Parts that were wrong are absent: their errors are listed already. */
sealed interface Value {
    SourcePosition at();

    /** Double, Boolean, String, or what the text's meaning is. */
    record Scalar(Object value, SourcePosition at) implements Value {}

    /** A list. */
    record Items(List<Value> values, SourcePosition at) implements Value {}

    /** A map, in the order of the file. */
    record Fields(Map<String, Field> fields, SourcePosition at) implements Value {
        Optional<Value> get(String key) {
            return Optional.ofNullable(fields.get(key)).flatMap(Field::value);
        }

        /** The value under a key when it is of a type. */
        <T> Optional<T> get(String key, Class<T> type) {
            return get(key).flatMap(value -> value.as(type));
        }

        Optional<Fields> map(String key) {
            return get(key).filter(Fields.class::isInstance).map(Fields.class::cast);
        }

        /** The texts of a list under a key; empty when there is none. */
        List<Scalar> list(String key) {
            return get(key).map(Value::scalars).orElse(List.of());
        }
    }

    /** One entry of a map; without a value when that was wrong. */
    record Field(SourcePosition keyAt, Optional<Value> value) {}

    /** The scalar's value, when it is one of a type. */
    default <T> Optional<T> as(Class<T> type) {
        return this instanceof Scalar scalar && type.isInstance(scalar.value())
                ? Optional.of(type.cast(scalar.value()))
                : Optional.empty();
    }

    /** The scalars of a list. */
    default List<Scalar> scalars() {
        return this instanceof Items items
                ? items.values().stream()
                        .filter(Scalar.class::isInstance)
                        .map(Scalar.class::cast)
                        .toList()
                : List.of();
    }
}
