package io.jenkins.plugins.quantum.engine.backend.iqm;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import io.jenkins.plugins.quantum.engine.backend.compile.CompileOptions;
import io.jenkins.plugins.quantum.engine.backend.compile.CompiledCircuit;
import io.jenkins.plugins.quantum.engine.backend.compile.DeviceCompiler;
import io.jenkins.plugins.quantum.engine.backend.compile.DeviceTarget;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.PhasedCompiler;
import io.jenkins.plugins.quantum.engine.circuit.PhasedCompiler.Entangler;
import io.jenkins.plugins.quantum.engine.circuit.PhasedGate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The circuits of a job in native gates on qubits of the machine: as they are where the machine's couplings fit them, else laid out and
 * routed by the compiler.
 *
 * @param programs
 *     one for each set of inputs
 * @param places
 *     the names of their qubits on the machine; null for qubits that nothing happens to
 * @param measurements
 *     of each of them
 * @param readout
 *     which of their qubits each classical bit shows
 * @param facts
 *     how they came about
 */
record PlacedCircuit(
        List<List<PhasedGate>> programs,
        List<Optional<String>> places,
        List<Instruction.Measure> measurements,
        Readout readout,
        Map<String, String> facts) {
    /** Longest compiled circuit that is kept with a job, in characters. */
    private static final int LONGEST_EVIDENCE = 20_000;

    /**
     * Places a job's circuits.
     *
     * @throws BackendException
     *     when they need routing and there is no compiler
     */
    static PlacedCircuit of(
            JobRequest request, IqmArchitecture machine, String device, DeviceCompiler compiler, CompileOptions options)
            throws BackendException {
        Circuit circuit = request.circuit();
        if (options.layout().isEmpty()) {
            List<List<PhasedGate>> programs = request.bindings().stream()
                    .map(circuit::bind)
                    .map(PlacedCircuit::gates)
                    .toList();
            // Which pulses there are may depend on the inputs; which pairs are entangled does not.
            List<PhasedGate> all = programs.stream().flatMap(List::stream).toList();
            Optional<List<Optional<String>>> places = Placement.find(
                    machine, circuit.qubits(), all, Readout.of(circuit).measured());
            if (places.isPresent()) {
                return of(circuit, programs, places.get(), Map.of("compiler", "none"));
            }
        }
        CompiledCircuit compiled = compiler.compile(circuit, target(machine, device), options);
        List<List<PhasedGate>> programs = request.bindings().stream()
                .map(compiled::bind)
                .map(PlacedCircuit::gates)
                .toList();
        var facts = new HashMap<>(compiled.facts());
        String evidence = compiled.qasm(request.bindings().get(0));
        if (evidence.length() <= LONGEST_EVIDENCE) {
            facts.put("compiled", evidence);
        }
        List<Optional<String>> places = compiled.physical().stream()
                .map(qubit -> Optional.of(machine.qubits().get(qubit)))
                .toList();
        return of(compiled.circuit(), programs, places, facts);
    }

    private static PlacedCircuit of(
            Circuit circuit,
            List<List<PhasedGate>> programs,
            List<Optional<String>> places,
            Map<String, String> facts) {
        List<Instruction.Measure> measurements = circuit.instructions().stream()
                .filter(Instruction.Measure.class::isInstance)
                .map(Instruction.Measure.class::cast)
                .toList();
        return new PlacedCircuit(programs, places, measurements, Readout.of(circuit), facts);
    }

    private static List<PhasedGate> gates(Circuit bound) {
        return PhasedCompiler.compile(bound, Entangler.CZ);
    }

    private static DeviceTarget target(IqmArchitecture machine, String device) {
        List<String> names = machine.qubits();
        var pairs = new HashSet<DeviceTarget.Pair>();
        for (int first = 0; first < names.size(); first++) {
            for (int second = first + 1; second < names.size(); second++) {
                if (!machine.entangle(names.get(first), names.get(second)).isEmpty()) {
                    pairs.add(new DeviceTarget.Pair(first, second));
                }
            }
        }
        return new DeviceTarget(device, names.size(), EnumSet.of(Gate.U, Gate.CZ), pairs);
    }

    /** The name of a qubit that something happens to. */
    String place(int qubit) {
        return places.get(qubit).orElseThrow();
    }
}
