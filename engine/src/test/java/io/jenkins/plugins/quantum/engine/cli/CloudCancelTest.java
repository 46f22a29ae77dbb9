package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Whatever moment a run is ended in, nothing of it runs on at a provider unless a person was told. */
class CloudCancelTest {
    private static final long SEED = 20_261_123;

    @TempDir
    private Path folder;

    @Test
    void shouldLeaveNothingRunningWhateverTheMomentOfTheEnd() throws Exception {
        check(24);
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true", disabledReason = "takes minutes")
    void shouldLeaveNothingRunningInTwoHundredEnds() throws Exception {
        String page = check(200);
        Files.writeString(Path.of("../bench/results/cancel.md").toAbsolutePath(), page);
    }

    private String check(int times) throws IOException, InterruptedException {
        try (var cancels = new CloudCancels(folder, SEED)) {
            cancels.end(times);
            assertThat(cancels.wrong()).as(cancels.page()).isEmpty();
            return cancels.page();
        }
    }
}
