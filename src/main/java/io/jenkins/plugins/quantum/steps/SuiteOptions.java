package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** What a user can choose of a run, the same for all steps that run a suite. */
public interface SuiteOptions {
    /** The suite file, relative to the workspace. */
    String DEFAULT_SUITE = "quantum.yml";

    /** Minutes that a node may be away. */
    int DEFAULT_AGENT_TIMEOUT = 10;

    /** The suite file, relative to the workspace. */
    String getSuite();

    /** The profile, or null for the suite's choice. */
    @CheckForNull
    String getProfile();

    /** The backend that everything runs on, or null for the profile's choice. */
    @CheckForNull
    String getBackend();

    /** Most shots of a gate, or null for no limit. */
    @CheckForNull
    Long getShots();

    /** Root seed: with the same one, local runs repeat bit for bit. */
    long getSeed();

    /** Most that the run may cost, or null. */
    @CheckForNull
    String getMaxCost();

    /** The only test to run, or null. */
    @CheckForNull
    String getOnly();

    /** Name of the result in the build, or null for the stage's or the suite's name. */
    @CheckForNull
    String getId();

    /** Minutes that the node may be away before the run counts as without data. */
    int getAgentTimeout();

    /** The shard of the tests, such as {@code 2/3}, or null for all. */
    @CheckForNull
    String getShard();

    /** Whether it goes on with the evidence of the job's earlier builds, and keeps its own for later ones. */
    boolean isKeepEvidence();
}
