package io.jenkins.plugins.quantum.engine.backend.builtin;

import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import org.redfx.strange.Complex;

/**
 * A unitary 2×2 matrix in double precision, so that merging many gates costs no accuracy before the simulator's single
 * precision. Entries are in the order 00, 01, 10, 11.
 */
final class Unitary {
    private static final int ENTRIES = 4;

    private final double[] re;
    private final double[] im;

    private Unitary(double[] re, double[] im) {
        this.re = re;
        this.im = im;
    }

    /** U(θ, φ, λ) of OpenQASM 3, language specification, "Built-in quantum instructions", with the phase of OpenQASM 2's matrix. */
    static Unitary of(Elementary.Rotation gate) {
        double cos = Math.cos(gate.theta() / 2);
        double sin = Math.sin(gate.theta() / 2);
        double both = gate.phi() + gate.lambda();
        return new Unitary(
                new double[] {cos, -Math.cos(gate.lambda()) * sin, Math.cos(gate.phi()) * sin, Math.cos(both) * cos},
                new double[] {0, -Math.sin(gate.lambda()) * sin, Math.sin(gate.phi()) * sin, Math.sin(both) * cos});
    }

    /** This after {@code first}: the matrix product this · first. */
    Unitary after(Unitary first) {
        var productRe = new double[ENTRIES];
        var productIm = new double[ENTRIES];
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int k = 0; k < 2; k++) {
                    int left = 2 * row + k;
                    int right = 2 * k + column;
                    sumRe += re[left] * first.re[right] - im[left] * first.im[right];
                    sumIm += re[left] * first.im[right] + im[left] * first.re[right];
                }
                productRe[2 * row + column] = sumRe;
                productIm[2 * row + column] = sumIm;
            }
        }
        return new Unitary(productRe, productIm);
    }

    /** In the simulator's type. */
    Complex[][] matrix() {
        return new Complex[][] {{entry(0), entry(1)}, {entry(2), entry(3)}};
    }

    private Complex entry(int index) {
        return new Complex(re[index], im[index]);
    }
}
