package io.jenkins.plugins.quantum.engine.circuit;

import java.util.List;

/** Test-only complex matrix on qubits; qubit i is bit i of row and column. Written independently of the decompositions. */
final class Unitary {
    final int size;
    final double[][] re;
    final double[][] im;

    Unitary(int size) {
        this.size = size;
        re = new double[size][size];
        im = new double[size][size];
    }

    static Unitary identity(int size) {
        var unit = new Unitary(size);
        for (int i = 0; i < size; i++) {
            unit.re[i][i] = 1;
        }
        return unit;
    }

    /** Entries row by row as (real, imaginary) pairs. */
    static Unitary of(int size, double... entries) {
        var matrix = new Unitary(size);
        for (int i = 0; i < size * size; i++) {
            matrix.re[i / size][i % size] = entries[2 * i];
            matrix.im[i / size][i % size] = entries[2 * i + 1];
        }
        return matrix;
    }

    /** What a circuit without measurements does, by running its lowering on every basis state. */
    static Unitary of(Circuit circuit) {
        ElementaryCircuit lowered = Lowering.lower(circuit);
        int size = 1 << circuit.qubits();
        var matrix = new Unitary(size);
        for (int column = 0; column < size; column++) {
            double[] re = new double[size];
            double[] im = new double[size];
            re[column] = 1;
            for (Elementary step : lowered.operations()) {
                if (step instanceof Elementary.Rotation r) {
                    Matrices.applyU(r.theta(), r.phi(), r.lambda(), r.qubit(), re, im);
                } else if (step instanceof Elementary.Cnot cnot) {
                    Matrices.applyCnot(cnot.control(), cnot.target(), re, im);
                }
            }
            for (int row = 0; row < size; row++) {
                matrix.re[row][column] = re[row];
                matrix.im[row][column] = im[row];
            }
        }
        return matrix;
    }

