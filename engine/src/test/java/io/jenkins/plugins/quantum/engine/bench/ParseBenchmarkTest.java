package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Reading OpenQASM 2 against {@code qiskit.qasm2.loads}, both warm, by turns. The command is in bench/README.md. */
@EnabledIfSystemProperty(
        named = "qmlops.long",
        matches = "true",
        disabledReason = "a measurement, not a check: set qmlops.long=true")
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasAer",
        disabledReason = "the rival needs Qiskit: run `qmlops backends setup aer`")
@Timeout(1800)
class ParseBenchmarkTest {
    private static final int MEGABYTE = 1 << 20;
    private static final long SEED = 20_260_101;
    private static final int COPIES = 5;

    @TempDir
    private Path folder;

    @Test
    void shouldReadDnn16NoSlowerThanQiskit() throws IOException {
        Path circuits = Path.of(System.getenv().getOrDefault("QMLOPS_CONFORMANCE", "conformance circuits"));
        Path file = circuits.resolve("qasmbench").resolve("dnn_n16.qasm");
        assumeTrue(Files.isReadable(file), "QMLOPS_CONFORMANCE names no folder with qasmbench/dnn_n16.qasm");
        compare("dnn_n16", file, 400, 400);
    }

    @Test
    void shouldReadAMegabyteNoSlowerThanQiskit() throws IOException {
        Path file = Files.writeString(folder.resolve("generated.qasm"), GeneratedProgram.of(MEGABYTE, SEED));
        compare("generated-1mb", file, 40, 40);
    }

    private static void compare(String name, Path file, int warmUp, int pairs) throws IOException {
        String text = Files.readString(file);
        var times = new PairedTimes(name);
        String facts;
        try (var qiskit = new PythonRival(Pythons.aer(), "parse_qiskit.py", file.toString())) {
            String version = qiskit.ask("version").path("qiskit").asText();
            for (int i = -warmUp; i < pairs; i++) {
                long start = System.nanoTime();
                Circuit circuit = Qasm.read(name, text).circuit();
                double ours = (System.nanoTime() - start) / 1e9;
                assertThat(circuit.instructions()).isNotEmpty();
                double theirs = qiskit.ask("parse").path("seconds").asDouble();
                if (i >= 0) {
                    times.add(ours, theirs);
                }
            }
            facts = String.format(
                    Locale.ROOT,
                    "%n%,d characters. Kept in memory by the circuit: %.1f MB, Qiskit %s %.1f MB (growth of the process)."
                            + " Allocated while reading: %.1f MB.%n",
                    text.length(),
                    kept(name, text) / 1e6,
                    version,
                    qiskit.ask("keep " + COPIES).path("bytes").asDouble() / COPIES / 1e6,
                    allocated(name, text) / 1e6);
        }
        String report = "# Reading " + name + "\n\nWritten by the command in [bench/README.md](../README.md).\n\n"
                + PairedTimes.HEADER + "\n" + times.markdown() + "\n" + facts;
        System.out.println(report);
        Files.writeString(PythonRival.folder().resolve("results").resolve("parse-" + name + ".md"), report);
        assertThat(times.ratio()).as(times.markdown()).isLessThanOrEqualTo(1);
    }

    private static long allocated(String name, String text) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Qasm.read(name, text);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static double kept(String name, String text) {
        long before = used();
        List<Circuit> circuits = new ArrayList<>();
        for (int i = 0; i < COPIES; i++) {
            circuits.add(Qasm.read(name, text).circuit());
        }
        return (used() - before) / (double) circuits.size();
    }

    private static long used() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
