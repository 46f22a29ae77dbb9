package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;

/** Numbers the qubits and bits of a program in the order of declaration. */
final class Registers {
    /** In one program: of qubits, and of bits. */
    static final int MOST = 4096;

    private final Scope scope;
    private final List<Register> qubits = new ArrayList<>();
    private final List<Register> bits = new ArrayList<>();
    private int[] registerOfBit = new int[0];

    Registers(Scope scope) {
        this.scope = scope;
    }

    List<Register> qubitRegisters() {
        return qubits;
    }

    List<Register> bitRegisters() {
        return bits;
    }

    int qubits() {
        return total(qubits);
    }

    int[] registerOfBit() {
        return registerOfBit;
    }

    /** Physical qubits need no declaration; each becomes a register of its own that keeps its name. */
    void addPhysical(SortedSet<Integer> numbers, int at) {
        for (int number : numbers) {
            addQubits("$" + number, 1, at);
        }
    }

    void addQubits(String name, long size, int at) {
        scope.declare(name, new Symbol.Qubits(add(qubits, name, size, "qubits", at)));
    }

    /** The numbers of the new bits. */
    int[] addBits(String name, long size, int at) {
        int[] elements = add(bits, name, size, "classical bits", at);
        int from = registerOfBit.length;
        registerOfBit = Arrays.copyOf(registerOfBit, from + elements.length);
        Arrays.fill(registerOfBit, from, registerOfBit.length, bits.size());
        scope.declare(name, new Symbol.Bits(elements));
        return elements;
    }

    private static int[] add(List<Register> registers, String name, long size, String what, int at) {
        int offset = total(registers);
        if (size < 1) {
            throw new Fault(at, "expected a size of at least 1 for '" + name + "', found " + size);
        }
        if (size > MOST - offset) {
            throw new Fault(at, "more than " + MOST + " " + what + " in one circuit");
        }
        registers.add(new Register(name, offset, (int) size));
        int[] elements = new int[(int) size];
        Arrays.setAll(elements, i -> offset + i);
        return elements;
    }

    private static int total(List<Register> registers) {
        if (registers.isEmpty()) {
            return 0;
        }
        Register last = registers.get(registers.size() - 1);
        return last.offset() + last.size();
    }
}
