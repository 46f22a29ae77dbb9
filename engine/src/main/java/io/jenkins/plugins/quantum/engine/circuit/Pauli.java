package io.jenkins.plugins.quantum.engine.circuit;

/** A Pauli matrix other than the identity. */
public enum Pauli {
    X,
    Y,
    Z
}
