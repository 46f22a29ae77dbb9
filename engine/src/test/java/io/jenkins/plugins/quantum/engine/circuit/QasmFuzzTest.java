package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Damaged programs are refused with diagnostics or read, never anything else, and quickly. Seconds by the system
 * property {@code qmlops.fuzz.seconds}, the seed by {@code qmlops.fuzz.seed}.
 */
class QasmFuzzTest {
    private static final long SLOWEST_NANOS = 2_000_000_000L;
    private static final int SMALL = 500;
    private static final String[] TOKENS = {
        ";",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ",",
        "->",
        "=",
        "==",
        "@",
        "#pragma x",
        "\n",
        "\"",
        "/*",
        "*/",
        "//",
        "ctrl @ ",
        "pow(1/3) @ ",
        "inv @ ",
        "negctrl(2) @ ",
        "if (c == 1) ",
        "else ",
        "for uint i in [0:99999] ",
        "gate g(a) q {",
        "measure ",
        "reset ",
        "barrier ",
        "qubit[4096] q;",
        "bit[99] c;",
        "let a = ",
        "++",
        "**",
        "^",
        "-",
        "!",
        "~",
        "<<",
        "1e400",
        "0x",
        "9223372036854775807",
        "-1",
        "0",
        ".5",
        "pi",
        "input float w;",
        "const int n = 3;",
        "$0",
        "include \"stdgates.inc\";",
        "OPENQASM 2.0;",
        "OPENQASM 3.0;",
        "U(1,2,3) ",
        "gphase(1) ",
        "def f() {",
        "\u03c0",
        "\ufeff",
        "\0",
        "opaque o a;",
        "box {",
        "delay[1ns] ",
        "\"01\"",
        "c[0]",
        "q[0:1]",
        "q[{0,1}]",
        "sin(",
        "uint[3]("
    };

    private final SplittableRandom random = new SplittableRandom(Long.getLong("qmlops.fuzz.seed", 20_260_101L));

    @Test
    void shouldOnlyEverRefuseWithDiagnostics() throws IOException {
        List<String> corpus = corpus();
        assertThat(corpus).isNotEmpty();
        long end = System.nanoTime() + Long.getLong("qmlops.fuzz.seconds", 5L) * 1_000_000_000L;
        int read = 0;
        int refused = 0;
        while (System.nanoTime() < end) {
            String program = mutate(corpus);
            long before = processorNanos();
            if (isRead(program)) {
                read++;
            } else {
                refused++;
            }
            long nanos = processorNanos() - before;
            assertThat(nanos).as("nanoseconds for:%n%s", program).isLessThan(SLOWEST_NANOS);
        }
        assertThat(read).as("programs read").isPositive();
        assertThat(refused).as("programs refused").isPositive();
    }

    /** Of this thread: other work on the machine does not count. */
    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static boolean isRead(String program) {
        try {
            Circuit circuit = Qasm.read("fuzz.qasm", program).circuit();
            assertThat(circuit.qubits()).isPositive();
            use(circuit);
            return true;
        } catch (InputException refusal) {
            assertThat(refusal.diagnostics()).isNotEmpty().hasSizeLessThanOrEqualTo(20);
            return false;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            throw new AssertionError("on this program:\n" + program, failure);
        }
    }

    /** What was read can be counted, digested, and written so that it reads back the same. */
    private static void use(Circuit circuit) {
        if (circuit.instructions().size() <= SMALL) {
            assertThat(CircuitMetrics.of(circuit).depth()).isNotNegative();
            Circuit again = Qasm.read("again.qasm", Qasm.write3(circuit)).circuit();
            assertThat(again.instructions()).isEqualTo(circuit.instructions());
            assertThat(CircuitDigest.of(again)).isEqualTo(CircuitDigest.of(circuit));
        }
    }

    private String mutate(List<String> corpus) {
        String program = pick(corpus);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            program = switch (random.nextInt(6)) {
                case 0 ->
                    change(program, 1, String.valueOf((char) random.nextInt(random.nextInt(10) == 0 ? 0xFFFF : 128)));
                case 1 -> change(program, random.nextInt(20), "");
                case 2 -> change(program, 0, TOKENS[random.nextInt(TOKENS.length)]);
                case 3 ->
                    change(
                            program,
                            random.nextInt(4),
                            TOKENS[random.nextInt(TOKENS.length)].repeat(random.nextInt(300)));
                case 4 -> splice(program, pick(corpus));
                default -> duplicate(program);
            };
        }
        return program;
    }

    private String pick(List<String> corpus) {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private String change(String program, int length, String replacement) {
        int at = random.nextInt(program.length() + 1);
        return program.substring(0, at) + replacement + program.substring(Math.min(program.length(), at + length));
    }

    private String splice(String first, String second) {
        return first.substring(0, random.nextInt(first.length() + 1))
                + second.substring(random.nextInt(second.length() + 1));
    }

    private String duplicate(String program) {
        int from = random.nextInt(program.length() + 1);
        int to = from + random.nextInt(program.length() + 1 - from);
        return program.substring(0, to) + program.substring(from);
    }

    private static List<String> corpus() throws IOException {
        var corpus = new ArrayList<String>();
        addFrom(Path.of("src/test/resources/qasm"), corpus);
        String conformance = System.getenv("QMLOPS_CONFORMANCE");
        if (conformance != null) {
            addFrom(Path.of(conformance), corpus);
        }
        return corpus;
    }

    private static void addFrom(Path folder, List<String> corpus) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".qasm")).sorted().forEach(file -> {
                try {
                    corpus.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
