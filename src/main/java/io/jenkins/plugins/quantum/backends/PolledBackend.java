package io.jenkins.plugins.quantum.backends;

import io.jenkins.plugins.quantum.agent.UnitRequest.ConfiguredBackend;
import io.jenkins.plugins.quantum.config.ControllerAccess;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.cost.PriceBook;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.run.BackendPool;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One backend of the poll: its status and calibrations, in memory and in its folder. */
final class PolledBackend {
    private static final Logger LOGGER = Logger.getLogger(PolledBackend.class.getName());
    private static final String STATUS = "status.json";

    /** A calibration is a large document and changes a few times a day. */
    private static final Duration BETWEEN_CALIBRATIONS = Duration.ofMinutes(10);

    private final String name;
    private final BackendFolder folder;
    private final CalibrationStore store;
    private BackendStatus status;
    private ConfiguredBackend priced;
    private Optional<PriceBook.Entry> price = Optional.empty();
    private Instant calibrationRead = Instant.EPOCH;
    private Duration retryAfter = Duration.ZERO;

    PolledBackend(String name) {
        this.name = name;
        this.folder = BackendFolder.of(name);
        this.store = new CalibrationStore(folder);
        this.status = kept();
    }

    private BackendStatus kept() {
        try {
            return folder.read(STATUS, BackendStatus.class).orElseGet(BackendStatus::unasked);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "what is known of the backend " + name + " cannot be read");
            return BackendStatus.unasked();
        }
    }

    synchronized BackendStatus status() {
        return status;
    }

    /** How long the service asked to be left alone. */
    synchronized Duration retryAfter() {
        return retryAfter;
    }

    /** How long it is to be left alone still. */
    synchronized Duration restLeft(Instant now, Duration pause) {
        Duration passed = Duration.between(Instant.ofEpochMilli(status.checkedAt()), now);
        Duration left = pause.minus(passed);
        return left.isNegative() || left.compareTo(pause) > 0 ? Duration.ZERO : left;
    }

    List<Calibration> calibrations() {
        try {
            return store.lines();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the calibrations of " + name + " cannot be read");
            return List.of();
        }
    }

    /** Asks the service. */
    BackendStatus poll(QuantumBackendConfiguration configured, Instant now) {
        BackendStatus before = status();
        BackendStatus after;
        Duration rest = Duration.ZERO;
        try (BackendPool pool = ControllerAccess.pool(configured)) {
            Backend backend = ControllerAccess.open(pool, name);
            Availability availability = backend.availability();
            after = before.answered(availability, backend.capabilities().device(), now);
            after = calibrated(backend, after, now);
        } catch (BackendException e) {
            LOGGER.log(Level.FINE, e, () -> "the backend " + name + " cannot be asked");
            after = before.failed(e.kind(), now);
            rest = e.retryAfter();
        }
        synchronized (this) {
            status = after;
            retryAfter = rest;
        }
        keep(after);
        return after;
    }

    /** What its device costs; empty where nobody knows. Contacts nobody. */
    synchronized Optional<PriceBook.Entry> price(QuantumBackendConfiguration configured) {
        ConfiguredBackend now = configured.toConfiguredBackend();
        if (!now.equals(priced)) {
            priced = now;
            try (BackendPool pool = ControllerAccess.pool(configured)) {
                price = pool.price(ControllerAccess.open(pool, name));
            } catch (BackendException e) {
                LOGGER.log(Level.FINE, e, () -> "the backend " + name + " cannot be opened");
                price = Optional.empty();
            }
        }
        return price;
    }

    /** A calibration that cannot be read says nothing about the device. */
    private BackendStatus calibrated(Backend backend, BackendStatus answered, Instant now) {
        if (now.isBefore(calibrationRead.plus(BETWEEN_CALIBRATIONS))) {
            return answered;
        }
        try {
            Optional<NoiseModel> model = backend.calibration();
            calibrationRead = now;
            if (model.isPresent()) {
                store.add(model.get(), now);
                return answered.calibrated(model.get().epoch());
            }
        } catch (BackendException e) {
            LOGGER.log(Level.FINE, e, () -> "the calibration of " + name + " cannot be read");
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the calibration of " + name + " cannot be kept");
        }
        return answered;
    }

    private void keep(BackendStatus now) {
        try {
            folder.write(STATUS, now);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "what is known of the backend " + name + " cannot be kept");
        }
    }
}
