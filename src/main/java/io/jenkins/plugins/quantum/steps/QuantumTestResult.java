package io.jenkins.plugins.quantum.steps;

import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What {@code quantumTest} returns to the pipeline. */
public final class QuantumTestResult implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int NO_DATA = 3;

    private final boolean passed;
    private final int exitCode;
    private final LinkedHashMap<String, String> verdicts;
    private final String cost;
    private final long shots;
    private final String reportUrl;

    QuantumTestResult(RunResult result, String reportUrl) {
        this.passed = result.passed();
        this.exitCode = result.exitCode();
        this.verdicts = new LinkedHashMap<>();
        for (RunResult.TestResult test : result.tests()) {
            for (RunResult.GateResult gate : test.gates()) {
                verdicts.put(
                        test.name() + "/" + gate.gate() + "@" + test.backend(),
                        gate.verdict().name());
            }
        }
        this.cost = result.cost().actual();
        this.shots = result.cost().shots();
        this.reportUrl = reportUrl;
    }

    private QuantumTestResult() {
        this.passed = false;
        this.exitCode = NO_DATA;
        this.verdicts = new LinkedHashMap<>();
        this.cost = "";
        this.shots = 0;
        this.reportUrl = "";
    }

    /** The answer when nothing came back: no verdicts, no page, and what it cost is not known. */
    static QuantumTestResult noData() {
        return new QuantumTestResult();
    }

    /** Whether every gate passed. */
    @Whitelisted
    public boolean isPassed() {
        return passed;
    }

    /** What the command line would answer: 0 passed, 1 failed, 3 no data, 5 inconclusive. */
    @Whitelisted
    public int getExitCode() {
        return exitCode;
    }

    /** Verdicts by {@code test/gate@backend}. */
    @Whitelisted
    public Map<String, String> getVerdicts() {
        return verdicts;
    }

    /** Money spent, for example {@code 0 USD}; empty when it is not known. */
    @Whitelisted
    public String getCost() {
        return cost;
    }

    /** Shots taken. */
    @Whitelisted
    public long getShots() {
        return shots;
    }

    /** The page of the result, relative to the root of Jenkins; empty when there is none. */
    @Whitelisted
    public String getReportUrl() {
        return reportUrl;
    }
}
