package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelSvmTest {
    /** Points on a line, by their product plus 1: separated at 0. */
    private static final List<Double> LINE = List.of(-2.0, -1.5, -1.0, 1.0, 1.5, 2.0, -0.5, 0.5);

    private static final SymmetricMatrix KERNEL = SymmetricMatrix.of(8, (i, j) -> LINE.get(i) * LINE.get(j) + 1);
    private static final List<Integer> CLASSES = List.of(7, 7, 7, 3, 3, 3, 7, 3);

    @Test
    void shouldSeparateALineWithoutAWordOnStandardOutput() {
        PrintStream console = System.out;
        var printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            KernelSvm machine = KernelSvm.train(KERNEL, List.of(0, 1, 2, 3, 4, 5), CLASSES, 10);
            assertThat(machine.predict(KERNEL, 6)).isEqualTo(7);
            assertThat(machine.predict(KERNEL, 7)).isEqualTo(3);
        } finally {
            System.setOut(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void shouldVoteBetweenThreeClasses() {
        SymmetricMatrix blocks = SymmetricMatrix.of(9, (i, j) -> i == j ? 1 : i % 3 == j % 3 ? .8 : .1);
        List<Integer> classes = List.of(0, 1, 2, 0, 1, 2, 0, 1, 2);
        KernelSvm machine = KernelSvm.train(blocks, List.of(0, 1, 2, 3, 4, 5), classes, 1);

        assertThat(List.of(machine.predict(blocks, 6), machine.predict(blocks, 7), machine.predict(blocks, 8)))
                .containsExactly(0, 1, 2);
    }

    @Test
    void shouldRefuseOneClassAndNoCost() {
        assertThatThrownBy(() -> KernelSvm.train(KERNEL, List.of(0, 1), CLASSES, 1))
                .hasMessageContaining("two classes");
        assertThatThrownBy(() -> KernelSvm.train(KERNEL, List.of(0, 3), CLASSES, 0))
                .hasMessageContaining("cost");
    }
}
