package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The ways in which services tell calibrations: the same for files and for what adapters have just been told, so that both give the same model
 * and the same epoch. Adapters ask for a service's own; wrong parts of an answer count as not reported there, because a calibration never stops a run.
 */
public final class CalibrationFormats {
    /** All, in the order in which a file is tried. */
    static final List<CalibrationFormat> ALL = List.of(
            new IbmProperties(),
            new BraketProperties(),
            new IonqCharacterisation(),
            new IqmMetrics(List.of(), ""),
            new CirqCalibration(),
            new AqtCharacterisation());

    private CalibrationFormats() {}

    /** IBM's backend properties; qubits by their numbers. */
    public static Optional<NoiseModel> ibm(JsonNode properties, String name) {
        return new IbmProperties().read(properties, name, new Complaints()).map(device -> device.named(name));
    }

    /** The document of a device on Amazon Braket. */
    public static Optional<NoiseModel> braket(JsonNode document, String name) {
        return new BraketProperties().read(document, name, new Complaints()).map(device -> device.named(name));
    }

    /** A list of IonQ's characterisations, the newest first. */
    public static Optional<NoiseModel> ionq(JsonNode characterisations, String name) {
        return new IonqCharacterisation()
                .read(characterisations, name, new Complaints())
                .map(device -> device.named(name));
    }

    /**
     * IQM's quality metrics.
     *
     * @param qubits
     *     the machine's, in the order of their numbers
     * @param set
     *     id of the calibration set
     */
    public static Optional<NoiseModel> iqm(JsonNode metrics, List<String> qubits, String name, String set) {
        return new IqmMetrics(qubits, set).read(metrics, name, new Complaints()).map(device -> device.named(name));
    }

    /** A resource of AQT with its characterisation. */
    public static Optional<NoiseModel> aqt(JsonNode resource, String name) {
        return new AqtCharacterisation().read(resource, name, new Complaints()).map(device -> device.named(name));
    }

    /** Google's snapshot of metrics; qubits by row and column. */
    public static Optional<NoiseModel> google(JsonNode snapshot, String name) {
        var format = new CirqCalibration();
        return format.fits(snapshot)
                ? format.read(snapshot, name, new Complaints()).map(device -> device.named(name))
                : Optional.empty();
    }
}
