package io.jenkins.plugins.quantum.engine.python;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Interpreters that tests use where they exist. */
public final class Pythons {
    private Pythons() {}

    /** With Qiskit Aer: {@code QMLOPS_AER_PYTHON}, else the environment made by the set-up. */
    public static String aer() {
        return find("QMLOPS_AER_PYTHON", "aer");
    }

    /** With PennyLane, Qiskit, Cirq and Braket: {@code QMLOPS_PYTHON}, else the environment {@code frameworks} beside that of Aer. */
    public static String frameworks() {
        return find(UserPython.VARIABLE, "frameworks");
    }

    /** Any Python 3: {@code QMLOPS_PYTHON}, else {@code python3} of the path. */
    public static String any() {
        String named = System.getenv().getOrDefault(UserPython.VARIABLE, "");
        if (!named.isEmpty()) {
            return named;
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path python = Path.of(folder, "python3");
            if (Files.isExecutable(python)) {
                return python.toString();
            }
        }
        return "";
    }

    public static boolean hasAny() {
        return !any().isEmpty();
    }

    /** With Amazon Braket's local simulator: {@code QMLOPS_BRAKET_PYTHON}, else the environment made by the set-up. */
    public static String braket() {
        return find("QMLOPS_BRAKET_PYTHON", "braket-local");
    }

    public static boolean hasBraket() {
        return !braket().isEmpty();
    }

    /** With D-Wave's samplers: {@code QMLOPS_DWAVE_SAMPLERS_PYTHON}, else the environment made by the set-up. */
    public static String samplers() {
        return find("QMLOPS_DWAVE_SAMPLERS_PYTHON", "dwave-samplers");
    }

    public static boolean hasSamplers() {
        return !samplers().isEmpty();
    }

    public static boolean hasAer() {
        return !aer().isEmpty();
    }

    public static boolean hasFrameworks() {
        return !frameworks().isEmpty();
    }

    private static String find(String variable, String environment) {
        String named = System.getenv().getOrDefault(variable, "");
        if (!named.isEmpty()) {
            return named;
        }
        String cache = System.getenv().getOrDefault("QMLOPS_CACHE", System.getProperty("user.home") + "/.cache/qmlops");
        Path python = Path.of(cache, "venvs", environment, "bin", "python");
        return Files.isExecutable(python) ? python.toString() : "";
    }
}
