package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * A run whose figures only teach where a gate's line shall lie.
 *
 * @param run
 *     which one, from 1
 * @param of
 *     how many it takes
 */
public record Learning(int run, int of) {
    public Learning {
        if (run < 1 || run > of) {
            throw new IllegalArgumentException("learning run " + run + " of " + of);
        }
    }

    /** The gate's answer with its verdict withheld; missing data stay missing data, which teach nothing. */
    RunResult.GateResult apply(RunResult.GateResult judged) {
        if (judged.verdict() == Verdict.NO_DATA) {
            return judged;
        }
        Finding found = judged.finding();
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
}
