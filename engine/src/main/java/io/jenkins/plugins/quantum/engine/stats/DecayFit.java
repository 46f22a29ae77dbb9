package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;

/**
 * An exponential law fitted to positive figures: ln y = ln(amplitude) − rate·x, by least squares in which every figure counts alike.
 *
 * @param amplitude
 *     of the law at x = 0
 * @param rate
 *     by which ln y falls from x to x + 1; below 0 where y grows
 * @param residual
 *     root of the mean square by which ln y lies off the law
 */
public record DecayFit(double amplitude, double rate, double residual) {
    /**
     * Fits the law.
     *
     * @param x
     *     at least two different ones
     * @param y
     *     above 0
     */
    public static DecayFit of(double[] x, double[] y) {
        Arguments.sameLength("the places", x.length, "the figures", y.length);
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanLog = 0;
        for (double figure : y) {
            Arguments.positive("a figure that decays", figure);
            meanLog += Math.log(figure) / y.length;
        }
        double cross = 0;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            cross += (x[i] - meanX) * (Math.log(y[i]) - meanLog);
            squares += (x[i] - meanX) * (x[i] - meanX);
        }
        Arguments.positive("the spread of the places", squares);
        double slope = cross / squares;
        double off = 0;
        for (int i = 0; i < x.length; i++) {
            double distance = Math.log(y[i]) - meanLog - slope * (x[i] - meanX);
            off += distance * distance / x.length;
        }
        return new DecayFit(Math.exp(meanLog - slope * meanX), -slope, Math.sqrt(off));
    }

    /** The law at a place. */
    public double at(double x) {
        return amplitude * Math.exp(-rate * x);
    }
}
