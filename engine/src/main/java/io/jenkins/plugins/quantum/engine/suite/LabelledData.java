package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Labelled points of a CSV file: a header, then one point per line. The column {@code label} (or else the last) holds the
 * class, every other a feature. Features keep the order of the file, but for columns named exactly {@code x0, x1, …}, which
 * are ordered by their numbers.
 *
 * @param features
 *     names of the feature columns, at least one
 * @param rows
 *     the features of each point, finite; at least one point
 * @param labels
 *     the class of each point
 * @param sha256
 *     of the file, in hexadecimal
 */
public record LabelledData(List<String> features, List<double[]> rows, List<String> labels, String sha256) {
    public LabelledData {
        features = List.copyOf(features);
        rows = List.copyOf(rows);
        labels = List.copyOf(labels);
    }

    private static final String LABEL = "label";
    private static final int MOST_ROWS = 100_000;
    private static final int MOST_COLUMNS = 1_000;
    private static final int LONGEST_LABEL = 100;

    /**
     * Reads a file of at most 10 MB and 100 000 points.
     *
     * @param file
     *     where it is
     * @param displayName
     *     as the suite names it, for messages
     * @throws InputException
     *     with the errors found, each with its place
     */
    public static LabelledData read(Path file, String displayName) {
        TextFile content = TextFile.read(file, displayName);
        var problems = new Problems(displayName, content.text());
        var csv = new CsvReader(content.text(), problems);
        Header header = Header.read(csv.row(), problems);
        problems.throwIfAny();
        List<double[]> rows = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (List<CsvReader.Field> row = csv.row(); !row.isEmpty() && !problems.tooMany(); row = csv.row()) {
            if (rows.size() == MOST_ROWS) {
                problems.error(place(row.get(0), problems), "expected at most 100 000 points, found more", "use fewer");
                break;
            }
            if (row.size() != header.width()) {
                problems.error(
                        place(row.get(Math.min(row.size(), header.width() + 1) - 1), problems),
                        "expected " + header.width() + " columns as in the header, found " + row.size(),
                        "");
                continue;
            }
            labels.add(label(row.get(header.label()), problems));
            rows.add(features(row, header, problems));
        }
        if (rows.isEmpty() && !problems.any()) {
            problems.error(problems.at(0, 0), "expected at least one point below the header, found none", "");
        }
        problems.throwIfAny();
        return new LabelledData(header.names(), rows, labels, content.sha256());
    }

    /** A label as a number; empty where it is none. */
    public static OptionalDouble number(String label) {
        return Scalars.number(label);
    }

    private static double[] features(List<CsvReader.Field> row, Header header, Problems problems) {
        return header.order().stream()
                .mapToDouble(column -> number(row.get(column), problems))
                .toArray();
    }

    private static SourcePosition place(CsvReader.Field field, Problems problems) {
        return problems.at(field.line(), field.column());
    }

    private static String label(CsvReader.Field field, Problems problems) {
        if (field.text().isEmpty() || field.text().length() > LONGEST_LABEL) {
            problems.error(
                    place(field, problems),
                    "expected a label of 1 to " + LONGEST_LABEL + " characters, found "
                            + (field.text().isEmpty() ? "nothing" : "a longer one"),
                    "");
        }
        return field.text();
    }

    private static double number(CsvReader.Field field, Problems problems) {
        OptionalDouble number = Scalars.number(field.text());
        if (number.isEmpty()) {
            problems.error(
                    place(field, problems),
                    "expected a number, found " + (field.text().isEmpty() ? "nothing" : Scalars.quote(field.text())),
                    field.text().matches("(?i)[-+]?(nan|inf|infinity)") ? "remove the point, or give it a value" : "");
        }
        return number.orElse(0);
    }

    /** Which column is what: {@code order} lists the feature columns as the model sees them. */
    private record Header(List<String> names, List<Integer> order, int label, int width) {
        static Header read(List<CsvReader.Field> columns, Problems problems) {
            List<String> names = columns.stream().map(CsvReader.Field::text).toList();
            Set<String> seen = new HashSet<>();
            for (CsvReader.Field column : columns) {
                if (column.text().isEmpty()) {
                    problems.error(place(column, problems), "expected a column's name, found nothing", "");
                } else if (Scalars.number(column.text()).isPresent()) {
                    problems.error(
                            place(column, problems),
                            "expected a header with column names, found the number " + Scalars.quote(column.text()),
                            "add a first line such as x0,x1,label");
                } else if (!seen.add(column.text())) {
                    problems.error(
                            place(column, problems),
                            "expected each column once, found " + Scalars.quote(column.text()) + " again",
                            "");
                }
            }
            if (names.size() < 2 || names.size() > MOST_COLUMNS) {
                boolean otherSeparator = names.size() == 1 && names.get(0).matches("[^;\\t]*[;\\t].*");
                problems.error(
                        problems.at(0, 0),
                        "expected 1 to " + (MOST_COLUMNS - 1) + " feature columns and a label column, found "
                                + names.size() + (names.size() == 1 ? " column" : " columns"),
                        otherSeparator
                                ? "separate columns by commas"
                                : "the last column, or the one named label, is the class");
            }
            int label = names.contains(LABEL) ? names.indexOf(LABEL) : names.size() - 1;
            List<Integer> order = order(names, label);
            return new Header(order.stream().map(names::get).toList(), order, label, names.size());
        }

        private static List<Integer> order(List<String> names, int label) {
            List<Integer> inFile = IntStream.range(0, names.size())
                    .filter(column -> column != label)
                    .boxed()
                    .toList();
            List<Integer> numbered = IntStream.range(0, inFile.size())
                    .map(index -> names.indexOf("x" + index))
                    .boxed()
                    .toList();
            return numbered.contains(-1) ? inFile : numbered;
        }
    }
}
