package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.util.List;
import java.util.Map;

/**
 * One test of a suite, with the profile's overrides applied.
 *
 * @param name
 *     unique; letters, digits, {@code . _ -}
 * @param subject
 *     what is tested
 * @param noise
 *     the noise for simulators
 * @param evidence
 *     probabilities or shots
 * @param gates
 *     at least one, those switched off left out
 * @param overrides
 *     by profile: gate overrides, already checked; see {@link #forProfile}
 * @param allowSlow
 *     whether the widest circuits may run on a slow simulator
 * @param at
 *     where it stands
 */
public record TestSpec(
        String name,
        Subject subject,
        NoiseSpec noise,
        EvidenceMode evidence,
        List<GateSpec> gates,
        Map<String, List<GateSpec>> overrides,
        boolean allowSlow,
        SourcePosition at) {
    public TestSpec {
        gates = List.copyOf(gates);
        overrides = Map.copyOf(overrides);
    }

    /** What evidence decides. */
    public enum EvidenceMode {
        /** Probabilities on simulators, shots on hardware. */
        AUTOMATIC,
        /** Shots everywhere. */
        SHOTS
    }

    /** The gates in force under a profile: an overriding gate replaces the one of its kind. A profile may leave none. */
    public List<GateSpec> forProfile(String profile) {
        return overrides.getOrDefault(profile, gates);
    }
}
