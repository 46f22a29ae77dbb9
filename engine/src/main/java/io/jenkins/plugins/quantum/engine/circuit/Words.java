package io.jenkins.plugins.quantum.engine.circuit;

import java.util.Map;
import java.util.Set;

/** The words of the language. */
final class Words {
    /** Not free for names, in both versions of the language: what one version reserves makes poor names in the other. */
    static final Set<String> RESERVED = Set.of(
            "OPENQASM",
            "include",
            "qreg",
            "creg",
            "gate",
            "opaque",
            "measure",
            "reset",
            "barrier",
            "if",
            "else",
            "for",
            "in",
            "while",
            "pi");

    /** Words that begin a statement: there reading goes on after an error. */
    static final Set<String> STARTERS = Set.of(
            "include", "qreg", "creg", "gate", "opaque", "measure", "reset", "barrier", "if", "qubit", "bit", "for",
            "input", "let", "const");

    /** Reserved by OpenQASM 3 alone. */
    static final Set<String> RESERVED_3 = Set.of(
            "qubit",
            "bit",
            "bool",
            "int",
            "uint",
            "float",
            "angle",
            "complex",
            "array",
            "duration",
            "stretch",
            "const",
            "let",
            "def",
            "defcal",
            "defcalgrammar",
            "cal",
            "extern",
            "return",
            "break",
            "continue",
            "end",
            "switch",
            "case",
            "default",
            "input",
            "output",
            "box",
            "delay",
            "ctrl",
            "negctrl",
            "inv",
            "pow",
            "gphase",
            "U",
            "pragma",
            "true",
            "false",
            "void",
            "mutable",
            "readonly",
            "tau",
            "euler",
            "π",
            "τ",
            "ℇ");

    /** What is refused, with the reason. */
    static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("def", "subroutines"),
            Map.entry("defcal", "pulse calibrations"),
            Map.entry("defcalgrammar", "pulse calibrations"),
            Map.entry("cal", "pulse calibrations"),
            Map.entry("extern", "external functions"),
            Map.entry("while", "loops whose end is known only at run time"),
            Map.entry("switch", "switches"),
            Map.entry("array", "arrays"),
            Map.entry("return", "subroutines"),
            Map.entry("break", "loops that end early"),
            Map.entry("continue", "loops that end early"),
            Map.entry("end", "early ends"),
            Map.entry("complex", "complex numbers"),
            Map.entry("duration", "variables for durations"),
            Map.entry("stretch", "variables for durations"));

    /** The types of classical values. */
    static final Set<String> TYPES = Set.of("int", "uint", "float", "angle", "bool");

    private Words() {}
}
