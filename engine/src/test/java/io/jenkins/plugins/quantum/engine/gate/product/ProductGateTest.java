package io.jenkins.plugins.quantum.engine.gate.product;

import io.jenkins.plugins.quantum.engine.gate.DependenceGateCases;
import io.jenkins.plugins.quantum.engine.gate.Verdict;

class ProductGateTest extends DependenceGateCases {
    ProductGateTest() {
        super(new ProductGate(), Verdict.FAIL, .575, .65);
    }
}
