"""Figures of labelled points by scikit-learn: JSON cases on standard input, JSON answers on standard output."""

import json
import sys

import numpy
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss, f1_score, matthews_corrcoef, mean_absolute_error, roc_auc_score, root_mean_squared_error


def calibration_error(truth, shares, bins):
    """Weighted distance of both sides of scikit-learn's calibration curve; the weights are counts of its own bins."""
    observed, predicted = calibration_curve(truth, shares, n_bins=bins)
    edges = numpy.linspace(0.0, 1.0, bins + 1)
    counts = numpy.bincount(numpy.searchsorted(edges[1:-1], shares), minlength=bins)
    counts = counts[counts > 0]
    return float(numpy.sum(counts * numpy.abs(observed - predicted)) / len(shares))


def figures(case):
    truth, decided = case["truth"], case["decided"]
    answer = {
        "f1": f1_score(truth, decided, labels=list(range(case["classes"])), average="macro", zero_division=0),
        "mcc": matthews_corrcoef(truth, decided),
    }
    scores = numpy.array(case["scores"])
    if case["classes"] == 2:
        shares = scores[:, 1]
        answer["auc"] = roc_auc_score(truth, shares)
        answer["brier"] = brier_score_loss(truth, shares)
        answer["ece"] = calibration_error(truth, shares, case["bins"])
        answer["rmse"] = root_mean_squared_error(truth, shares)
        answer["mae"] = mean_absolute_error(truth, shares)
    else:
        answer["auc"] = roc_auc_score(truth, scores, multi_class="ovr", average="macro")
    return {name: float(value) for name, value in answer.items()}


print(json.dumps([figures(case) for case in json.load(sys.stdin)]))
