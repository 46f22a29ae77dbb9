package io.jenkins.plugins.quantum.engine.backend.azure;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import java.util.Locale;
import java.util.Map;

/**
 * A target as Azure Quantum names it: {@code ionq.qpu.forte-1}, {@code quantinuum.sim.h2-1e}.
 *
 * @param id
 *     the whole name
 * @param format
 *     how its vendor's machines take programs
 */
record AzureTarget(String id, TargetFormat format) {
    private static final long MOST_SHOTS = 100_000;

    /** Of the targets that were offered in August 2026; Pasqal's are those of Microsoft's own client. */
    private static final Map<String, Integer> QUBITS = Map.ofEntries(
            Map.entry("ionq.simulator", 29),
            Map.entry("ionq.qpu.aria-1", 25),
            Map.entry("ionq.qpu.forte-1", 36),
            Map.entry("ionq.qpu.forte-enterprise-1", 36),
            Map.entry("quantinuum.qpu.h2-1", 56),
            Map.entry("quantinuum.qpu.h2-2", 56),
            Map.entry("quantinuum.sim.h2-1sc", 56),
            Map.entry("quantinuum.sim.h2-2sc", 56),
            Map.entry("quantinuum.sim.h2-1e", 32),
            Map.entry("quantinuum.sim.h2-2e", 32),
            Map.entry("rigetti.sim.qvm", 20),
            Map.entry("rigetti.qpu.cepheus-1-108q", 108),
            Map.entry("pasqal.sim.emu-tn", 100),
            Map.entry("pasqal.sim.emu-sv", 25),
            Map.entry("pasqal.sim.emu-mps", 80),
            Map.entry("pasqal.sim.emu-free", 12),
            Map.entry("pasqal.qpu.fresnel", 100),
            Map.entry("pasqal.qpu.fresnel-can1", 100));

    private static final int QUBITS_OF_OTHERS = 128;

    /**
     * A target.
     *
     * @throws BackendException
     *     when no machine of that vendor can be reached
     */
    static AzureTarget of(String name, String noiseModel, boolean debias) throws BackendException {
        String id = name.toLowerCase(Locale.ROOT);
        if (!id.matches("[a-z]{1,30}\\.[a-z0-9.-]{1,60}")) {
            throw refused("expected device to be a target such as ionq.qpu.forte-1, found another text");
        }
        String provider = id.substring(0, id.indexOf('.'));
        boolean ionqSimulator = id.equals("ionq.simulator");
        if (!noiseModel.isEmpty() && !ionqSimulator) {
            throw refused("the option 'noise-model' belongs to ionq.simulator");
        }
        if (debias && (ionqSimulator || !provider.equals("ionq"))) {
            throw refused("the option 'debias' belongs to IonQ's quantum computers");
        }
        TargetFormat format =
                switch (provider) {
                    case "ionq" -> new IonqFormat(ionqSimulator, noiseModel, debias);
                    case "quantinuum" -> new QuantinuumFormat();
                    case "rigetti" -> new RigettiFormat();
                    case "pasqal" -> new PasqalFormat();
                    default ->
                        throw refused("targets of ionq, quantinuum, rigetti and pasqal can be used, not those of "
                                + provider);
                };
        return new AzureTarget(id, format);
    }

    private static BackendException refused(String words) {
        return new BackendException(words, Kind.REFUSED);
    }

    /** The vendor, as Azure Quantum names it. */
    String provider() {
        return id.substring(0, id.indexOf('.'));
    }

    /** Whether it computes; syntax checkers do so too, and answer with zeros. */
    boolean simulator() {
        return id.contains(".sim");
    }

    /** Its name in the price book: {@code azure/ionq/forte-1}. */
    String device() {
        String machine = id.substring(id.indexOf('.') + 1).replaceFirst("^(qpu|sim)\\.", "");
        return "azure/" + provider() + "/" + machine;
    }

    Capabilities capabilities() {
        Capabilities circuits = Capabilities.remote(
                "azure",
                device(),
                simulator(),
                QUBITS.getOrDefault(id, QUBITS_OF_OTHERS),
                format instanceof QuantinuumFormat,
                1,
                1,
                MOST_SHOTS);
        return format instanceof PasqalFormat ? circuits.taking(Program.Kind.NATIVE) : circuits;
    }
}
