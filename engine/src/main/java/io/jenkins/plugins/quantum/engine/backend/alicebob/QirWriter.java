package io.jenkins.plugins.quantum.engine.backend.alicebob;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Writes a circuit as readable QIR (LLVM assembly with opaque qubits and results), in the shape that Alice and Bob's own client gives it: every
 * qubit is prepared in 0 first, and the results are recorded from the highest bit down, so that outcomes read like this project's.
 */
final class QirWriter {
    /** How QIR calls each gate that the service may have. */
    static final Map<Gate, String> NAMES = Map.ofEntries(
            Map.entry(Gate.X, "x__body"),
            Map.entry(Gate.Y, "y__body"),
            Map.entry(Gate.Z, "z__body"),
            Map.entry(Gate.H, "h__body"),
            Map.entry(Gate.S, "s__body"),
            Map.entry(Gate.SDG, "s__adj"),
            Map.entry(Gate.T, "t__body"),
            Map.entry(Gate.TDG, "t__adj"),
            Map.entry(Gate.RX, "rx__body"),
            Map.entry(Gate.RY, "ry__body"),
            Map.entry(Gate.RZ, "rz__body"),
            Map.entry(Gate.CX, "cnot__body"),
            Map.entry(Gate.CZ, "cz__body"),
            Map.entry(Gate.SWAP, "swap__body"),
            Map.entry(Gate.RZZ, "rzz__body"),
            Map.entry(Gate.CCX, "ccx__body"));

    private final StringBuilder body = new StringBuilder();
    private final TreeSet<String> declared = new TreeSet<>();

    private QirWriter() {}

    /**
     * The program.
     *
     * @throws IllegalArgumentException
     *     for other gates, and for steps of dynamic circuits
     */
    static String write(Circuit bound) {
        return new QirWriter().program(bound);
    }

    private String program(Circuit circuit) {
        call("rt__initialize", List.of("i8*"), List.of("i8* null"));
        for (int qubit = 0; qubit < circuit.qubits(); qubit++) {
            call("qis__prepare_z__body", List.of("i1", "%Qubit*"), List.of("i1 false", qubit(qubit)));
        }
        circuit.instructions().forEach(this::step);
        call("rt__array_record_output", List.of("i64", "i8*"), List.of("i64 " + circuit.bits(), "i8* null"));
        for (int bit = circuit.bits() - 1; bit >= 0; bit--) {
            call("rt__result_record_output", List.of("%Result*", "i8*"), List.of(result(bit), "i8* null"));
        }
        return """
                ; ModuleID = 'qmlops'
                source_filename = "qmlops"

                %Qubit = type opaque
                %Result = type opaque

                define void @main() #0 {
                entry:
                <body>  ret void
                }

                <declarations>
                attributes #0 = { "entry_point" "output_labeling_schema" "qir_profiles"="custom" "required_num_qubits"="<qubits>" "required_num_results"="<bits>" }
                attributes #1 = { "irreversible" }

                !llvm.module.flags = !{!0, !1, !2, !3}

                !0 = !{i32 1, !"qir_major_version", i32 1}
                !1 = !{i32 7, !"qir_minor_version", i32 0}
                !2 = !{i32 1, !"dynamic_qubit_management", i1 false}
                !3 = !{i32 1, !"dynamic_result_management", i1 false}
                """
                .replace("<body>", body)
                .replace("<declarations>", String.join("", declared))
                .replace("<qubits>", Integer.toString(circuit.qubits()))
                .replace("<bits>", Integer.toString(circuit.bits()));
    }

    private void step(Instruction step) {
        if (step instanceof Instruction.Apply apply) {
            String name = NAMES.get(apply.gate());
            if (name == null) {
                throw new IllegalArgumentException("the gate " + apply.gate() + " is not written in QIR");
            }
            var types = new ArrayList<String>();
            var values = new ArrayList<String>();
            if (!apply.angles().isEmpty()) {
                types.add("double");
                values.add("double " + number(CatGates.angle(apply)));
            }
            for (int qubit : apply.qubits()) {
                types.add("%Qubit*");
                values.add(qubit(qubit));
            }
            call("qis__" + name, types, values);
        } else if (step instanceof Instruction.Measure measure) {
            call(
                    "qis__mz__body",
                    List.of("%Qubit*", "%Result* writeonly"),
                    List.of(qubit(measure.qubit()), result(measure.bit())));
        } else if (!(step instanceof Instruction.Barrier) && !(step instanceof Instruction.Pragma)) {
            throw new IllegalArgumentException("resets and branches are not written in QIR");
        }
    }

    private void call(String name, List<String> types, List<String> values) {
        body.append("  call void @__quantum__").append(name).append('(');
        body.append(String.join(", ", values)).append(")\n");
        String mark = name.startsWith("qis__mz") ? " #1" : "";
        declared.add("declare void @__quantum__" + name + "(" + String.join(", ", types) + ")" + mark + "\n\n");
    }

    private static String qubit(int index) {
        return "%Qubit* " + pointer(index, "%Qubit*");
    }

    private static String result(int index) {
        return "%Result* " + pointer(index, "%Result*");
    }

    private static String pointer(int index, String type) {
        return index == 0 ? "null" : "inttoptr (i64 " + index + " to " + type + ")";
    }

    /** As LLVM itself prints it: seven digits where they are the whole number, else the bits of the double. */
    private static String number(double value) {
        String digits = String.format(Locale.ROOT, "%.6e", value);
        return Double.parseDouble(digits) == value
                ? digits
                : String.format(Locale.ROOT, "0x%016X", Double.doubleToRawLongBits(value));
    }
}
