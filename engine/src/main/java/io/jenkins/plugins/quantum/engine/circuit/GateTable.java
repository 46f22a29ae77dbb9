package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The gates that a program may use at a point: its own, those of its includes and, with a warning, those that some tool writes without declaring them. */
final class GateTable {
    private final boolean version3;
    private final Problems problems;
    private final Map<String, GateDefinition> own = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final Set<String> included = new HashSet<>();

    GateTable(boolean version3, Problems problems) {
        this.version3 = version3;
        this.problems = problems;
        included.addAll(version3 ? Set.of("U", "gphase") : Set.of("U", "CX"));
    }

    void include(Set<String> names) {
        included.addAll(names);
    }

    void define(GateDefinition gate) {
        own.put(gate.name(), gate);
    }

    /** A gate whose definition is in error: uses of it are not reported again. */
    void defineBroken(String name) {
        broken.add(name);
    }

    /** Whether a register may not have this name. */
    boolean declares(String name) {
        return own.containsKey(name) || broken.contains(name) || included.contains(name);
    }

    /**
     * Whether a program may not define a gate of this name. What Qiskit added to {@code qelib1.inc} may be defined
     * again, because older programs bring their own.
     */
    boolean protects(String name) {
        return declares(name) && (own.containsKey(name) || !GateLibrary.QELIB1_LATER.contains(name) || version3);
    }

    GateDefinition find(String name, int at) {
        GateDefinition gate = own.get(name);
        if (gate != null) {
            return gate;
        }
        if (broken.contains(name)) {
            throw Fault.alreadyReported(at);
        }
        gate = GateLibrary.find(name);
        if (gate == null || !included.contains(name) && !tolerated(name, at)) {
            throw new Fault(at, "gate '" + name + "' is not defined", advice(name));
        }
        return gate;
    }

    private boolean tolerated(String name, int at) {
        boolean library = included.contains("x");
        if (version3 && GateLibrary.BRAKET.contains(name)) {
            problems.warn("braket", at, "gate '" + name + "' is not declared; read as Amazon Braket's", "");
            return true;
        }
        if (!library) {
            return false;
        }
        if (name.equals("gphase")) {
            problems.warn("gphase", at, "'gphase' is not part of OpenQASM 2; read as PennyLane writes it", "");
            return true;
        }
        if (!version3 && GateLibrary.BRAKET.contains(name) && !name.equals("ecr") && !name.equals("iswap")) {
            return false;
        }
        String file = version3 ? "stdgates.inc" : "qelib1.inc";
        problems.warn(
                "qiskit " + name, at, "gate '" + name + "' is not declared in " + file + "; read as Qiskit's", "");
        return true;
    }

    private String advice(String name) {
        if (version3 && GateLibrary.STDGATES.contains(name)) {
            return "add: include \"stdgates.inc\";";
        }
        if (!version3 && (GateLibrary.QELIB1_FIRST.contains(name) || GateLibrary.QELIB1_LATER.contains(name))) {
            return "add: include \"qelib1.inc\";";
        }
        return "define it before its first use";
    }
}
