package io.jenkins.plugins.quantum.engine.bench;

import io.jenkins.plugins.quantum.engine.stats.CrossEntropy;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.ExpectationDesign;
import io.jenkins.plugins.quantum.engine.stats.ExpectationTest;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.LinearScore;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.stats.SequentialDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** A kind of score, what has to be told apart, and subjects with a known true mean. */
interface Scenario {
    String name();

    /** The law of scores of a subject at a place. */
    Law law(Place place);

    /** A test of the given error rates before its first look. */
    Run start(double alpha, double beta);

    /** Scores of the fixed design of the same error rates. */
    long fixed(double alpha, double beta);

    /** Where the true mean lies. */
    enum Place {
        ABOVE("good + margin"),
        GOOD("good"),
        MIDDLE("middle"),
        BAD("bad"),
        BELOW("bad - margin");

        private final String words;

        Place(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        double mean(double good, double bad) {
            double margin = good - bad;
            return switch (this) {
                case ABOVE -> good + margin;
                case GOOD -> good;
                case MIDDLE -> (good + bad) / 2;
                case BAD -> bad;
                case BELOW -> bad - margin;
            };
        }
    }

    /** A running test of either kind. */
    interface Run {
        Run look(double[] values, long[] counts);

        Decision decision();
    }

    record OneSided(SequentialTest test) implements Run {
        @Override
        public Run look(double[] values, long[] counts) {
            return new OneSided(test.update(values, counts));
        }

        @Override
        public Decision decision() {
            return test.decision();
        }
    }

    record TwoSided(ExpectationTest test) implements Run {
        @Override
        public Run look(double[] values, long[] counts) {
            return new TwoSided(test.update(values, counts));
        }

        @Override
        public Decision decision() {
            return test.decision();
        }
    }

    /**
     * Scores of a subject.
     *
     * @param values
     *     that a score can have
     * @param cumulative
     *     one row a point of a pass: the cumulated probabilities of the values
     */
    record Law(double[] values, double[][] cumulative) {
        static Law of(double[] values, double[] probabilities) {
            double[] cumulative = probabilities.clone();
            Arrays.parallelPrefix(cumulative, Double::sum);
            return new Law(values, new double[][] {cumulative});
        }

        int pass() {
            return cumulative.length;
        }

        /** How often each value came in a number of scores; complete passes. */
        long[] draw(UniformRandomProvider random, long scores) {
            long[] counts = new long[values.length];
            for (long i = 0; i < scores; i++) {
                double[] row = cumulative[(int) (i % cumulative.length)];
                int at = Arrays.binarySearch(row, random.nextDouble());
                counts[Math.min(values.length - 1, at < 0 ? -at - 1 : at + 1)]++;
            }
            return counts;
        }
    }

    /** Independent trials. */
    record Trials(String name, double good, double bad) implements Scenario {
        @Override
        public Law law(Place place) {
            double p = Math.min(1, place.mean(good, bad));
            return Law.of(new double[] {0, 1}, new double[] {1 - p, p});
        }

        @Override
        public Run start(double alpha, double beta) {
            return new OneSided(SequentialTest.bernoulli(new SequentialDesign(good, bad, alpha, beta)));
        }

        @Override
        public long fixed(double alpha, double beta) {
            return FixedDesign.bernoulli(good, bad, alpha, beta);
        }
    }

    /** Decisions of a fixed set of points of unequal difficulty, cycled. */
    record Cycled(String name, double good, double bad, int points) implements Scenario {
        @Override
        public Law law(Place place) {
            double mean = place.mean(good, bad);
            double low = -20;
            double high = 20;
            for (int i = 0; i < 100; i++) {
                double shift = (low + high) / 2;
                if (Arrays.stream(difficulty(shift)).average().orElseThrow() < mean) {
                    low = shift;
                } else {
                    high = shift;
                }
            }
            double[][] rows = Arrays.stream(difficulty(low))
                    .mapToObj(p -> new double[] {1 - p, 1})
                    .toArray(double[][]::new);
            return new Law(new double[] {0, 1}, rows);
        }

        /** Probabilities whose log-odds are spread evenly over 6 units. */
        private double[] difficulty(double shift) {
            double[] right = new double[points];
            for (int i = 0; i < points; i++) {
                right[i] = 1 / (1 + Math.exp(-shift - 6 * (i / (points - 1.0) - .5)));
            }
            return right;
        }

        @Override
        public Run start(double alpha, double beta) {
            return new OneSided(SequentialTest.cycledBernoulli(new SequentialDesign(good, bad, alpha, beta), points));
        }

        @Override
        public long fixed(double alpha, double beta) {
            return (long) Math.ceil((double) FixedDesign.bernoulli(good, bad, alpha, beta) / points) * points;
        }
    }

    /** Linear scores of a Porter-Thomas law that global depolarising has mixed with uniform. */
    record Linear(String name, int qubits, double good, double bad, boolean planned) implements Scenario {
        private double[] ideal() {
            UniformRandomProvider random = Seed.generator(Seed.derive(1, "porter-thomas", "n" + qubits));
            double[] p = new double[1 << qubits];
            for (int i = 0; i < p.length; i++) {
                p[i] = -Math.log1p(-random.nextDouble());
            }
            double sum = Arrays.stream(p).sum();
            return Arrays.stream(p).map(x -> x / sum).toArray();
        }

