package io.jenkins.plugins.quantum.engine.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * A look at independent trials brings a likelihood ratio that can only be what whole numbers of successes make it: where it decides, it
 * overshoots its level, and the overshoot is evidence that was paid for and not used. This gives it back beforehand (Fischer and Ramdas,
 * arXiv:2410.16076, "sequential boosting"): before a look, the evidence M is multiplied by the largest b for which
 * E[min(b·M·ratio, level)] = M under the hypothesis. Capped at its level, the product stays a non-negative supermartingale for every
 * rule of choosing the next look and of stopping, so that Ville's inequality still holds, now almost with equality.
 *
 * <p>b depends on the number of trials of the look, which is fixed before they are made, and never on what they bring. Under the other
 * means of a one-sided hypothesis the capped ratio is smaller on average, because it falls (or rises) with every success.
 */
final class Boost {
    private Boost() {}

    /**
     * The logarithm of the evidence after a look, at most the level.
     *
     * @param log
     *     logarithm of the evidence before, below the level
     * @param level
     *     logarithm of the evidence that decides
     * @param tested
     *     probability of success at the edge of the hypothesis that is tested
     * @param against
     *     probability of success that the ratio is taken for
     * @param successes
     *     seen in this look
     * @param trials
     *     of this look
     */
    static double look(double log, double level, double tested, double against, long successes, long trials) {
        if (trials == 0) {
            return log;
        }
        int n = Math.toIntExact(trials);
        double aSuccess = Math.log(against / tested);
        double aFailure = Math.log1p(-against) - Math.log1p(-tested);
        // counted so that the ratio rises with the count: successes against a low hypothesis, failures against a high
        // one
        boolean rising = against > tested;
        double perEvent = rising ? aSuccess : aFailure;
        double perOther = rising ? aFailure : aSuccess;
        var law = new Law(
                BinomialDistribution.of(n, rising ? tested : 1 - tested),
                BinomialDistribution.of(n, rising ? against : 1 - against));
        double room = level - log;
        // the least count that decides under the largest boost: the boost at which a count just decides must not cost
        // more than M
        int low = -1;
        int high = n + 1;
        while (high - low > 1) {
            int count = low + (high - low) / 2;
            double ratio = count * perEvent + (n - count) * perOther;
            if (law.expected(count, room - ratio, room) <= 1) {
                high = count;
            } else {
                low = count;
            }
        }
        int deciding = high;
        long events = rising ? successes : trials - successes;
        if (events >= deciding) {
            return level;
        }
        double left = 1 - law.decided(deciding, room);
        double below = law.againstBelow(deciding);
        double boost = left > 0 && below > 0 ? Math.max(0, Math.log(left / below)) : 0;
        return Math.min(level, log + boost + events * perEvent + (n - events) * perOther);
    }

    /**
     * How often an event comes in a look.
     *
     * @param tested
     *     under the hypothesis
     * @param against
     *     under what the ratio is taken for
     */
    private record Law(BinomialDistribution tested, BinomialDistribution against) {
        /** What the counts that decide cost: the level times their probability, as a share of M. */
        double decided(int count, double room) {
            return Math.exp(room + Math.log(count <= 0 ? 1 : tested.survivalProbability(count - 1)));
        }

        double againstBelow(int count) {
            return count <= 0 ? 0 : against.cumulativeProbability(count - 1);
        }

        /**
         * E[min(b·M·ratio, level)]/M under the hypothesis, where counts from a given one on reach the level. What lies below it is taken under
         * the other law, because E[ratio; A] is the other law's probability of A.
         */
        double expected(int count, double logBoost, double room) {
            return decided(count, room) + Math.exp(logBoost + Math.log(againstBelow(count)));
        }
    }
}
