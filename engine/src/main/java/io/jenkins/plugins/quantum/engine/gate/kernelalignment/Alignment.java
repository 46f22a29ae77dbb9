package io.jenkins.plugins.quantum.engine.gate.kernelalignment;

import io.jenkins.plugins.quantum.engine.gate.Kernel;
import io.jenkins.plugins.quantum.engine.stats.SymmetricMatrix;
import java.util.List;

/**
 * Alignment of a kernel K with the kernel T of the labels, ⟨K,T⟩/(‖K‖‖T‖) with the Frobenius product (Cristianini et al., NIPS 2001).
 * T is 1 for points of one class and −1/(c−1) for others of c classes: yyᵀ for two.
 */
final class Alignment {
    private final List<String> labels;
    private final double other;
    private final double[] productOf;
    private final double[] squareOf;
    private final double[] targetOf;
    private final double[] ownProduct;
    private final double[] ownSquare;
    private double product;
    private double square;
    private double target;

    Alignment(Kernel kernel) {
        this(kernel.labels(), kernel.values(), kernel.variances());
    }

    /** Sums by point, so that each is left out in one step. */
    Alignment(List<String> labels, SymmetricMatrix values, SymmetricMatrix variances) {
        this.labels = labels;
        this.other = other(labels);
        int points = labels.size();
        productOf = new double[points];
        squareOf = new double[points];
        targetOf = new double[points];
        ownProduct = new double[points];
        ownSquare = new double[points];
        for (int i = 0; i < points; i++) {
            for (int j = 0; j < points; j++) {
                double t = target(i, j);
                double k = values.get(i, j);
                double squared = k * k - variances.get(i, j); // errors of the entries add their variance
                productOf[i] += k * t;
                squareOf[i] += squared;
                targetOf[i] += t * t;
                if (i == j) {
                    ownProduct[i] = k;
                    ownSquare[i] = squared;
                }
            }
            product += productOf[i];
            square += squareOf[i];
            target += targetOf[i];
        }
    }

    private static double other(List<String> labels) {
        return -1.0 / (labels.stream().distinct().count() - 1.0);
    }

    private double target(int i, int j) {
        return labels.get(i).equals(labels.get(j)) ? 1 : other;
    }

    double value() {
        return of(product, square, target);
    }

    /** The alignment of all points but one. */
    double without(int point) {
        return of(
                product - 2 * productOf[point] + ownProduct[point],
                square - 2 * squareOf[point] + ownSquare[point],
                target - 2 * targetOf[point] + 1);
    }

    private static double of(double product, double square, double target) {
        return square <= 0 ? 0 : product / Math.sqrt(square * target);
    }

    /** The greater of the alignments of a kernel that is 1 everywhere and of one that is 1 for equal points only. */
    static double uninformed(List<String> labels) {
        var zero = SymmetricMatrix.of(labels.size(), (i, j) -> 0);
        double constant = new Alignment(labels, SymmetricMatrix.of(labels.size(), (i, j) -> 1), zero).value();
        double identity =
                new Alignment(labels, SymmetricMatrix.of(labels.size(), (i, j) -> i == j ? 1 : 0), zero).value();
        return Math.max(constant, identity);
    }
}
