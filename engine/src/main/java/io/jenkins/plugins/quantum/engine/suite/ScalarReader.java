package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Reads single values against what is expected. */
final class ScalarReader {
    private static final int LONGEST_LIST = 12;
    private final Problems problems;

    ScalarReader(Problems problems) {
        this.problems = problems;
    }

    Optional<Value> read(YamlNode.Scalar scalar, Shape shape) {
        if (Scalars.isNothing(scalar)) {
            return shape instanceof Shape.Empty ? value(scalar, "") : wrong(scalar, shape, "");
        }
        if (shape instanceof Shape.Num number) {
            return number(scalar, number);
        }
        if (shape instanceof Shape.Whole whole) {
            return whole(scalar, whole);
        }
        if (shape instanceof Shape.Word word) {
            return word(scalar, word, word.words());
        }
        if (shape instanceof Shape.Text text) {
            return text(scalar, text);
        }
        if (shape instanceof Shape.Flag) {
            return Scalars.isFlag(scalar)
                    ? value(scalar, Boolean.valueOf(scalar.text()))
                    : wrong(scalar, shape, "write true or false");
        }
        if (shape instanceof Shape.Exactly exactly) {
            OptionalDouble number = Scalars.number(scalar.text());
            boolean same = scalar.plain() && number.isPresent() && number.getAsDouble() == exactly.value();
            return same ? value(scalar, number.getAsDouble()) : wrong(scalar, shape, exactly.advice());
        }
        return wrong(scalar, shape, "");
    }

    private Optional<Value> value(YamlNode.Scalar scalar, Object value) {
        return Optional.of(new Value.Scalar(value, scalar.at()));
    }

    private Optional<Value> wrong(YamlNode.Scalar scalar, Shape shape, String advice) {
        problems.error(scalar.at(), "expected " + shape.what() + ", found " + Scalars.describe(scalar), advice);
        return Optional.empty();
    }

    private Optional<Value> number(YamlNode.Scalar scalar, Shape.Num shape) {
        if (!Scalars.isNumber(scalar)) {
            String advice = numberAdvice(scalar);
            return advice.isEmpty() && !shape.words().isEmpty()
                    ? word(scalar, shape, shape.words())
                    : wrong(scalar, shape, advice);
        }
        double number = Scalars.number(scalar.text()).orElseThrow();
        return shape.accepts(number) ? value(scalar, number) : wrong(scalar, shape, "");
    }

    private Optional<Value> whole(YamlNode.Scalar scalar, Shape.Whole shape) {
        if (!Scalars.isNumber(scalar)) {
            return wrong(scalar, shape, numberAdvice(scalar));
        }
        double number = Scalars.number(scalar.text()).orElseThrow();
        boolean fits = number == Math.rint(number) && number >= shape.min() && number <= shape.max();
        return fits ? value(scalar, number) : wrong(scalar, shape, "");
    }

    private static String numberAdvice(YamlNode.Scalar scalar) {
        String text = scalar.text().trim();
        if (!scalar.plain() && Scalars.number(text).isPresent()) {
            return "remove the quotes";
        }
        if (text.endsWith("%")
                && Scalars.number(text.substring(0, text.length() - 1)).isPresent()) {
            return "write a fraction: 5% is 0.05";
        }
        if (text.contains(",") && Scalars.number(text.replace(',', '.')).isPresent()) {
            return "write a decimal point, not a comma";
        }
        return "";
    }

    private Optional<Value> word(YamlNode.Scalar scalar, Shape shape, List<String> words) {
        if (words.contains(scalar.text())) {
            return value(scalar, scalar.text());
        }
        String advice = Suggestion.nearest(scalar.text(), words)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("");
        if (advice.isEmpty() && scalar.text().equals("false") && words.equals(List.of("off"))) {
            advice = "write off";
        }
        if (advice.isEmpty() && words.size() > 3 && words.size() <= LONGEST_LIST) {
            advice = "known are " + String.join(", ", words);
        }
        return wrong(scalar, shape, advice);
    }

    private Optional<Value> text(YamlNode.Scalar scalar, Shape.Text shape) {
        if (!shape.bare() && (Scalars.isFlag(scalar) || Scalars.isNumber(scalar))) {
            return wrong(scalar, shape, shape.advice());
        }
        if (!Pattern.matches(shape.pattern(), scalar.text())) {
            return wrong(scalar, shape, shape.advice());
        }
        try {
            return value(scalar, shape.meaning().apply(scalar.text()));
        } catch (IllegalArgumentException e) {
            problems.error(scalar.at(), e.getMessage(), shape.advice());
            return Optional.empty();
        }
    }
}
