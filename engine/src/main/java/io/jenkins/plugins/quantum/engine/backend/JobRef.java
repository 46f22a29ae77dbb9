package io.jenkins.plugins.quantum.engine.backend;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that is needed to find a job again, in this process or the next. It is kept in the journal: small, and no secret in it.
 *
 * @param backend
 *     the backend's name
 * @param id
 *     the provider's id
 * @param details
 *     what else the adapter needs to read the answer: widths, the order of bits, where results will be
 */
public record JobRef(String backend, String id, Map<String, String> details) {
    public JobRef {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    /** A job whose id says all. */
    public JobRef(String backend, String id) {
        this(backend, id, Map.of());
    }
}
