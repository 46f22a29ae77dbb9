package io.jenkins.plugins.quantum.engine.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/** How many shots of a run vote for a class. */
final class VoteLaw {
    /** Half-width of what is visited, in standard deviations: what is left out is below 1e-15. */
    private static final double REACH = 9;

    private VoteLaw() {}

    /** Takes a number of votes and its probability. */
    interface Visitor {
        void visit(int votes, double probability);
    }

    /** Visits every number of votes that matters, rising, when each shot votes for the class with a probability. */
    static void visit(int shots, double share, Visitor visitor) {
        var law = BinomialDistribution.of(shots, share);
        double half = REACH * Math.sqrt(law.getVariance()) + REACH;
        int from = (int) Math.max(0, Math.floor(law.getMean() - half));
        int to = (int) Math.min(shots, Math.ceil(law.getMean() + half));
        for (int votes = from; votes <= to; votes++) {
            visitor.visit(votes, law.probability(votes));
        }
    }
}