        private double[] depolarised(double mean) {
            double[] p = ideal();
            return Arrays.stream(p).map(x -> mean * x + (1 - mean) / p.length).toArray();
        }

        @Override
        public Law law(Place place) {
            var score = new LinearScore(ideal());
            double[] values = new double[1 << qubits];
            for (int i = 0; i < values.length; i++) {
                values[i] = score.score(i);
            }
            return Law.of(values, depolarised(place.mean(good, bad)));
        }

        @Override
        public Run start(double alpha, double beta) {
            var score = new LinearScore(ideal());
            double variance = planned ? score.variance(depolarised(good)) : 0;
            return new OneSided(SequentialTest.bounded(
                    new SequentialDesign(good, bad, alpha, beta), score.lowest(), score.highest(), variance));
        }

        @Override
        public long fixed(double alpha, double beta) {
            var score = new LinearScore(ideal());
            return FixedDesign.bounded(
                    score.variance(depolarised(good)), score.variance(depolarised(bad)), good - bad, alpha, beta);
        }
    }

    /** Cross-entropy scores of the same laws. */
    record Surprise(String name, int qubits, double good, double bad) implements Scenario {
        private double[] depolarised(double mean) {
            return new Linear("", qubits, good, bad, true).depolarised(mean);
        }

        private CrossEntropy score() {
            return new CrossEntropy(depolarised(1), 1 << qubits);
        }

        @Override
        public Law law(Place place) {
            return Law.of(score().scores(), depolarised(place.mean(good, bad)));
        }

        @Override
        public Run start(double alpha, double beta) {
            return new OneSided(SequentialTest.bounded(
                    new SequentialDesign(good, bad, alpha, beta),
                    score().lowest(),
                    score().highest(),
                    score().variance(depolarised(good))));
        }

        @Override
        public long fixed(double alpha, double beta) {
            return FixedDesign.bounded(
                    score().variance(depolarised(good)), score().variance(depolarised(bad)), good - bad, alpha, beta);
        }
    }

    /** The mean of an observable with four values, too high by the place's distance from the target. */
    record Expectation(String name, double target, double within, double margin, boolean planned) implements Scenario {
        private static final double[] VALUES = {-1.3, -.7, .7, 1.3};
        private static final double[] LOW_STATE = {.7, .2, .05, .05};
        private static final double[] HIGH_STATE = {.1, .2, .4, .3};

        private double[] mixture(double mean) {
            double low = mean(LOW_STATE);
            double share = (mean - low) / (mean(HIGH_STATE) - low);
            double[] q = new double[VALUES.length];
            for (int i = 0; i < q.length; i++) {
                q[i] = (1 - share) * LOW_STATE[i] + share * HIGH_STATE[i];
            }
            return q;
        }

        private static double mean(double[] q) {
            double sum = 0;
            for (int i = 0; i < q.length; i++) {
                sum += q[i] * VALUES[i];
            }
            return sum;
        }

        private double variance(double mean) {
            double[] q = mixture(mean);
            double sum = 0;
            for (int i = 0; i < q.length; i++) {
                sum += q[i] * (VALUES[i] - mean) * (VALUES[i] - mean);
            }
            return sum;
        }

        @Override
        public Law law(Place place) {
            return Law.of(VALUES, mixture(target - place.mean(margin - within, -within)));
        }

        @Override
        public Run start(double alpha, double beta) {
            return new TwoSided(ExpectationTest.bounded(
                    new ExpectationDesign(target, within, margin, alpha, beta),
                    VALUES[0],
                    VALUES[VALUES.length - 1],
                    planned ? variance(target) : 0));
        }

        @Override
        public long fixed(double alpha, double beta) {
            double edge = target + within;
            return FixedDesign.bounded(variance(edge - margin), variance(edge), margin, alpha / 2, beta);
        }
    }

    /**
     * Differences of two runs' decisions of points of unequal difficulty, cycled; the second run is worse by the place's distance, or as good
     * where a whole margin better than the healthy edge would be a difference to the other side.
     */
    record Agreement(String name, double within, double margin, int points) implements Scenario {
        private static final double[] SCORES = {-1, 0, 1};

        @Override
        public Law law(Place place) {
            double loss = Math.max(0, -place.mean(margin - within, -within));
            double[][] rows = new double[points][];
            for (int i = 0; i < points; i++) {
                double first = .98 - .2 * i / (points - 1.0);
                double second = first - loss;
                double ahead = first * (1 - second);
                double behind = second * (1 - first);
                rows[i] = new double[] {behind, 1 - ahead, 1};
            }
            return new Law(SCORES, rows);
        }

        @Override
        public Run start(double alpha, double beta) {
            return new TwoSided(
                    ExpectationTest.cycled(new ExpectationDesign(0, within, margin, alpha, beta), -1, 1, .25, points));
        }

        @Override
        public long fixed(double alpha, double beta) {
            return (long) Math.ceil(FixedDesign.bounded(.25, .25, margin, alpha / 2, beta) / (double) points) * points;
        }
    }
}
