package io.jenkins.plugins.quantum.steps;

/** What a user can choose of a test, the same in Pipeline and freestyle. */
public interface QuantumTestOptions extends SuiteOptions {
    /** What a failed gate does to the build: {@code fail} or {@code unstable}. */
    String getPolicy();

    /** Whether the verdicts are also published as JUnit tests. */
    boolean isPublishTests();
}
