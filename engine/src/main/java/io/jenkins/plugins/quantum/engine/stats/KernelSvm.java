package io.jenkins.plugins.quantum.engine.stats;

import java.util.List;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * A support vector machine on a kernel that was computed elsewhere, trained by LIBSVM (Chang and Lin, ACM Transactions on Intelligent
 * Systems and Technology 2, 2011). More than two classes are decided by votes of one against one. Deterministic.
 */
public final class KernelSvm {
    private static final double STOP = 1e-6;
    private static final double CACHE_MEGABYTES = 16;

    private final List<Integer> points;
    private final svm_model model;

    private KernelSvm(List<Integer> points, svm_model model) {
        this.points = points;
        this.model = model;
    }

    /**
     * Trains on some of a kernel's points.
     *
     * @param kernel
     *     between all points
     * @param points
     *     those to train on, of at least two classes
     * @param classes
     *     of all points of the kernel
     * @param cost
     *     of a training point on the wrong side (C), above 0
     */
    public static KernelSvm train(SymmetricMatrix kernel, List<Integer> points, List<Integer> classes, double cost) {
        Arguments.require(
                points.stream().map(classes::get).distinct().count() >= 2, "training needs points of two classes");
        var problem = new svm_problem();
        problem.l = points.size();
        problem.x = new svm_node[points.size()][];
        problem.y = new double[points.size()];
        for (int i = 0; i < points.size(); i++) {
            problem.x[i] = row(kernel, points, points.get(i), i + 1);
            problem.y[i] = classes.get(points.get(i));
        }
        var parameters = new svm_parameter();
        parameters.svm_type = svm_parameter.C_SVC;
        parameters.kernel_type = svm_parameter.PRECOMPUTED;
        parameters.C = Arguments.positive("cost", cost);
        parameters.eps = STOP;
        parameters.cache_size = CACHE_MEGABYTES;
        svm.svm_set_print_string_function(text -> {}); // it would report its progress on standard output
        return new KernelSvm(List.copyOf(points), svm.svm_train(problem, parameters));
    }

    /** The class of a point of the kernel. */
    public int predict(SymmetricMatrix kernel, int point) {
        return (int) svm.svm_predict(model, row(kernel, points, point, 0));
    }

    /** What LIBSVM expects of a point: its number, then its kernel with each training point. */
    private static svm_node[] row(SymmetricMatrix kernel, List<Integer> points, int point, int number) {
        var row = new svm_node[points.size() + 1];
        row[0] = node(0, number);
        for (int k = 0; k < points.size(); k++) {
            row[k + 1] = node(k + 1, kernel.get(point, points.get(k)));
        }
        return row;
    }

    private static svm_node node(int index, double value) {
        var node = new svm_node();
        node.index = index;
        node.value = value;
        return node;
    }
}
