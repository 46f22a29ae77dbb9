package io.jenkins.plugins.quantum.engine.gate.entangled;

import io.jenkins.plugins.quantum.engine.gate.DependenceGateCases;
import io.jenkins.plugins.quantum.engine.gate.Verdict;

class EntangledGateTest extends DependenceGateCases {
    EntangledGateTest() {
        super(new EntangledGate(), Verdict.PASS, .85, .75);
    }
}
