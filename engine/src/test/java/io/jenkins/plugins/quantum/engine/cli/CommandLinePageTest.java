package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Documentation that cannot rot: the page of the command line names every command and option that there is, and no other. */
class CommandLinePageTest {
    private static final Path PAGE = Path.of("..", "docs", "command-line.md");
    private static final Pattern OPTION = Pattern.compile("^\\| `(--[a-z-]+)", Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("^qmlops (.+)$", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final String SHARED = "Options of a run";

    @TempDir
    private Path folder;

    @Test
    void shouldHaveASectionForEveryCommand() throws IOException {
        List<String> documented = sections().keySet().stream()
                .filter(heading -> heading.startsWith("qmlops "))
                .toList();

        assertThat(documented).containsExactlyInAnyOrderElementsOf(commands().keySet());
    }

    @Test
    void shouldListTheOptionsOfEveryCommand() throws IOException {
        Map<String, String> sections = sections();
        commands().forEach((name, spec) -> {
            String section = sections.getOrDefault(name, "");
            Set<String> documented = options(section);
            if (section.contains("#options-of-a-run")) {
                documented.addAll(options(sections.get(SHARED)));
            }
            Set<String> real = new TreeSet<>();
            spec.options().forEach(option -> real.add(option.longestName()));
            real.removeAll(List.of("--help", "--version"));
            assertThat(documented).as(name).isEqualTo(real);
        });
    }

    @Test
    void shouldShowExamplesThatCanBeTyped() throws IOException {
        var line = Main.commandLine(new CommandLineSession(folder).surroundings());
        for (var section : sections().entrySet()) {
            if (section.getKey().startsWith("qmlops ")) {
                Matcher example = EXAMPLE.matcher(section.getValue());
                assertThat(example.find())
                        .as("an example of " + section.getKey())
                        .isTrue();
                do {
                    String[] words = words(example.group(1));
                    assertThatCode(() -> line.parseArgs(words)).doesNotThrowAnyException();
                    assertThat("qmlops " + String.join(" ", words)).startsWith(section.getKey());
                } while (example.find());
            }
        }
    }

    @Test
    void shouldListTheExitCodes() throws IOException {
        Matcher rows = Pattern.compile("^\\| (\\d+) \\|", Pattern.MULTILINE)
                .matcher(sections().get("Exit codes"));

        assertThat(rows.results().map(row -> row.group(1)).toList())
                .isEqualTo(List.copyOf(
                        specification().usageMessage().exitCodeList().keySet()));
    }

    private static String[] words(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
    }

    private static Set<String> options(String section) {
        Set<String> names = new TreeSet<>();
        OPTION.matcher(section).results().forEach(row -> names.add(row.group(1)));
        return names;
    }

    /** The texts below the headings of the second level. */
    private static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        for (String part : Files.readString(PAGE).split("(?m)^## ")) {
            int end = part.indexOf('\n');
            sections.put(part.substring(0, end), part.substring(end));
        }
        return sections;
    }

    private CommandSpec specification() {
        return Main.commandLine(new CommandLineSession(folder).surroundings()).getCommandSpec();
    }

    private Map<String, CommandSpec> commands() {
        Map<String, CommandSpec> found = new LinkedHashMap<>();
        List<CommandSpec> open = new ArrayList<>(List.of(specification()));
        while (!open.isEmpty()) {
            CommandSpec spec = open.remove(0);
            for (CommandLine command : spec.subcommands().values()) {
                found.put(command.getCommandSpec().qualifiedName(), command.getCommandSpec());
                open.add(command.getCommandSpec());
            }
        }
        return found;
    }
}
