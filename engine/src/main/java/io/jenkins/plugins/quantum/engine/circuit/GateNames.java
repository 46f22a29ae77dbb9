package io.jenkins.plugins.quantum.engine.circuit;

import java.util.Locale;

/** How the standard gates are written. */
final class GateNames {
    private GateNames() {}

    static String of(Gate gate) {
        return gate == Gate.U ? "U" : gate.name().toLowerCase(Locale.ROOT);
    }
}
