package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What a test is about. File names are relative to the suite. */
public sealed interface Subject {
    /** Kinds of subject, as gates name those they can judge. */
    enum Kind {
        CIRCUIT,
        OBSERVABLE,
        MODEL,
        REGRESSION,
        KERNEL,
        PROBLEM,
        NATIVE
    }

    /** Its kind: a circuit with an observable is {@link Kind#OBSERVABLE}. */
    Kind kind();

    /** The file that says what runs: a circuit ({@code x.qasm}, or {@code file.py:NAME} for a Python object), a problem, or a native program. */
    FileRef source();

    /** A file or word of the suite, and where it stands. */
    record FileRef(String text, SourcePosition at) {
        private static final String COLUMN = TestFormat.DATA + ".";

        /** Whether an input bound to it takes its values from the rows of the data. */
        public boolean isData() {
            return text.equals(TestFormat.DATA) || column().isPresent();
        }

        /** The feature column that {@code data.COLUMN} names; none for all of them. */
        public Optional<String> column() {
            return text.startsWith(COLUMN) && !text.endsWith(".json")
                    ? Optional.of(text.substring(COLUMN.length()))
                    : Optional.empty();
        }
    }

    /**
     * A single circuit.
     *
     * @param circuit
     *     {@code x.qasm}, or {@code file.py:NAME} for a Python object
     * @param inputs
     *     what each input group is bound to: a JSON file, or an inline number
     * @param observable
     *     a JSON file of Pauli terms or {@code file.py:NAME}, when its expectation value is the subject
     */
    record CircuitSubject(FileRef circuit, Map<String, FileRef> inputs, Optional<FileRef> observable)
            implements Subject {
        public CircuitSubject {
            inputs = Map.copyOf(inputs);
        }

        @Override
        public Kind kind() {
            return observable.isPresent() ? Kind.OBSERVABLE : Kind.CIRCUIT;
        }

        @Override
        public FileRef source() {
            return circuit;
        }
    }

    /**
     * A model: a classifier, or one that predicts a number.
     *
     * @param circuit
     *     {@code x.qasm}, or {@code file.py:NAME} for a Python object
     * @param inputs
     *     what each input group is bound to: {@code data}, a JSON file, or an inline number
     * @param data
     *     a CSV file of labelled points
     * @param predict
     *     how outcomes become predictions
     */
    record ModelSubject(FileRef circuit, Map<String, FileRef> inputs, FileRef data, Predict predict)
            implements Subject {
        public ModelSubject {
            inputs = Map.copyOf(inputs);
        }

        @Override
        public Kind kind() {
            return predict instanceof Predict.ByMean ? Kind.REGRESSION : Kind.MODEL;
        }

        @Override
        public FileRef source() {
            return circuit;
        }
    }

    /**
     * A quantum kernel: how alike the states are that a circuit makes of two points.
     *
     * @param circuit
     *     that embeds a point: {@code x.qasm}, or {@code file.py:NAME} for a Python object
     * @param inputs
     *     what each input group is bound to: {@code data}, a JSON file, or an inline number
     * @param data
     *     a CSV file of labelled points
     * @param points
     *     how many of them, the first of the file; empty: all
     * @param pointsAt
     *     where the suite says so
     */
    record KernelSubject(
            FileRef circuit, Map<String, FileRef> inputs, FileRef data, OptionalInt points, SourcePosition pointsAt)
            implements Subject {
        public KernelSubject {
            inputs = Map.copyOf(inputs);
        }

        @Override
        public Kind kind() {
            return Kind.KERNEL;
        }

        @Override
        public FileRef source() {
            return circuit;
        }
    }

    /**
     * An optimisation problem for annealers and samplers.
     *
     * @param source
     *     a JSON file of biases
     * @param vartype
     *     what values its variables take
     * @param optimum
     *     the energy that a read must reach; empty: the exact one, found by looking at every outcome
     * @param optimumAt
     *     where the suite says so
     */
    record ProblemSubject(
            FileRef source, BinaryQuadraticModel.Vartype vartype, OptionalDouble optimum, SourcePosition optimumAt)
            implements Subject {
        @Override
        public Kind kind() {
            return Kind.PROBLEM;
        }
    }

    /**
     * A program in the language of one kind of machine.
     *
     * @param source
     *     a JSON file, as the vendor's own tool writes it
     * @param format
     *     names the language
     * @param sites
     *     atoms or modes that it reads out
     */
    record NativeSubject(FileRef source, String format, int sites) implements Subject {
        @Override
        public Kind kind() {
            return Kind.NATIVE;
        }
    }

    /** How outcomes become a class or a number. */
    sealed interface Predict {
        /** Shots of one prediction. 0: that of infinitely many shots. */
        int shots();

        /** Where it stands. */
        SourcePosition at();

        /** The value of one qubit: index 0 or 1 into the classes. */
        record ByQubit(int qubit, List<String> classes, int shots, SourcePosition at) implements Predict {
            public ByQubit {
                classes = List.copyOf(classes);
            }
        }

        /** The mean of an observable (file of Pauli terms, or Python object) against a threshold: below or at it the first class. */
        record ByObservable(FileRef observable, double threshold, List<String> classes, int shots, SourcePosition at)
                implements Predict {
            public ByObservable {
                classes = List.copyOf(classes);
            }
        }

        /** The mean of an observable (file of Pauli terms) is the predicted number; the data's labels are numbers. */
        record ByMean(FileRef observable, int shots, SourcePosition at) implements Predict {}

        /** The outcome itself: every listed string of bits (highest classical bit first) has a class. */
        record ByBits(Map<String, String> classes, int shots, SourcePosition at) implements Predict {
            public ByBits {
                classes = Map.copyOf(classes);
            }
        }
    }
}
