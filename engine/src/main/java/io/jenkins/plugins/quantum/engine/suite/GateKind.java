package io.jenkins.plugins.quantum.engine.suite;

import java.util.List;
import java.util.Set;

/** What suite files, schema and documentation need to know of a gate. */
public interface GateKind {
    /** As suites write it, for example {@code noise-budget}. */
    String name();

    /** One sentence: what it shows. */
    String summary();

    /** What it can judge. */
    Set<Subject.Kind> subjects();

    /** Its options. */
    List<Option> options();

    /**
     * One option of a gate.
     *
     * @param name
     *     kebab-case
     * @param type
     *     what may be written
     * @param words
     *     for {@link Type#WORD}: the words allowed
     * @param minimum
     *     least number allowed
     * @param maximum
     *     greatest number allowed
     * @param standard
     *     what holds when it is left out, in words; empty when it is required
     * @param meaning
     *     one sentence
     */
    record Option(
            String name,
            Type type,
            List<String> words,
            double minimum,
            double maximum,
            String standard,
            String meaning) {
        public Option {
            words = List.copyOf(words);
        }

        /** A number within bounds. */
        public static Option number(String name, double minimum, double maximum, String standard, String meaning) {
            return new Option(name, Type.NUMBER, List.of(), minimum, maximum, standard, meaning);
        }

        /** A whole number within bounds. */
        public static Option whole(String name, double minimum, double maximum, String standard, String meaning) {
            return new Option(name, Type.WHOLE, List.of(), minimum, maximum, standard, meaning);
        }

        /** A number within bounds, or the word {@code baseline}. */
        public static Option line(String name, double minimum, double maximum, String standard, String meaning) {
            return new Option(name, Type.LINE, List.of("baseline"), minimum, maximum, standard, meaning);
        }

        /** One of some words. */
        public static Option word(String name, List<String> words, String standard, String meaning) {
            return new Option(name, Type.WORD, words, 0, 0, standard, meaning);
        }

        /** A list of strings of 0 and 1. */
        public static Option outcomes(String name, String standard, String meaning) {
            return new Option(name, Type.OUTCOMES, List.of(), 0, 0, standard, meaning);
        }

        /** A list of names. */
        public static Option names(String name, String standard, String meaning) {
            return new Option(name, Type.NAMES, List.of(), 0, 0, standard, meaning);
        }

        /** One string of 0 and 1. */
        public static Option outcome(String name, String standard, String meaning) {
            return new Option(name, Type.OUTCOME, List.of(), 0, 0, standard, meaning);
        }

        /** A list of qubits by number. */
        public static Option qubits(String name, String standard, String meaning) {
            return new Option(name, Type.QUBITS, List.of(), 0, 0, standard, meaning);
        }

        /** Whether it must be given. */
        public boolean required() {
            return standard.isEmpty();
        }
    }

    /** What an option's value may be. */
    enum Type {
        NUMBER,
        WHOLE,
        LINE,
        WORD,
        OUTCOMES,
        NAMES,
        OUTCOME,
        QUBITS
    }
}
