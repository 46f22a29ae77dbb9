package io.jenkins.plugins.quantum.engine.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the interpreter of a vendor's own client is: in the variable {@code QMLOPS_VENDOR_<NAME>_PYTHON} that {@code ./check} exports, else in the
 * cache where {@code ./check} made it, {@code venvs/vendor-<name>-<cksum of its requirements.txt>}.
 *
 * @param name
 *     folder of the client below {@code engine/src/test/python/vendors}
 * @param vendors
 *     that parent folder
 */
record VendorPython(String name, Path vendors) {
    /** The client of this name, looked for from the engine's folder or from the repository's. */
    static VendorPython named(String name) {
        Path fromEngine = Path.of("src", "test", "python", "vendors");
        Path vendors =
                Files.isDirectory(fromEngine) ? fromEngine : Path.of("engine").resolve(fromEngine);
        return new VendorPython(name, vendors.toAbsolutePath());
    }

    /** The variable that names the interpreter. */
    String variable() {
        return "QMLOPS_VENDOR_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_PYTHON";
    }

    /** One of the client's scripts. */
    Path script(String script) {
        return vendors.resolve(name).resolve(script + ".py");
    }

    /** The interpreter, when there is one that can be started. */
    Optional<Path> interpreter(Map<String, String> environment) {
        String named = environment.getOrDefault(variable(), "");
        Path python = named.isEmpty() ? made(environment) : Path.of(named);
        return Files.isExecutable(python) ? Optional.of(python) : Optional.empty();
    }

    private Path made(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        String caches = environment.getOrDefault("XDG_CACHE_HOME", home + "/.cache");
        String cache = environment.getOrDefault("QMLOPS_CACHE", caches + "/qmlops");
        try {
            byte[] requirements = Files.readAllBytes(vendors.resolve(name).resolve("requirements.txt"));
            return Path.of(cache, "venvs", "vendor-" + name + "-" + cksum(requirements), "bin", "python");
        } catch (IOException e) {
            throw new UncheckedIOException("there is no pinned vendor client " + name, e);
        }
    }

    /** What the command {@code cksum} prints first (POSIX.1-2017, utility cksum): a CRC-32 over the bytes and then over their number. */
    static long cksum(byte[] bytes) {
        int crc = 0;
        for (byte octet : bytes) {
            crc = next(crc, octet);
        }
        for (int length = bytes.length; length != 0; length >>>= 8) {
            crc = next(crc, (byte) length);
        }
        return Integer.toUnsignedLong(~crc);
    }

    private static int next(int crc, byte octet) {
        int register = crc ^ octet << 24;
        for (int bit = 0; bit < 8; bit++) {
            register = register < 0 ? register << 1 ^ 0x04C11DB7 : register << 1;
        }
        return register;
    }
}
