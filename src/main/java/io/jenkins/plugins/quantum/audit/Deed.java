package io.jenkins.plugins.quantum.audit;

import java.util.Locale;

/** What an audit line is about. */
public enum Deed {
    /** Money was reserved for a run: it may submit. */
    SUBMIT,
    /** A run is over; the estimate is its bill. */
    SETTLE,
    /** Code of a build submitted jobs by itself, with the account of a backend. */
    RECORD,
    /** A run or what it left at a service was cancelled. */
    CANCEL,
    /** Somebody must decide before a run goes on. */
    ASK,
    /** A waiting run was released. */
    APPROVE,
    /** A run, a backend or an approval was refused. */
    REFUSE,
    /** Limits, backends or other settings were changed. */
    CONFIGURE,
    /** A user's identity was removed from the log. */
    ERASE;

    /** As lines have it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
