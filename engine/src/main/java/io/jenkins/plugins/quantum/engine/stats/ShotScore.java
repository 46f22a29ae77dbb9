package io.jenkins.plugins.quantum.engine.stats;

/**
 * A score of single shots that is 1 on average under the ideal law and 0 under uniform noise. Laws are given over the listed outcomes and
 * sum to at most 1; the rest belongs to the outcomes that nothing lists.
 */
public interface ShotScore {
    /** Whether the ideal law is uniform: then there is no score. */
    boolean undefined();

    /** The least score of any outcome. */
    double lowest();

    /** The greatest score of any outcome. */
    double highest();

    /** The score of each listed outcome. */
    double[] scores();

    /** The mean score under a law. */
    double mean(double[] law);

    /** The variance of one shot's score under a law. */
    double variance(double[] law);
}
