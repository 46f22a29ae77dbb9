package io.jenkins.plugins.quantum.agent;

import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.run.RunOptions;
import io.jenkins.plugins.quantum.engine.run.RunShare;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import io.jenkins.plugins.quantum.engine.run.Workbench;
import java.nio.file.Path;
import java.util.Optional;

/** What a request chooses of a run, the same on a node and on the controller. */
public final class RequestedOptions {
    /** The profile that change requests take where none was chosen. */
    private static final String CHANGE_REQUEST_PROFILE = "pr";

    private RequestedOptions() {}

    /**
     * The options.
     *
     * @param store
     *     where what earlier builds have kept lies, for a request that wants it
     * @throws InputException
     *     when one cannot be read
     */
    public static RunOptions of(UnitRequest request, Workbench workbench, SuiteSource source, Path store) {
        Optional<String> profile = text(request.profile());
        if (profile.isEmpty()
                && request.changeRequest()
                && workbench.profiles(source).contains(CHANGE_REQUEST_PROFILE)) {
            profile = Optional.of(CHANGE_REQUEST_PROFILE);
        }
        var options = new RunOptions(
                        profile,
                        text(request.backend()),
                        request.shots(),
                        request.seed(),
                        text(request.maxCost()).map(RequestedOptions::money),
                        text(request.only()),
                        0,
                        false)
                .with(request.share().isEmpty() ? RunShare.WHOLE : RunShare.shard("shard", request.share()));
        return request.keepEvidence() ? options.withStore(store) : options;
    }

    private static Money money(String text) {
        try {
            return Money.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InputException(SourcePosition.of("maxCost"), e.getMessage(), "");
        }
    }

    private static Optional<String> text(String value) {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.trim());
    }
}
