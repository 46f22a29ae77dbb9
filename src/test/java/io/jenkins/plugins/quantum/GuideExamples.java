package io.jenkins.plugins.quantum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Examples in {@code docs/jenkins/}, which tests execute. */
public final class GuideExamples {
    private GuideExamples() {}

    /** Those of a page in a language. */
    public static List<String> of(String page, String language) throws IOException {
        List<String> examples = Pattern.compile("(?s)```" + language + "\\n(.*?)```")
                .matcher(text(page))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(examples).isNotEmpty();
        return examples;
    }

    /** A page. */
    public static String text(String page) throws IOException {
        return Files.readString(Path.of("docs", "jenkins", page));
    }

    /** What stands in backquotes in the first column of a page's tables and begins so. */
    public static List<String> names(String page, String start) throws IOException {
        List<String> names = text(page)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Pattern.compile("`([^`]+)`")
                        .matcher(line.split("\\|")[1])
                        .results()
                        .map(match -> match.group(1)))
                .filter(name -> name.startsWith(start))
                .toList();
        assertThat(names).isNotEmpty();
        return names;
    }
}
