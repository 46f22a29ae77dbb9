package io.jenkins.plugins.quantum.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A build of a trend, for the remote API. Figures that no gate told are absent. */
@ExportedBean(defaultVisibility = 2)
public final class TrendBuild {
    private final TrendLine line;
    private final boolean money;

    TrendBuild(TrendLine line, boolean money) {
        this.line = line;
        this.money = money;
    }

    /** Its number. */
    @Exported
    public int getNumber() {
        return line.build();
    }

    /** When it started, ISO 8601 in UTC. */
    @Exported
    public String getTime() {
        return Instant.ofEpochMilli(line.time()).toString();
    }

    /** As the command line would answer. */
    @Exported
    public int getExitCode() {
        return line.exitCode();
    }

    /** One for each test and backend. */
    @Exported
    public List<Test> getTests() {
        return line.entries().stream().map(entry -> new Test(entry, money)).toList();
    }

    /** A test on one backend. */
    @ExportedBean(defaultVisibility = 3)
    public static final class Test {
        private final TrendLine.Entry entry;
        private final boolean money;

        Test(TrendLine.Entry entry, boolean money) {
            this.entry = entry;
            this.money = money;
        }

        /** Its name. */
        @Exported
        public String getTest() {
            return entry.test();
        }

        /** Where it ran. */
        @Exported
        public String getBackend() {
            return entry.backend();
        }

        /** The calibration that its noise stands for. */
        @Exported
        public String getCalibration() {
            return entry.epoch();
        }

        /** Fidelity. */
        @CheckForNull
        @Exported(skipNull = true)
        public Double getScore() {
            return known(entry.score());
        }

        /** Accuracy under noise. */
        @CheckForNull
        @Exported(skipNull = true)
        public Double getAccuracy() {
            return known(entry.accuracy());
        }

        /** Multiple of the device's noise at which the line is crossed. */
        @CheckForNull
        @Exported(skipNull = true)
        public Double getCriticalNoise() {
            return known(entry.criticalNoise());
        }

        /** Lower and upper end, by {@code score}, {@code accuracy}, {@code criticalNoise}; of figures that are estimates. */
        @Exported
        public Map<String, List<Double>> getIntervals() {
            Map<String, List<Double>> intervals = new TreeMap<>();
            entry.intervals()
                    .forEach((figure, interval) -> intervals.put(figure, List.of(interval.lower(), interval.upper())));
            return intervals;
        }

        /** Money, for those who may see it. */
        @CheckForNull
        @Exported(skipNull = true)
        public Double getCost() {
            return money ? known(entry.cost()) : null;
        }

        /** Of the money, for those who may see it. */
        @CheckForNull
        @Exported(skipNull = true)
        public String getCurrency() {
            return money ? entry.currency() : null;
        }

        /** Shots used. */
        @Exported
        public long getShots() {
            return entry.shots();
        }

        /** By gate. */
        @Exported
        public Map<String, Verdict> getVerdicts() {
            return entry.verdicts();
        }

        @CheckForNull
        private static Double known(double value) {
            return Double.isFinite(value) ? value : null;
        }
    }
}
