package io.jenkins.plugins.quantum.engine.circuit;

/**
 * The standard gates, named as in {@code stdgates.inc} (OpenQASM 3) or, where that has none, {@code qelib1.inc}. Global
 * phases do not matter to a distribution; where a gate may be controlled, its definition is that of Qiskit.
 */
public enum Gate {
    ID(1, 0),
    X(1, 0),
    Y(1, 0),
    Z(1, 0),
    H(1, 0),
    S(1, 0),
    SDG(1, 0),
    T(1, 0),
    TDG(1, 0),
    SX(1, 0),
    SXDG(1, 0),
    RX(1, 1),
    RY(1, 1),
    RZ(1, 1),
    P(1, 1),
    /** U(θ, φ, λ) of OpenQASM. */
    U(1, 3),
    CX(2, 0),
    CY(2, 0),
    CZ(2, 0),
    CH(2, 0),
    CS(2, 0),
    CSDG(2, 0),
    CSX(2, 0),
    CP(2, 1),
    CRX(2, 1),
    CRY(2, 1),
    CRZ(2, 1),
    /** Controlled U(θ, φ, λ) with the phase γ on the control. */
    CU(2, 4),
    SWAP(2, 0),
    ISWAP(2, 0),
    ECR(2, 0),
    RXX(2, 1),
    RYY(2, 1),
    RZZ(2, 1),
    RZX(2, 1),
    CCX(3, 0),
    CCZ(3, 0),
    CSWAP(3, 0);

    private final int qubits;
    private final int angles;

    Gate(int qubits, int angles) {
        this.qubits = qubits;
        this.angles = angles;
    }

    /** On how many qubits it acts, controls included. */
    public int qubits() {
        return qubits;
    }

    /** How many angles it takes. */
    public int angles() {
        return angles;
    }
}