    Unitary times(Unitary right) {
        var product = new Unitary(size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) {
                    product.re[i][j] += re[i][k] * right.re[k][j] - im[i][k] * right.im[k][j];
                    product.im[i][j] += re[i][k] * right.im[k][j] + im[i][k] * right.re[k][j];
                }
            }
        }
        return product;
    }

    Unitary plus(Unitary other) {
        var sum = new Unitary(size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                sum.re[i][j] = re[i][j] + other.re[i][j];
                sum.im[i][j] = im[i][j] + other.im[i][j];
            }
        }
        return sum;
    }

    Unitary times(double real, double imaginary) {
        var scaled = new Unitary(size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                scaled.re[i][j] = real * re[i][j] - imaginary * im[i][j];
                scaled.im[i][j] = real * im[i][j] + imaginary * re[i][j];
            }
        }
        return scaled;
    }

    Unitary adjoint() {
        var adjoint = new Unitary(size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                adjoint.re[i][j] = re[j][i];
                adjoint.im[i][j] = -im[j][i];
            }
        }
        return adjoint;
    }

    Unitary power(int exponent) {
        Unitary power = identity(size);
        for (int i = 0; i < Math.abs(exponent); i++) {
            power = power.times(exponent < 0 ? adjoint() : this);
        }
        return power;
    }

    /** With controls in front: they become the lowest qubits, all of which must be 1. */
    Unitary controlled(int controls) {
        int all = (1 << controls) - 1;
        Unitary controlled = identity(size << controls);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                controlled.re[i << controls | all][j << controls | all] = re[i][j];
                controlled.im[i << controls | all][j << controls | all] = im[i][j];
            }
        }
        return controlled;
    }

    /** Largest deviation after the best global phase was taken out. */
    double distance(Unitary other) {
        double overlapRe = 0;
        double overlapIm = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                overlapRe += re[i][j] * other.re[i][j] + im[i][j] * other.im[i][j];
                overlapIm += re[i][j] * other.im[i][j] - im[i][j] * other.re[i][j];
            }
        }
        double norm = Math.hypot(overlapRe, overlapIm);
        return distanceExactly(other.times(overlapRe / norm, -overlapIm / norm));
    }

    double distanceExactly(Unitary other) {
        double worst = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                worst = Math.max(worst, Math.hypot(re[i][j] - other.re[i][j], im[i][j] - other.im[i][j]));
            }
        }
        return worst;
    }

    /** cos(θ/2)·1 − i·sin(θ/2)·P for P² = 1. */
    static Unitary turn(double theta, Unitary pauli) {
        return identity(pauli.size).times(Math.cos(theta / 2), 0).plus(pauli.times(0, -Math.sin(theta / 2)));
    }

    /** The matrix that acts on the first (lowest) and the second qubit. */
    static Unitary tensor(Unitary first, Unitary second) {
        var tensor = new Unitary(first.size * second.size);
        for (int i = 0; i < tensor.size; i++) {
            for (int j = 0; j < tensor.size; j++) {
                int a = i % first.size;
                int b = j % first.size;
                int c = i / first.size;
                int d = j / first.size;
                tensor.re[i][j] = first.re[a][b] * second.re[c][d] - first.im[a][b] * second.im[c][d];
                tensor.im[i][j] = first.re[a][b] * second.im[c][d] + first.im[a][b] * second.re[c][d];
            }
        }
        return tensor;
    }

    private static final double R = Math.sqrt(0.5);
    static final Unitary X = of(2, 0, 0, 1, 0, 1, 0, 0, 0);
    static final Unitary Y = of(2, 0, 0, 0, -1, 0, 1, 0, 0);
    static final Unitary Z = of(2, 1, 0, 0, 0, 0, 0, -1, 0);
    static final Unitary H = of(2, R, 0, R, 0, R, 0, -R, 0);

    static Unitary phase(double angle) {
        return of(2, 1, 0, 0, 0, 0, 0, Math.cos(angle), Math.sin(angle));
    }

    static Unitary u(double theta, double phi, double lambda) {
        double c = Math.cos(theta / 2);
        double s = Math.sin(theta / 2);
        return of(
                2,
                c,
                0,
                -Math.cos(lambda) * s,
                -Math.sin(lambda) * s,
                Math.cos(phi) * s,
                Math.sin(phi) * s,
                Math.cos(phi + lambda) * c,
                Math.sin(phi + lambda) * c);
    }

    /** The textbook matrix of a gate, exact with its phase; its first qubit is the lowest. */
    static Unitary of(Gate gate, List<Double> a) {
        return switch (gate) {
            case ID -> identity(2);
            case X -> X;
            case Y -> Y;
            case Z -> Z;
            case H -> H;
            case S -> phase(Math.PI / 2);
            case SDG -> phase(-Math.PI / 2);
            case T -> phase(Math.PI / 4);
            case TDG -> phase(-Math.PI / 4);
            case SX -> of(2, .5, .5, .5, -.5, .5, -.5, .5, .5);
            case SXDG -> of(2, .5, -.5, .5, .5, .5, .5, .5, -.5);
            case RX -> turn(a.get(0), X);
            case RY -> turn(a.get(0), Y);
            case RZ -> turn(a.get(0), Z);
            case P -> phase(a.get(0));
            case U -> u(a.get(0), a.get(1), a.get(2));
            case CX -> X.controlled(1);
            case CY -> Y.controlled(1);
            case CZ -> Z.controlled(1);
            case CH -> H.controlled(1);
            case CS -> phase(Math.PI / 2).controlled(1);
            case CSDG -> phase(-Math.PI / 2).controlled(1);
            case CSX -> of(Gate.SX, a).controlled(1);
            case CP -> phase(a.get(0)).controlled(1);
            case CRX -> turn(a.get(0), X).controlled(1);
            case CRY -> turn(a.get(0), Y).controlled(1);
            case CRZ -> turn(a.get(0), Z).controlled(1);
            case CU ->
                u(a.get(0), a.get(1), a.get(2))
                        .times(Math.cos(a.get(3)), Math.sin(a.get(3)))
                        .controlled(1);
            case SWAP ->
                of(4, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0);
            case ISWAP ->
                of(4, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0);
            case ECR -> tensor(X, identity(2)).plus(tensor(Y, X).times(-1, 0)).times(R, 0);
            case RXX -> turn(a.get(0), tensor(X, X));
            case RYY -> turn(a.get(0), tensor(Y, Y));
            case RZZ -> turn(a.get(0), tensor(Z, Z));
            case RZX -> turn(a.get(0), tensor(Z, X));
            case CCX -> X.controlled(2);
            case CCZ -> Z.controlled(2);
            case CSWAP -> of(Gate.SWAP, a).controlled(1);
        };
    }
}
