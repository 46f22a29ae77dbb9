package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;

/** Whether a backend can run a workload. */
final class Suitability {
    private Suitability() {}

    /** The reason why not, in words; empty when it can. */
    static String whyNot(Capabilities backend, Workload workload, NoiseModel noise, boolean allowSlow) {
        for (Workload.Task task : workload.tasks()) {
            if (task.circuit().dynamic() && !backend.dynamic()) {
                return "cannot measure in mid-circuit, reset or branch; aer can";
            }
            boolean sweep =
                    backend.simulator() && (!noise.isNone() || task.bindings().size() > 1);
            int limit = sweep ? backend.sweepQubits() : allowSlow ? backend.slowQubits() : backend.qubits();
            int qubits = task.circuit().qubits();
            if (qubits > limit) {
                return "takes up to " + limit + " qubits" + (sweep ? " with noise or many points" : "")
                        + ", the circuit has " + qubits
                        + (!sweep && qubits <= backend.slowQubits() ? "; 'allow-slow: true' permits it" : "");
            }
        }
        if (backend.simulator() && !noise.isNone() && !backend.noise()) {
            return "takes no noise model";
        }
        return "";
    }
}
