package io.jenkins.plugins.quantum.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoiseModels;
import io.jenkins.plugins.quantum.engine.noise.NoisePreset;
import io.jenkins.plugins.quantum.engine.noise.NoisePresets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the pages of the project against its files and its code. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path ARCHITECTURE = ROOT.resolve("docs/architecture.md");
    private static final Path NOISE = ROOT.resolve("docs/noise.md");

    /** Where no pages of ours are. */
    private static final Set<String> SKIPPED = Set.of("target", "work", "node_modules", ".git", "qmlops-out");

    private static final Pattern FENCE = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern WEB = Pattern.compile("https?://[^\\s<>)`\"',]+");

    @Test
    void shouldShowTheWorkedAdapterAsItIsTested() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/writing-a-backend.md"));
        Path code = ROOT.resolve("engine/src/test/java/io/jenkins/plugins/quantum/engine/example");
        for (String file : List.of("AcmeBackend.java", "AcmeProvider.java", "FakeAcme.java", "AcmeContractTest.java")) {
            String text = Files.readString(code.resolve(file));
            assertThat(page)
                    .as(file)
                    .contains(text.substring(text.indexOf("/** ")).strip());
        }
        assertThat(Files.readAllLines(code.resolve("AcmeBackend.java"))).hasSizeLessThan(150);
    }

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        collect(ROOT, pages);
        return pages;
    }

    private static void collect(Path folder, List<Path> pages) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (Files.isDirectory(entry) && !SKIPPED.contains(name)) {
                    collect(entry, pages);
                } else if (name.endsWith(".md")) {
                    pages.add(entry);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldLinkOnlyToWhatExists(Path page) throws IOException {
        for (String target : matches(LINK, FENCE.matcher(Files.readString(page)).replaceAll(""))) {
            if (WEB.matcher(target).lookingAt()) {
                continue;
            }
            String file = target.replaceFirst("#.*", "");
            Path linked = file.isEmpty() ? page : page.resolveSibling(file).normalize();
            assertThat(linked)
                    .as("%s links to %s", ROOT.relativize(page), target)
                    .exists();
            assertThat(linked.startsWith(ROOT))
                    .as("%s stays in the project", target)
                    .isTrue();
            if (target.contains("#")) {
                assertThat(anchors(linked)).as("headings of %s", linked).contains(target.replaceFirst(".*#", ""));
            }
        }
    }

    /** As GitHub makes them. */
    private static List<String> anchors(Path page) throws IOException {
        return matches(HEADING, Files.readString(page)).stream()
                .map(heading -> heading.toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void shouldNameOneRepositoryOnly() throws IOException {
        List<String> repositories = matches(WEB, Files.readString(ROOT.resolve("README.md")), 0);

        assertThat(repositories).containsExactly("https://repo.jenkins-ci.org/public/");
    }

    @Test
    void shouldListThePackagesInTheOrderThatIsEnforced() throws IOException {
        List<String> documented = matches(
                Pattern.compile("^\\| `([a-z]+)` \\|", Pattern.MULTILINE),
                section(Files.readString(ARCHITECTURE), "## Packages", "```mermaid"));

        Set<String> existing = new TreeSet<>(dependencies().keySet());
        assertThat(documented).containsExactlyInAnyOrderElementsOf(existing);
        assertThat(documented)
                .filteredOn(name -> !name.equals("python"))
                .isEqualTo(ArchitectureTest.FLOORS.stream()
                        .filter(existing::contains)
                        .toList());
    }

    @Test
    void shouldDrawWhoKnowsWhom() throws IOException {
        Map<String, Set<String>> drawn = new TreeMap<>();
        String diagram = section(Files.readString(ARCHITECTURE), "```mermaid", "\n```");
        for (String arrow : matches(Pattern.compile("^ {2}(\\w+ --> \\w+)$", Pattern.MULTILINE), diagram)) {
            String[] ends = arrow.split(" --> ");
            drawn.computeIfAbsent(ends[0], key -> new TreeSet<>()).add(ends[1]);
        }
        Map<String, Set<String>> real = dependencies();

        drawn.forEach((from, to) ->
                assertThat(real.get(from)).as("what %s really knows", from).containsAll(to));
        real.forEach((from, to) ->
                assertThat(reachable(from, drawn)).as("arrows from %s", from).containsAll(to));
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> arrows) {
        Set<String> reached = new TreeSet<>();
        for (String next : arrows.getOrDefault(from, Set.of())) {
            reached.add(next);
            reached.addAll(reachable(next, arrows));
        }
        return reached;
    }

    /** Which packages each package knows, as compiled. */
    private static Map<String, Set<String>> dependencies() {
        Map<String, Set<String>> known = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ArchitectureTest.ENGINE)) {
            String from = packageOf(type);
            if (!from.equals("testkit")) {
                Set<String> to = known.computeIfAbsent(from, key -> new TreeSet<>());
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(target -> target.getPackageName().startsWith(ArchitectureTest.ENGINE + "."))
                        .map(DocumentationTest::packageOf)
                        .filter(target -> !target.equals(from))
                        .forEach(to::add);
            }
        }
        return known;
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName()
                .substring(ArchitectureTest.ENGINE.length() + 1)
                .replaceFirst("\\..*", "");
    }

    @Test
    void shouldShowACalibrationFileThatCanBeRead(@TempDir Path folder) throws IOException {
        String example = section(Files.readString(NOISE), "```json\n", "```");
        Files.writeString(folder.resolve("lab-5q.json"), example);

        var read = NoiseModels.resolve("lab-5q.json", Map.of(), folder, SourcePosition.of("quantum.yml"));

        NoiseModel model = read.model();
        assertThat(read.warnings()).isEmpty();
        assertThat(model.name()).isEqualTo("lab-5q");
        assertThat(model.qubit(0).p1()).isEqualTo(5e-4);
        assertThat(model.qubit(0).readout10()).isEqualTo(0.03);
        assertThat(model.qubit(1).readout10()).isEqualTo(0.01);
        assertThat(model.cnotError(1, 0)).isEqualTo(0.012);
        assertThat(model.cnotError(1, 2)).isEqualTo(8e-3);
    }

    @Test
    void shouldListEveryPresetWithItsDeviceAndDate() throws IOException {
        String page = Files.readString(NOISE);

        for (NoisePreset preset : NoisePresets.all()) {
            assertThat(page)
                    .contains("| `" + preset.name() + "` | " + preset.device() + " | " + preset.date() + " |")
                    .containsPattern("- .*`" + preset.name() + "`.*: ");
        }
    }

    private static String section(String text, String from, String to) {
        int start = text.indexOf(from);
        assertThat(start).as("'%s' on the page", from).isNotNegative();
        int end = text.indexOf(to, start + from.length());
        assertThat(end).as("'%s' after '%s'", to, from).isPositive();
        return text.substring(start + from.length(), end);
    }

    private static List<String> matches(Pattern pattern, String text) {
        return matches(pattern, text, 1);
    }

    private static List<String> matches(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(group))
                .toList();
    }
}
