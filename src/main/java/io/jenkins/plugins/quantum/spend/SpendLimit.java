package io.jenkins.plugins.quantum.spend;

import io.jenkins.plugins.quantum.engine.cost.Money;
import java.util.Optional;

/**
 * What may be spent below a place.
 *
 * @param place
 *     full name of a folder; empty for all of Jenkins
 * @param month
 *     most in a calendar month (UTC)
 * @param build
 *     most in one build
 */
public record SpendLimit(String place, Optional<Money> month, Optional<Money> build) {
    /** As messages name it. */
    String name() {
        return place.isEmpty() ? "all of Jenkins" : "folder " + place;
    }

    /** Whether what happens in a folder counts here. */
    boolean covers(String folder) {
        return contains(place, folder);
    }

    static boolean contains(String place, String folder) {
        return place.isEmpty() || folder.equals(place) || folder.startsWith(place + "/");
    }
}
