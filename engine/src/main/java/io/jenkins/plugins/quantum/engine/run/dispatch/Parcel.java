package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;

/**
 * What is submitted in one go.
 *
 * @param key
 *     names it in the journal; the same in every process
 * @param backend
 *     where
 * @param request
 *     within the limits of the backend's {@link io.jenkins.plugins.quantum.engine.backend.Capabilities}
 * @param past
 *     what an earlier process did with it
 */
public record Parcel(String key, Backend backend, JobRequest request, Past past) {
    /** Whether it runs on this machine: free, gone with its process, and safe to run again. */
    boolean local() {
        return backend.conduct().equals(Conduct.local());
    }
}
