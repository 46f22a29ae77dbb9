package io.jenkins.plugins.quantum.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.report.ChartTheme;
import io.jenkins.plugins.quantum.engine.report.Charts;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A result as its page shows it. Every text goes through Jelly's escaping; chart options go as JSON in an attribute. */
public final class ResultPage {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RunResult result;

    ResultPage(RunResult result) {
        this.result = result;
    }

    /** The result itself. */
    public RunResult getResult() {
        return result;
    }

    /** The suite. */
    public String getSuite() {
        return result.suite();
    }

    /** The profile. */
    public String getProfile() {
        return result.profile();
    }

    /** The root seed. */
    public long getSeed() {
        return result.seed();
    }

    /** Money and its limit. */
    public String getCost() {
        return result.cost().actual() + " of " + result.cost().budget();
    }

    /** Shots taken. */
    public long getShots() {
        return result.cost().shots();
    }

    /** Warnings. */
    public List<String> getWarnings() {
        return result.warnings();
    }

    /** Facts that tell where the result comes from. */
    public Map<String, String> getProvenance() {
        return result.provenance();
    }

    /** A row a gate. */
    public List<GateRow> getGates() {
        return result.tests().stream()
                .flatMap(test -> test.gates().stream().map(gate -> new GateRow(test, gate)))
                .toList();
    }

    /** One gate. */
    public static final class GateRow {
        private final RunResult.TestResult test;
        private final RunResult.GateResult gate;

        GateRow(RunResult.TestResult test, RunResult.GateResult gate) {
            this.test = test;
            this.gate = gate;
        }

        /** The test's name. */
        public String getTest() {
            return test.name();
        }

        /** The backend. */
        public String getBackend() {
            return test.backend();
        }

        /** The noise. */
        public String getNoise() {
            return test.noise();
        }

        /** The gate. */
        public String getGate() {
            return gate.gate();
        }

        /** Where the suite asks for it. */
        public String getPosition() {
            return gate.at().toString();
        }

        /** The verdict. */
        public String getVerdict() {
            return gate.verdict().name();
        }

        /** The CSS class of the verdict. */
        public String getStyle() {
            return "quantum-verdict quantum-verdict--" + gate.verdict().name().toLowerCase(Locale.ROOT);
        }

        /** The reason. */
        public String getHeadline() {
            return gate.finding().headline();
        }

        /** More sentences. */
        public List<String> getDetails() {
            return gate.finding().details();
        }

        /** What to do. */
        public List<String> getNext() {
            return gate.finding().next();
        }

        /** Chart options. */
        public List<ChartView> getCharts() {
            return gate.finding().plots().stream().map(ChartView::new).toList();
        }
    }

    /** One chart: its options in light and dark, as JSON. */
    public static final class ChartView {
        private final Plot plot;

        ChartView(Plot plot) {
            this.plot = plot;
        }

        /** Heading. */
        public String getTitle() {
            return plot.title();
        }

        /** Option for light pages. */
        public String getLight() throws JsonProcessingException {
            return MAPPER.writeValueAsString(Charts.option(plot, ChartTheme.LIGHT));
        }

        /** Option for dark pages. */
        public String getDark() throws JsonProcessingException {
            return MAPPER.writeValueAsString(Charts.option(plot, ChartTheme.DARK));
        }
    }
}
