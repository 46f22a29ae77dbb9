package io.jenkins.plugins.quantum.engine.circuit;

import java.util.List;

/**
 * A binary quadratic model: the sum of {@code linear[i]·v[i]}, {@code bias·v[i]·v[j]} and an offset, to be minimised.
 *
 * @param vartype
 *     what values the variables take
 * @param linear
 *     one bias a variable; its length is the number of variables
 * @param quadratic
 *     each pair of variables at most once, {@code first < second}
 * @param offset
 *     added to every energy
 */
public record BinaryQuadraticModel(Vartype vartype, List<Double> linear, List<Coupling> quadratic, double offset)
        implements Program {
    public BinaryQuadraticModel {
        linear = List.copyOf(linear);
        quadratic = List.copyOf(quadratic);
        for (Coupling coupling : quadratic) {
            if (coupling.first() < 0 || coupling.first() >= coupling.second() || coupling.second() >= linear.size()) {
                throw new IllegalArgumentException("a coupling joins two different variables, the lower first");
            }
        }
    }

    /** The values of a variable. */
    public enum Vartype {
        /** −1 for outcome 0 and +1 for outcome 1. */
        ISING,
        /** 0 and 1. */
        QUBO;

        /** The value that an outcome's character stands for. */
        int value(char bit) {
            return this == QUBO ? bit - '0' : bit == '1' ? 1 : -1;
        }
    }

    /** A bias between two variables. */
    public record Coupling(int first, int second, double bias) {}

    @Override
    public Kind kind() {
        return Kind.PROBLEM;
    }

    /** The mean energy of outcomes that are all equally likely: that of a machine which only guesses. */
    public double meanEnergy() {
        if (vartype == Vartype.ISING) {
            return offset;
        }
        double mean = offset;
        for (double bias : linear) {
            mean += bias / 2;
        }
        for (Coupling c : quadratic) {
            mean += c.bias() / 4;
        }
        return mean;
    }

    /** An energy that no outcome exceeds: the sum of what each term adds at most. Often higher than the highest energy itself. */
    public double energyBound() {
        double bound = offset;
        for (double bias : linear) {
            bound += most(bias);
        }
        for (Coupling c : quadratic) {
            bound += most(c.bias());
        }
        return bound;
    }

    /** An energy that no outcome falls below: the sum of what each term takes away at most. */
    public double energyFloor() {
        double floor = offset;
        for (double bias : linear) {
            floor -= most(-bias);
        }
        for (Coupling c : quadratic) {
            floor -= most(-c.bias());
        }
        return floor;
    }

    private double most(double bias) {
        return vartype == Vartype.ISING ? Math.abs(bias) : Math.max(0, bias);
    }

    /** The largest bias without its sign; 0 where all are 0. */
    public double largestBias() {
        double largest = 0;
        for (double bias : linear) {
            largest = Math.max(largest, Math.abs(bias));
        }
        for (Coupling c : quadratic) {
            largest = Math.max(largest, Math.abs(c.bias()));
        }
        return largest;
    }

    /** The number of variables. */
    public int variables() {
        return linear.size();
    }

    /**
     * The energy of an outcome, offset included.
     *
     * @param outcome
     *     one character a variable, the highest variable first, as in all counts of this project
     */
    public double energy(String outcome) {
        if (outcome.length() != linear.size()) {
            throw new IllegalArgumentException("an outcome of " + linear.size() + " variables was expected");
        }
        double energy = offset;
        for (int i = 0; i < linear.size(); i++) {
            energy += linear.get(i) * value(outcome, i);
        }
        for (Coupling c : quadratic) {
            energy += c.bias() * value(outcome, c.first()) * value(outcome, c.second());
        }
        return energy;
    }

    private int value(String outcome, int variable) {
        return vartype.value(outcome.charAt(outcome.length() - 1 - variable));
    }
}
