package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.CompiledSize;
import java.util.Optional;

/**
 * What a backend makes of a test's first circuit and of the recorded one, compiled one after the other by the same compiler for the same
 * device: what differs comes from the circuits.
 *
 * @param now
 *     of today's circuit; empty where the backend compiles nothing here, or could not be asked
 * @param recorded
 *     of the recorded one; empty where nothing is recorded too
 * @param trouble
 *     why the backend could not be asked; empty where it could
 */
public record Compilation(Optional<CompiledSize> now, Optional<CompiledSize> recorded, String trouble) {
    /** Of a backend that was not asked, or that compiles nothing here. */
    public static final Compilation NONE = new Compilation(Optional.empty(), Optional.empty(), "");
}
