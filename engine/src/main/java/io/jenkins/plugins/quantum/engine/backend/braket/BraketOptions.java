package io.jenkins.plugins.quantum.engine.backend.braket;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import java.net.URI;
import java.util.Set;

/**
 * What a user configures.
 *
 * @param region
 *     of the device; for simulators the one that is configured
 * @param bucket
 *     where results go
 * @param prefix
 *     of their keys
 * @param endpoint
 *     of Braket
 * @param storage
 *     of S3, addressed by path; null for Amazon's own
 * @param batch
 *     most runs in one program set
 * @param guarded
 *     whether nothing is submitted to a machine without a spending limit
 */
record BraketOptions(
        BraketDevice device,
        String region,
        String bucket,
        String prefix,
        URI endpoint,
        URI storage,
        int batch,
        boolean guarded) {
    static final String DEVICE = "device";
    static final String REGION = "region";
    static final String BUCKET = "bucket";
    static final String PREFIX = "prefix";
    static final String ENDPOINT = "endpoint";
    static final String STORAGE = "s3-endpoint";
    static final String BATCH = "batch";
    static final String LIMIT = "spending-limit";
    static final Set<String> ALL = Set.of(DEVICE, REGION, BUCKET, PREFIX, ENDPOINT, STORAGE, BATCH, LIMIT);

    /** Names of buckets. */
    static final String BUCKETS = "[a-z0-9](?!.*\\.\\.)[a-z0-9.-]{1,61}[a-z0-9]";

    private static final String USUAL_REGION = "us-east-1";
    private static final int USUAL_BATCH = 20;

    static BraketOptions of(BackendSettings settings) throws BackendException {
        BraketDevice device =
                BraketDevice.find(settings.require(DEVICE, "iqm/garnet").strip());
        String region = device.region().isEmpty()
                ? shaped(settings, REGION, USUAL_REGION, "[a-z]{2}(-[a-z]+)+-\\d", "us-east-1")
                : device.region();
        settings.require(BUCKET, "amazon-braket-my-results");
        String bucket = shaped(settings, BUCKET, "", BUCKETS, "amazon-braket-my-results");
        String prefix = shaped(
                settings,
                PREFIX,
                "qmlops",
                "(?!\\.{1,2}(/|$))[\\w.-]{1,200}(/(?!\\.{1,2}(/|$))[\\w.-]{1,200}){0,4}",
                "ci/models");
        String limit = shaped(settings, LIMIT, "optional", "optional|required", "required");
        return new BraketOptions(
                device,
                region,
                bucket,
                prefix,
                address(settings, ENDPOINT, "https://braket." + region + ".amazonaws.com"),
                address(settings, STORAGE, null),
                (int) settings.number(BATCH, USUAL_BATCH, 1, BraketDevice.MOST_RUNS),
                limit.equals("required"));
    }

    private static String shaped(
            BackendSettings settings, String option, String otherwise, String shape, String example)
            throws BackendException {
        String value = settings.option(option).orElse(otherwise).strip();
        if (!value.matches(shape)) {
            throw new BackendException(
                    "expected " + option + " such as '" + example + "', found '" + value + "'",
                    BackendException.Kind.REFUSED);
        }
        return value;
    }

    private static URI address(BackendSettings settings, String option, String otherwise) throws BackendException {
        String value = settings.option(option).orElse(otherwise);
        try {
            return value == null ? null : URI.create(value.strip());
        } catch (IllegalArgumentException e) {
            throw new BackendException(
                    "expected an address for " + option + ", found '" + value + "'", BackendException.Kind.REFUSED, e);
        }
    }

    /** Runs in one task: several only where the device takes program sets. */
    int runs() {
        return device.sets() ? batch : 1;
    }

    /** Most shots of a run, so that a full program set stays within its total. */
    long mostShots() {
        return device.sets() ? Math.min(device.mostShots(), BraketDevice.MOST_SET_SHOTS / batch) : device.mostShots();
    }
}
