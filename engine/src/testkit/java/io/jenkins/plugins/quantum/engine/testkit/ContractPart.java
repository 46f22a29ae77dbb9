package io.jenkins.plugins.quantum.engine.testkit;

/** A part of the contract: tests as default methods. */
interface ContractPart {
    /** What they stand on. */
    ContractStand stand();
}
