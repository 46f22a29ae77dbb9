package io.jenkins.plugins.quantum.engine.circuit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Every gate that is known by name, and which library or tool declares it. Definitions are those of Qiskit, of Braket for its own. */
final class GateLibrary {
    /** The gates of the {@code qelib1.inc} that appeared with the OpenQASM 2 paper (arXiv:1707.03429). */
    static final Set<String> QELIB1_FIRST = Set.of(
            "u3", "u2", "u1", "cx", "id", "x", "y", "z", "h", "s", "sdg", "t", "tdg", "rx", "ry", "rz", "cz", "cy",
            "ch", "ccx", "crz", "cu1", "cu3");

    /** What Qiskit added to it since. */
    static final Set<String> QELIB1_LATER = Set.of(
            "u0", "u", "p", "sx", "sxdg", "swap", "cswap", "crx", "cry", "cp", "csx", "cu", "rxx", "rzz", "rccx",
            "rc3x", "c3x", "c3sqrtx", "c4x");

    static final Set<String> STDGATES = Set.of(
            "p", "x", "y", "z", "h", "s", "sdg", "t", "tdg", "sx", "rx", "ry", "rz", "cx", "cy", "cz", "cp", "crx",
            "cry", "crz", "ch", "swap", "ccx", "cswap", "cu", "CX", "phase", "cphase", "id", "u1", "u2", "u3");

    /** Gates that Braket's programs use without any include. */
    static final Set<String> BRAKET = Set.of(
            "i",
            "x",
            "y",
            "z",
            "h",
            "s",
            "si",
            "t",
            "ti",
            "v",
            "vi",
            "rx",
            "ry",
            "rz",
            "phaseshift",
            "prx",
            "gpi",
            "gpi2",
            "cnot",
            "cv",
            "cy",
            "cz",
            "ecr",
            "swap",
            "iswap",
            "pswap",
            "xx",
            "yy",
            "zz",
            "xy",
            "ms",
            "cphaseshift",
            "cphaseshift00",
            "cphaseshift01",
            "cphaseshift10",
            "ccnot",
            "cswap");

    /** Definitions of what is no {@link Gate}, in terms of what is. */
    private static final String COMPOSITES =
            """
            OPENQASM 3.0;
            gate u0(gamma) a { id a; }
            gate u2(phi, lambda) a { U(pi / 2, phi, lambda) a; }
            gate cu3(theta, phi, lambda) a, b { cu(theta, phi, lambda, 0) a, b; }
            gate c3x a, b, c, d { ctrl(3) @ x a, b, c, d; }
            gate c4x a, b, c, d, e { ctrl(4) @ x a, b, c, d, e; }
            gate c3sqrtx a, b, c, d { ctrl(3) @ sx a, b, c, d; }
            gate c3sx a, b, c, d { ctrl(3) @ sx a, b, c, d; }
            gate rccx a, b, c { h c; t c; cx b, c; tdg c; cx a, c; t c; cx b, c; tdg c; h c; }
            gate rc3x a, b, c, d {
              h d; t d; cx c, d; tdg d; h d;
              cx a, d; t d; cx b, d; tdg d; cx a, d; t d; cx b, d; tdg d;
              h d; t d; cx c, d; tdg d; h d;
            }
            gate r(theta, phi) a { rz(-phi) a; rx(theta) a; rz(phi) a; }
            gate prx(theta, phi) a { r(theta, phi) a; }
            gate gpi(phi) a { rz(-phi) a; x a; rz(phi) a; }
            gate gpi2(phi) a { r(pi / 2, phi) a; }
            gate ms(phi, psi, theta) a, b {
              rz(-phi) a; rz(-psi) b; rxx(theta) a, b; rz(phi) a; rz(psi) b;
            }
            gate xy(theta) a, b { rxx(-theta / 2) a, b; ryy(-theta / 2) a, b; }
            gate pswap(theta) a, b { gphase(theta / 2); rzz(theta) a, b; swap a, b; }
            gate cphaseshift00(theta) a, b { negctrl @ negctrl @ gphase(theta) a, b; }
            gate cphaseshift01(theta) a, b { negctrl @ ctrl @ gphase(theta) a, b; }
            gate cphaseshift10(theta) a, b { ctrl @ negctrl @ gphase(theta) a, b; }
            """;

    private static final Map<String, Gate> OTHER_NAMES = Map.ofEntries(
            Map.entry("CX", Gate.CX),
            Map.entry("U", Gate.U),
            Map.entry("u3", Gate.U),
            Map.entry("u1", Gate.P),
            Map.entry("phase", Gate.P),
            Map.entry("cphase", Gate.CP),
            Map.entry("cu1", Gate.CP),
            Map.entry("i", Gate.ID),
            Map.entry("si", Gate.SDG),
            Map.entry("ti", Gate.TDG),
            Map.entry("v", Gate.SX),
            Map.entry("vi", Gate.SXDG),
            Map.entry("cv", Gate.CSX),
            Map.entry("phaseshift", Gate.P),
            Map.entry("cphaseshift", Gate.CP),
            Map.entry("cnot", Gate.CX),
            Map.entry("ccnot", Gate.CCX),
            Map.entry("xx", Gate.RXX),
            Map.entry("yy", Gate.RYY),
            Map.entry("zz", Gate.RZZ));

    private static final Map<String, GateDefinition> KNOWN = known();

    private GateLibrary() {}

    /** The gate of a name, or null. */
    static GateDefinition find(String name) {
        return KNOWN.get(name);
    }

    private static Map<String, GateDefinition> known() {
        var known = new HashMap<String, GateDefinition>();
        for (Gate gate : Gate.values()) {
            String name = gate == Gate.U ? "u" : GateNames.of(gate);
            known.put(name, new GateDefinition.Primitive(name, gate));
        }
        OTHER_NAMES.forEach((name, gate) -> known.put(name, new GateDefinition.Primitive(name, gate)));
        known.put("gphase", new GateDefinition.Phase());
        var source = new SourceText("gate library", COMPOSITES);
        var problems = new Problems(source);
        for (Statement statement : Parser.parse(source, problems).statements()) {
            var definition = (Statement.GateDefinition) statement;
            var compiler = new GateCompiler((name, at) -> known.get(name), name -> null, problems, false);
            known.put(definition.name(), compiler.compile(definition));
        }
        problems.throwIfAny();
        return known;
    }
}
