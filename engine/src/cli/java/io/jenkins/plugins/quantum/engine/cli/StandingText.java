package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.run.BackendStanding;
import java.util.List;
import java.util.Locale;

/** How a backend stands, as a block of lines. */
final class StandingText {
    private StandingText() {}

    static List<String> of(BackendStanding standing) {
        Capabilities can = standing.capabilities();
        return List.of(
                standing.name() + ": " + can.device() + ", " + (can.simulator() ? "simulator" : "hardware") + ", "
                        + can.qubits() + " qubits",
                row("reachable", word(standing.reachable())),
                row("authorised", word(standing.authorised())),
                row("device", standing.device()),
                row("calibration", standing.calibration()),
                row("price", standing.price()),
                standing.ready() ? "  ready" : "  not ready: " + standing.advice());
    }

    private static String row(String name, String value) {
        return String.format(Locale.ROOT, "  %-12s %s", name, value);
    }

    private static String word(BackendStanding.Answer answer) {
        return answer.name().toLowerCase(Locale.ROOT);
    }
}
