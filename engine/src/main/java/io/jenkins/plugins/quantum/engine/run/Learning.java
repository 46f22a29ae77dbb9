package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A run whose figures only teach where a gate's line shall lie.
 *
 * @param run
 *     which one, from 1
 * @param of
 *     how many it takes
 * @param floor
 *     below which the gate fails all the same; empty where its figure has no absolute floor
 */
public record Learning(int run, int of, OptionalDouble floor) {
    public Learning {
        if (run < 1 || run > of) {
            throw new IllegalArgumentException("learning run " + run + " of " + of);
        }
    }

    /** Of a gate without a floor. */
    public Learning(int run, int of) {
        this(run, of, OptionalDouble.empty());
    }

    /** The same for a gate with this floor. */
    Learning above(OptionalDouble absolute) {
        return new Learning(run, of, absolute);
    }

    /**
     * The gate's answer with its verdict withheld; missing data stay missing data, which teach nothing. Only the absolute floor may fail:
     * where the whole interval of the figure lies below it. Such a figure teaches nothing either.
     */
    RunResult.GateResult apply(RunResult.GateResult judged) {
        if (judged.verdict() == Verdict.NO_DATA) {
            return judged;
        }
        Finding found = judged.finding();
        if (floor.isPresent() && found.upper() < floor.getAsDouble()) {
            return belowFloor(judged, floor.getAsDouble());
        }
        var details = new ArrayList<String>();
        details.add("Its line comes from a baseline that is being learnt: no verdict before " + Wording.count(of, "run")
                + ". A gate that learns is skipped by intent and never counts as passed.");
        if (found.shots() > 0) {
            details.add("Taken for it: " + Wording.count(found.shots(), "shot") + ".");
        }
        String measured = Double.isFinite(found.value())
                ? ": measured " + found.statistic() + " " + Wording.number(found.value())
                : ": measured nothing that could be a line";
        return new RunResult.GateResult(
                judged.gate(),
                judged.at(),
                Verdict.SKIPPED,
                new Finding(
                        "learning " + run + "/" + of + measured + ".",
                        details,
                        found.statistic(),
                        found.value(),
                        found.lower(),
                        found.upper(),
                        found.confidence(),
                        Double.NaN,
                        found.shots(),
                        found.figures(),
                        found.plots(),
                        List.of()),
                judged.cost());
    }

    private RunResult.GateResult belowFloor(RunResult.GateResult judged, double least) {
        Finding found = judged.finding();
        var details = new ArrayList<String>();
        details.add(
                found.confidence() < 1
                        ? "The whole " + Math.round(100 * found.confidence()) + " % interval, "
                                + Wording.number(found.lower()) + " to " + Wording.number(found.upper())
                                + ", lies below the floor."
                        : "The figure is exact.");
        details.add("Its line comes from a baseline that is being learnt (run " + run + " of " + of
                + "); meanwhile only the absolute floor can fail. This run teaches nothing.");
        return new RunResult.GateResult(
                judged.gate(),
                judged.at(),
                Verdict.FAIL,
                new Finding(
                        found.statistic() + " is " + Wording.beside(found.value(), least)
                                + ", below the absolute floor of " + Wording.number(least)
                                + ": no baseline can make that healthy.",
                        details,
                        found.statistic(),
                        found.value(),
                        found.lower(),
                        found.upper(),
                        found.confidence(),
                        least,
                        found.shots(),
                        found.figures(),
                        found.plots(),
                        List.of("look at the program and the backend before anything is learnt from them")),
                judged.cost());
    }
}
