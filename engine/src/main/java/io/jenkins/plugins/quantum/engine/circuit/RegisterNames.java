package io.jenkins.plugins.quantum.engine.circuit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names for the registers of a circuit that a program may use: their own where possible. */
final class RegisterNames {
    private final boolean version3;
    private final Set<String> taken;
    private final Map<Register, String> names = new HashMap<>();
    private final boolean physical;

    RegisterNames(Circuit circuit, boolean version3) {
        this.version3 = version3;
        this.taken = new HashSet<>(circuit.inputs());
        this.physical = version3 && physical(circuit.qubitRegisters());
        circuit.qubitRegisters()
                .forEach(register -> names.put(register, physical ? register.name() : free(register, "q")));
        circuit.bitRegisters().forEach(register -> names.put(register, free(register, "c")));
    }

    /** Whether the qubits are physical ones, which are not declared. */
    boolean physical() {
        return physical;
    }

    String of(Register register) {
        return names.get(register);
    }

    /** An element by its index in the circuit. */
    String element(List<Register> registers, int index) {
        Register register = find(registers, index);
        return physical && register.name().startsWith("$")
                ? register.name()
                : of(register) + "[" + (index - register.offset()) + "]";
    }

    static Register find(List<Register> registers, int index) {
        int low = 0;
        int high = registers.size() - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (registers.get(middle).offset() <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Register register = registers.isEmpty() ? null : registers.get(low);
        if (register == null || index < register.offset() || index >= register.offset() + register.size()) {
            throw new IllegalArgumentException("the circuit has no qubit or bit of number " + index);
        }
        return register;
    }

    private static boolean physical(List<Register> registers) {
        int last = -1;
        for (Register register : registers) {
            if (register.size() != 1 || !register.name().matches("\\$(0|[1-9][0-9]{0,5})")) {
                return false;
            }
            int number = Integer.parseInt(register.name().substring(1));
            if (number <= last) {
                return false;
            }
            last = number;
        }
        return true;
    }

    private String free(Register register, String prefix) {
        String name = register.name().replaceAll("[^A-Za-z0-9_]", "_");
        boolean usable = name.matches(version3 ? "[A-Za-z_].*" : "[a-z].*") && allowed(name);
        String chosen = usable ? name : prefix + "_" + name;
        int number = 0;
        while (!allowed(chosen)) {
            chosen = prefix + "_" + name + "_" + number++;
        }
        taken.add(chosen);
        return chosen;
    }

    private boolean allowed(String name) {
        return !taken.contains(name)
                && !Words.RESERVED.contains(name)
                && !Words.RESERVED_3.contains(name)
                && GateLibrary.find(name) == null;
    }
}
