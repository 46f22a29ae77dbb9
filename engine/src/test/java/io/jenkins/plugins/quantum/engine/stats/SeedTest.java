package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeedTest {
    /** Reference values: Python's hashlib and struct. */
    @Test
    void shouldDeriveSeedsFromNamesAlone() {
        assertThat(Seed.derive(42)).isEqualTo(-6432526491365186678L);
        assertThat(Seed.derive(42, "iris", "é")).isEqualTo(-1238340523712826309L);
        assertThat(Seed.derive(42, "iri", "sé")).isEqualTo(-2729954206074755830L);
    }

    @Test
    void shouldRepeatAGeneratorWithTheSameSeed() {
        assertThat(Seed.generator(5).nextLong()).isEqualTo(Seed.generator(5).nextLong());
        assertThat(Seed.generator(5).nextLong()).isNotEqualTo(Seed.generator(6).nextLong());
    }
}
