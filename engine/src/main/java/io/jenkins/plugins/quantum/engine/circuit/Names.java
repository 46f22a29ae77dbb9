package io.jenkins.plugins.quantum.engine.circuit;

import java.util.List;

/** Looks names up. */
@FunctionalInterface
interface Names {
    /** What the name stands for, or null. */
    Symbol find(String name);

    /** The parameters of a gate with their values; other names as {@code outside} says. */
    static Names parameters(List<String> names, List<Angle> values, Names outside) {
        return name -> {
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equals(name)) {
                    return new Symbol.Constant(new Value.Number(values.get(i)), 64);
                }
            }
            return outside.find(name);
        };
    }
}
