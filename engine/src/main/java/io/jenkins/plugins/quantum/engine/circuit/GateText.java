package io.jenkins.plugins.quantum.engine.circuit;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a version of the language writes the standard gates, with definitions for those that its library lacks. */
final class GateText {
    private final boolean version3;

    GateText(boolean version3) {
        this.version3 = version3;
    }

    String name(Gate gate) {
        if (version3) {
            return GateNames.of(gate);
        }
        return switch (gate) {
            case U -> "u3";
            case P -> "u1";
            case CP -> "cu1";
            default -> GateNames.of(gate);
        };
    }

    boolean needsDefinition(Gate gate) {
        Set<String> library = version3 ? GateLibrary.STDGATES : GateLibrary.QELIB1_LATER;
        String name = name(gate);
        return gate != Gate.U && !library.contains(name) && (version3 || !GateLibrary.QELIB1_FIRST.contains(name));
    }

    /** {@code rzz(0.5)}. */
    String applied(Gate gate, List<Angle> angles) {
        return angles.isEmpty()
                ? name(gate)
                : name(gate) + angles.stream().map(AngleText::of).collect(Collectors.joining(", ", "(", ")"));
    }

    /** A definition that the reader knows again as the gate itself. */
    String definition(Gate gate) {
        List<String> parameters =
                IntStream.range(0, gate.angles()).mapToObj(i -> "p" + i).toList();
        List<Angle> angles = parameters.stream().<Angle>map(Angle.Input::new).toList();
        int[] qubits = IntStream.range(0, gate.qubits()).toArray();
        var text = new StringBuilder("gate ").append(name(gate));
        if (!parameters.isEmpty()) {
            text.append('(').append(String.join(", ", parameters)).append(')');
        }
        text.append(' ').append(formals(qubits)).append(" {");
        if (gate == Gate.SXDG) {
            text.append(" inv @ sx q0;");
        } else {
            Decomposition.expand(gate, angles, qubits, (part, of, at) -> text.append(' ')
                    .append(applied(part, of))
                    .append(' ')
                    .append(formals(at))
                    .append(';'));
        }
        return text.append(" }").toString();
    }

    private static String formals(int[] qubits) {
        return IntStream.of(qubits).mapToObj(i -> "q" + i).collect(Collectors.joining(", "));
    }
}
