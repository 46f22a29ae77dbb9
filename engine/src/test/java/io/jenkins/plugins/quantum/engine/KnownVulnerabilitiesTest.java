package io.jenkins.plugins.quantum.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No library on the class path is older than the version that mended a vulnerability known to us; the list is data beside the tests. */
class KnownVulnerabilitiesTest {
    private static final Pattern JAR =
            Pattern.compile(".*?repository/(.+)/([^/]+)/([^/]+)/\\2-\\3(?:-[A-Za-z]+)?\\.jar");

    private record Vulnerability(String artifact, String fixedIn, String id) {}

    private static List<Vulnerability> known() throws IOException {
        try (var file = KnownVulnerabilitiesTest.class.getResourceAsStream("/known-vulnerabilities.csv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", 3))
                    .map(cells -> new Vulnerability(cells[0], cells[1], cells[2]))
                    .toList();
        }
    }

    private static Map<String, String> libraries() {
        var libraries = new TreeMap<String, String>();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : classPath.split(Pattern.quote(File.pathSeparator))) {
            Matcher jar = JAR.matcher(entry.replace('\\', '/'));
            if (jar.matches()) {
                libraries.put(jar.group(1).replace('/', '.') + ":" + jar.group(2), jar.group(3));
            }
        }
        return libraries;
    }

    private static List<String> vulnerable(Map<String, String> libraries) throws IOException {
        List<String> found = new ArrayList<>();
        for (Vulnerability known : known()) {
            String version = libraries.get(known.artifact());
            if (version != null && older(version, known.fixedIn())) {
                found.add(known.artifact() + " " + version + ": " + known.id() + ", mended in " + known.fixedIn());
            }
        }
        return found;
    }

    private static boolean older(String version, String other) {
        String[] left = version.split("[.-]");
        String[] right = other.split("[.-]");
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int difference = Integer.compare(number(left, i), number(right, i));
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static int number(String[] parts, int index) {
        return index < parts.length && parts[index].matches("\\d{1,9}") ? Integer.parseInt(parts[index]) : 0;
    }

    @Test
    void shouldFindNoneOnTheClassPath() throws IOException {
        assertThat(libraries())
                .containsKeys("com.fasterxml.jackson.core:jackson-databind", "org.yaml:snakeyaml", "org.redfx:strange");
        assertThat(vulnerable(libraries())).isEmpty();
    }

    @Test
    void shouldFindAnOldVersion() throws IOException {
        assertThat(vulnerable(Map.of("org.yaml:snakeyaml", "1.33")))
                .containsExactly("org.yaml:snakeyaml 1.33: CVE-2022-1471, mended in 2.0");
        assertThat(vulnerable(Map.of("com.fasterxml.jackson.core:jackson-databind", "2.13.4.1")))
                .hasSize(1);
    }
}
