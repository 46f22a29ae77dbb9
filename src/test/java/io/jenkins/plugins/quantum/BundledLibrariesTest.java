package io.jenkins.plugins.quantum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

/** The plugin brings the libraries that no other plugin has, and nothing else. */
class BundledLibrariesTest {
    private static final Set<String> BUNDLED = Set.of(
            "commons-numbers-combinatorics",
            "commons-numbers-core",
            "commons-numbers-fraction",
            "commons-numbers-gamma",
            "commons-numbers-rootfinder",
            "commons-rng-client-api",
            "commons-rng-core",
            "commons-rng-sampling",
            "commons-rng-simple",
            "commons-statistics-distribution",
            "libsvm",
            "strange");

    @Test
    void shouldBundleExactlyTheLibrariesWithoutAPlugin() throws Exception {
        // the.hpl is what the build writes for tests in place of WEB-INF/lib
        Manifest manifest;
        try (InputStream file = getClass().getResourceAsStream("/the.hpl")) {
            manifest = new Manifest(file);
        }
        var found = new TreeSet<String>();
        for (String library : manifest.getMainAttributes().getValue("Libraries").split(",")) {
            if (library.endsWith(".jar")) {
                String name = library.substring(library.lastIndexOf('/') + 1);
                found.add(name.replaceFirst("-[0-9][0-9.]*[.]jar$", ""));
            }
        }

        assertThat(found).isEqualTo(new TreeSet<>(BUNDLED));
    }
}
