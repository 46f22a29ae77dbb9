package io.jenkins.plugins.quantum.engine.backend.compile;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitDigest;
import io.jenkins.plugins.quantum.engine.circuit.GateBasis;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes circuits that a device runs as they are. A circuit whose place on the device is given (physical qubits {@code $n}, as wide as the
 * device, a configured layout, or a device on which all qubits are connected) is rewritten into the device's gates here, one by one and
 * without Python; when its pairs are connected it passes. Any other circuit goes to the {@link Transpiler}. What was compiled is kept, so that
 * many jobs of the same circuit are compiled once. Thread-safe.
 */
public final class DeviceCompiler implements AutoCloseable {
    private static final int MOST_KEPT = 64;

    private final Transpiler transpiler;
    private final Map<Key, CompiledCircuit> kept = new LinkedHashMap<>();

    private record Key(String digest, DeviceTarget target, CompileOptions options) {}

    /**
     * Creates it.
     *
     * @param transpiler
     *     closed with it
     */
    public DeviceCompiler(Transpiler transpiler) {
        this.transpiler = transpiler;
    }

    /**
     * Compiles a circuit; its inputs may be free.
     *
     * @throws BackendException
     *     when the device cannot run it, or when a compiler is needed and there is none; nothing was sent anywhere
     */
    public CompiledCircuit compile(Circuit circuit, DeviceTarget target, CompileOptions options)
            throws BackendException {
        if (circuit.qubits() > target.qubits()) {
            throw new BackendException(
                    target.device() + " has " + target.qubits() + " qubits; the circuit needs " + circuit.qubits(),
                    Kind.REFUSED);
        }
        var key = new Key(CircuitDigest.of(circuit), target, options);
        synchronized (kept) {
            CompiledCircuit known = kept.get(key);
            if (known == null) {
                known = passing(circuit, target, options);
            }
            if (known == null) {
                known = transpiled(circuit, target, options);
            }
            if (kept.size() >= MOST_KEPT && !kept.containsKey(key)) {
                kept.remove(kept.keySet().iterator().next());
            }
            kept.put(key, known);
            return known;
        }
    }

    /** Null where the circuit needs routing. */
    private static CompiledCircuit passing(Circuit circuit, DeviceTarget target, CompileOptions options)
            throws BackendException {
        Optional<List<Integer>> layout = layout(circuit, target, options);
        if (layout.isEmpty()) {
            return null;
        }
        Circuit placed = new Placement(circuit, layout.get()).placed();
        Circuit rewritten;
        try {
            rewritten = new GateBasis(target.basis()).rewrite(placed);
        } catch (IllegalArgumentException e) {
            // This basis needs more than renaming: the transpiler may know a way.
            return null;
        }
        var facts = new HashMap<String, String>();
        facts.put("compiler", rewritten.instructions().equals(placed.instructions()) ? "none" : "gates renamed");
        facts.put("layout", text(layout.get()));
        var compiled = new CompiledCircuit(rewritten, layout.get(), List.of(), facts);
        return target.refuses(rewritten, compiled.physical()).isEmpty() ? compiled : null;
    }

    private static Optional<List<Integer>> layout(Circuit circuit, DeviceTarget target, CompileOptions options)
            throws BackendException {
        Optional<List<Integer>> said = Placement.said(circuit, target.qubits());
        if (options.layout().isEmpty()
                || said.isPresent() && !said.get().equals(Placement.identity(circuit.qubits()))) {
            return said.or(() ->
                    target.pairs().isEmpty() ? Optional.of(Placement.identity(circuit.qubits())) : Optional.empty());
        }
        if (options.layout().size() < circuit.qubits()) {
            throw new BackendException(
                    "the option 'layout' names " + options.layout().size() + " qubits; the circuit has "
                            + circuit.qubits(),
                    Kind.REFUSED);
        }
        return Optional.of(options.layout().subList(0, circuit.qubits()));
    }

    private CompiledCircuit transpiled(Circuit circuit, DeviceTarget target, CompileOptions options)
            throws BackendException {
        List<Integer> layout = layout(circuit, target, options).orElse(List.of());
        var slots = new AngleSlots(circuit);
        Transpiler.Transpiled answer = transpiler.transpile(
                slots.circuit(), target, new CompileOptions(options.level(), options.seed(), layout));
        Circuit read;
        try {
            read = Qasm.read("compiled.qasm", answer.qasm()).circuit();
        } catch (InputException e) {
            throw new BackendException("the compiled circuit cannot be read: " + e.getMessage(), Kind.REFUSED, e);
        }
        List<Integer> physical = Placement.said(read, target.qubits()).orElse(List.of());
        if (physical.isEmpty() || read.bits() != circuit.bits()) {
            throw new BackendException(
                    "the compiled circuit has other qubits or bits than were asked for", Kind.REFUSED);
        }
        Circuit placed = new Placement(read, physical).placed();
        var own = new Circuit(placed.qubitRegisters(), circuit.bitRegisters(), read.inputs(), placed.instructions());
        var facts = new HashMap<>(answer.facts());
        facts.put("compiler", "qiskit, level " + options.level() + ", seed " + options.seed());
        facts.put("layout", text(answer.layout()));
        var compiled = new CompiledCircuit(own, answer.layout(), slots.angles(), facts);
        Optional<String> refused = target.refuses(own, compiled.physical());
        if (refused.isPresent()) {
            throw new BackendException(
                    "the compiled circuit does not fit " + target.device() + ": " + refused.get(), Kind.REFUSED);
        }
        return compiled;
    }

    private static String text(List<Integer> layout) {
        var words = new ArrayList<String>();
        layout.forEach(qubit -> words.add("" + qubit));
        return String.join(",", words);
    }

    @Override
    public void close() {
        transpiler.close();
    }
}
