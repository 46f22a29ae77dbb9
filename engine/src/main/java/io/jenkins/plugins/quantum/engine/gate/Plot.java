package io.jenkins.plugins.quantum.engine.gate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Numbers to be drawn; the report draws every kind without knowing the gate. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Plot.Curve.class, name = "curve"),
    @JsonSubTypes.Type(value = Plot.Bars.class, name = "bars"),
    @JsonSubTypes.Type(value = Plot.Heat.class, name = "heat")
})
public sealed interface Plot {
    /** Heading. */
    String title();

    /**
     * Curves with bands over a common axis, a horizontal line and marks.
     *
     * @param line
     *     the gate's line; NaN for none
     * @param marks
     *     vertical marks, for example the critical noise
     */
    record Curve(String title, String xLabel, String yLabel, List<Series> series, double line, List<Mark> marks)
            implements Plot {
        public Curve {
            series = List.copyOf(series);
            marks = List.copyOf(marks);
        }
    }

    /** Points of one curve, sorted by x. */
    record Series(String name, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /** A point with its interval. */
    record Point(double x, double y, double lower, double upper) {}

    /** A vertical mark. */
    record Mark(String name, double x) {}

    /** Groups of bars over categories. */
    record Bars(String title, String yLabel, List<String> categories, List<Group> groups) implements Plot {
        public Bars {
            categories = List.copyOf(categories);
            groups = List.copyOf(groups);
        }
    }

    /**
     * Values from 0 to 1 in a grid.
     *
     * @param columns
     *     names from left to right
     * @param rows
     *     names from bottom to top
     * @param values
     *     by row, then by column
     */
    record Heat(String title, List<String> columns, List<String> rows, List<List<Double>> values) implements Plot {
        public Heat {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            values = values.stream().map(List::copyOf).toList();
        }
    }

    /** One bar for each category. */
    record Group(String name, List<Double> values) {
        public Group {
            values = List.copyOf(values);
        }
    }
}
