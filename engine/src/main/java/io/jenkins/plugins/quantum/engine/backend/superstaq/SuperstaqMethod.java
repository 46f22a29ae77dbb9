package io.jenkins.plugins.quantum.engine.backend.superstaq;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;

/** What Superstaq does with a job. */
enum SuperstaqMethod {
    /** Runs it on the target. */
    SUBMIT,
    /** Simulates it without noise instead. */
    SIMULATE,
    /** Checks and compiles it for the target, and simulates it instead. */
    DRY_RUN;

    /** The service's word for the type of job. */
    String type() {
        return this == SIMULATE ? "simulate" : "submit";
    }

    /** By the option's text. */
    static SuperstaqMethod of(String text) throws BackendException {
        return switch (text) {
            case "submit" -> SUBMIT;
            case "simulate" -> SIMULATE;
            case "dry-run" -> DRY_RUN;
            default -> throw new BackendException("expected method to be submit, simulate or dry-run", Kind.REFUSED);
        };
    }
}
