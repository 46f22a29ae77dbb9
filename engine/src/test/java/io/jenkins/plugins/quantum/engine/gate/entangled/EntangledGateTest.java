package io.jenkins.plugins.quantum.engine.gate.entangled;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.DependenceGateCases;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntangledGateTest extends DependenceGateCases {
    EntangledGateTest() {
        super(new EntangledGate(), Verdict.PASS, .85, .75);
    }

    @Test
    void shouldHalveWhatIsLeftToOneWhereTheUsualMarginWouldNotFit() {
        Bench device = Bench.of("entangled", Bench.circuit(4))
                .with("left", List.of("0"))
                .with("right", List.of("1"))
                .onHardware(1);
        assertThat(headline(device)).contains("by less than 0.70: measured");
        assertThat(headline(device.with("min", .9))).contains("by less than 0.95: measured");
    }

    private static String headline(Bench bench) {
        var independent = Bench.distribution("0000", .25, "0001", .25, "0010", .25, "0011", .25);
        return Bench.play(
                        new EntangledGate(),
                        bench.context(),
                        Bench.evidence(),
                        List.of(List.of(independent)),
                        Seed.generator(1))
                .finding()
                .headline();
    }
}
