package io.jenkins.plugins.quantum.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Platforms.Adapter;
import io.jenkins.plugins.quantum.engine.backend.Platforms.Confirmation;
import io.jenkins.plugins.quantum.engine.backend.Platforms.Platform;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.run.LocalProviders;
import io.jenkins.plugins.quantum.engine.run.RemoteProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of platforms against the adapters, their proofs and the page. */
class PlatformsTest {
    private static final Path PAGE = Path.of("../docs/providers/README.md");
    private static final String BEGIN = "<!-- written by PlatformsTest from platforms.json: begin -->\n";
    private static final String END = "<!-- end -->";

    private final Platforms table = Platforms.bundled();

    @Test
    void shouldListExactlyTheAdaptersThatThereAre() {
        assertThat(table.adapters())
                .extracting(Adapter::type)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                RemoteProviders.all(ProcessStarter.local(), Map.of(), Path.of(".")).stream()
                                        .map(BackendProvider::type),
                                LocalProviders.all(ProcessStarter.local(), Map.of(), Path.of(".")).stream()
                                        .map(BackendProvider::type)
                                        .filter(this::routes))
                        .toList());
    }

    /** A server of a platform that its users start themselves is a route to it as well. */
    private boolean routes(String local) {
        return table.platforms().stream().anyMatch(platform -> platform.routes().contains(local));
    }

    @Test
    void shouldNameEachPlatformOnceWithItsSource() {
        Set<String> names = new HashSet<>();
        for (Platform platform : table.platforms()) {
            assertThat(names.add(platform.name())).as(platform.name()).isTrue();
            assertThat(platform.source()).as(platform.name()).isNotBlank();
            assertThat(platform.routes()).as(platform.name()).isNotEmpty();
            assertThat(platform.checked()).as(platform.name()).matches("20\\d\\d-\\d\\d(-\\d\\d)?");
        }
    }

    @Test
    void shouldShowAProofForEveryClaim() throws IOException {
        for (Adapter adapter : table.adapters()) {
            if (adapter.confirmation() == Confirmation.DOCUMENTATION) {
                continue;
            }
            try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
                assertThat(tests.map(Path::getFileName).map(Path::toString))
                        .as(adapter.type())
                        .contains(adapter.test() + ".java");
            }
            if (adapter.confirmation() == Confirmation.VENDOR_CLIENT) {
                String pin = adapter.by().replace(" ", "==");
                Path requirements = Path.of("src/test/python/vendors/" + adapter.environment() + "/requirements.txt");
                assertThat(Files.readAllLines(requirements).stream()
                                .map(line -> line.toLowerCase(Locale.ROOT).replace('_', '-')))
                        .as(adapter.type())
                        .contains(pin.toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
    }

    @Test
    void shouldShowTheTableAsItIs() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String shown = page.substring(begin, page.indexOf(END));

        if (!shown.equals(generated())) {
            // Written anew, so that the next run of the tests passes and the change is seen in the commit.
            Files.writeString(PAGE, page.substring(0, begin) + generated() + page.substring(page.indexOf(END)));
        }
        assertThat(shown).isEqualTo(generated());
    }

    private String generated() {
        var text = new StringBuilder("\n**")
                .append(table.coverage(true))
                .append("** of the platforms are reached by an adapter ");
        text.append("whose wire calls the vendor's own client or a published schema confirms; **")
                .append(table.coverage(false))
                .append("** are reached at all.\n\n")
                .append(table.definition())
                .append("\n\n| adapter | confirmed | by |\n|---|---|---|\n");
        for (Adapter adapter : table.adapters()) {
            text.append("| `")
                    .append(adapter.type())
                    .append("` | ")
                    .append(adapter.confirmation().words())
                    .append(" | ");
            text.append(adapter.by()).append(" |\n");
        }
        text.append("\n| platform | vendor | technology | reached by | other routes | counted | checked | source |\n");
        text.append("|---|---|---|---|---|---|---|---|\n");
        Set<String> types = table.adapters().stream().map(Adapter::type).collect(Collectors.toCollection(TreeSet::new));
        for (Platform platform : table.platforms()) {
            text.append("| ")
                    .append(platform.name())
                    .append(" | ")
                    .append(platform.vendor())
                    .append(" | ");
            text.append(platform.technology()).append(" | ");
            text.append(code(platform.routes().stream().filter(types::contains).toList()))
                    .append(" | ");
            text.append(code(platform.routes().stream()
                            .filter(r -> !types.contains(r))
                            .toList()))
                    .append(" | ");
            text.append(
                            platform.counts()
                                    ? "yes"
                                    : "no: " + platform.status().name().toLowerCase(Locale.ROOT) + ", by "
                                            + platform.access().name().toLowerCase(Locale.ROOT))
                    .append(" | ");
            text.append(platform.checked())
                    .append(" | ")
                    .append(platform.source())
                    .append(" |\n");
        }
        return text.append('\n').toString();
    }

    private static String code(List<String> routes) {
        return routes.stream().map(route -> "`" + route + "`").collect(Collectors.joining(", "));
    }
}
