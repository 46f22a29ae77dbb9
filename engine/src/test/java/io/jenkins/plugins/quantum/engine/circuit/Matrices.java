package io.jenkins.plugins.quantum.engine.circuit;

/** Test-only linear algebra on state vectors; qubit i is bit i of the index. */
final class Matrices {
    private Matrices() {}

    static void applyU(double theta, double phi, double lambda, int qubit, double[] re, double[] im) {
        double c = Math.cos(theta / 2);
        double s = Math.sin(theta / 2);
        double[][] m = {
            {c, 0},
            {-Math.cos(lambda) * s, -Math.sin(lambda) * s},
            {Math.cos(phi) * s, Math.sin(phi) * s},
            {Math.cos(phi + lambda) * c, Math.sin(phi + lambda) * c}
        };
        apply(m, qubit, re, im);
    }

    /** Rows of a 2×2 matrix: {m00, m01, m10, m11}, each real and imaginary part. */
    static void apply(double[][] m, int qubit, double[] re, double[] im) {
        for (int i = 0; i < re.length; i++) {
            if ((i >> qubit & 1) == 0) {
                int j = i | 1 << qubit;
                double ar = re[i];
                double ai = im[i];
                double br = re[j];
                double bi = im[j];
                re[i] = m[0][0] * ar - m[0][1] * ai + m[1][0] * br - m[1][1] * bi;
                im[i] = m[0][0] * ai + m[0][1] * ar + m[1][0] * bi + m[1][1] * br;
                re[j] = m[2][0] * ar - m[2][1] * ai + m[3][0] * br - m[3][1] * bi;
                im[j] = m[2][0] * ai + m[2][1] * ar + m[3][0] * bi + m[3][1] * br;
            }
        }
    }

    static void applyCnot(int control, int target, double[] re, double[] im) {
        for (int i = 0; i < re.length; i++) {
            if ((i >> control & 1) == 1 && (i >> target & 1) == 0) {
                int j = i | 1 << target;
                double swap = re[i];
                re[i] = re[j];
                re[j] = swap;
                swap = im[i];
                im[i] = im[j];
                im[j] = swap;
            }
        }
    }
}
