package io.jenkins.plugins.quantum.engine.backend.braket;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.http.aws.AwsAuthorization;
import io.jenkins.plugins.quantum.engine.backend.http.aws.AwsProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Opens devices of Amazon Braket. */
public final class BraketProvider implements BackendProvider {
    /** The vendor's own client asks again when a task is unknown right after it was made; a minute is far beyond its patience. */
    private static final Duration BECOMES_VISIBLE = Duration.ofMinutes(1);

    private static final Map<String, List<String>> VARIABLES = Map.of(
            BraketOptions.REGION, List.of("AWS_REGION", "AWS_DEFAULT_REGION"),
            BraketOptions.BUCKET, List.of("AMZN_BRAKET_OUT_S3_BUCKET"),
            BraketOptions.ENDPOINT, List.of("BRAKET_ENDPOINT"),
            BraketOptions.STORAGE, List.of("AWS_ENDPOINT_URL_S3"));

    private final InstantSource clock;
    private final Duration becomesVisible;

    /** By the clock of this machine, on which signatures depend. */
    public BraketProvider() {
        this(InstantSource.system(), BECOMES_VISIBLE);
    }

    /**
     * By another clock.
     *
     * @param becomesVisible
     *     how long after its submission a task may be unknown to the service without being lost
     */
    public BraketProvider(InstantSource clock, Duration becomesVisible) {
        this.clock = clock;
        this.becomesVisible = becomesVisible;
    }

    @Override
    public String type() {
        return "braket";
    }

    @Override
    public Set<String> options() {
        return BraketOptions.ALL;
    }

    @Override
    public List<CredentialField> credentials() {
        return AwsAuthorization.FIELDS;
    }

    @Override
    public Map<String, Secret> profile(Path home, Map<String, String> variables) {
        return AwsProfile.read(home, variables);
    }

    @Override
    public List<String> variables(String option) {
        return VARIABLES.getOrDefault(option, List.of());
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        return new BraketBackend(settings, BraketOptions.of(settings), clock, becomesVisible);
    }
}
