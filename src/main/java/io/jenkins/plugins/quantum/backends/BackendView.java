package io.jenkins.plugins.quantum.backends;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.engine.cost.PriceBook;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.report.ChartView;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A configured backend as pages show it. */
public final class BackendView {
    private static final int MOST_RECENT = 30;
    private static final int MOST_CALIBRATIONS = 100;
    private static final int SHOWN_EPOCH = 12;
    private static final double DAY = Duration.ofDays(1).toMillis();

    private final QuantumBackendConfiguration configured;
    private final boolean costs;
    private final List<Usage> usage;
    private final UsageSum sum;
    private final BackendStatus status;

    BackendView(QuantumBackendConfiguration configured, boolean costs) {
        this.configured = configured;
        this.costs = costs;
        boolean service = configured.service().isPresent();
        this.usage = service ? UsageBook.get().lines(configured.getName()) : List.of();
        this.sum = UsageSum.of(usage);
        this.status = service ? BackendPoll.get().status(configured.getName()) : BackendStatus.unasked();
    }

    public String getName() {
        return configured.getName();
    }

    /** Its type. */
    public String getProvider() {
        return configured.toConfiguredBackend().type();
    }

    /** As the price book names it. */
    public String getDevice() {
        return status.device();
    }

    /** Whether it is a service that can be asked. */
    public boolean isService() {
        return configured.service().isPresent();
    }

    /** Its state in words. */
    @NonNull
    public String getState() {
        return isService() ? words(status.state()) : Messages.State_Local();
    }

    static String words(BackendStatus.State state) {
        return switch (state) {
            case ONLINE -> Messages.State_Online();
            case DEGRADED -> Messages.State_Degraded();
            case OFFLINE -> Messages.State_Offline();
            case RETIRED -> Messages.State_Retired();
            case UNKNOWN -> Messages.State_Unknown();
            case REFUSED -> Messages.State_Refused();
            case UNREACHABLE -> Messages.State_Unreachable();
            case NOT_ASKED -> Messages.State_NotAsked();
        };
    }

    /** Class of its style. */
    public String getStyle() {
        return isService() ? status.state().name().toLowerCase(Locale.ROOT) : "local";
    }

    /** The provider's words. */
    public String getMessage() {
        return status.message();
    }

    /** Jobs that wait at the provider. */
    public String getQueue() {
        String jobs = status.queued() < 0 ? "" : Messages.Queue_Jobs(status.queued());
        String wait = status.waitSeconds() < 0
                ? ""
                : Messages.Queue_Wait(Util.getTimeSpanString(status.waitSeconds() * 1000));
        return jobs.isEmpty() || wait.isEmpty() ? jobs + wait : jobs + ", " + wait;
    }

    /** How long ago it was asked. */
    public String getChecked() {
        return status.checkedAt() == 0
                ? ""
                : Messages.Backends_Checked(
                        Util.getTimeSpanString(Math.max(0, Instant.now().toEpochMilli() - status.checkedAt())));
    }

    /** Price with its source; amounts are public. */
    public String getPrice() {
        return isService()
                ? BackendPoll.get()
                        .price(configured)
                        .map(entry -> entry.price().summary())
                        .orElse(Messages.Price_Unknown())
                : Messages.Price_Free();
    }

    /** Where the price was read. */
    public String getPriceSource() {
        return isService()
                ? BackendPoll.get()
                        .price(configured)
                        .map(PriceBook.Entry::origin)
                        .orElse("")
                : "";
    }

    /** All runs added up. */
    public UsageSum getSum() {
        return sum;
    }

    /** The share of jobs with a result. */
    public String getSuccess() {
        return sum.jobs() == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * sum.success());
    }

    /** The mean wait in the queue. */
    public String getWait() {
        return sum.waits().jobs() == 0
                ? ""
                : Util.getTimeSpanString(sum.waits().mean().toMillis());
    }

    /** Money, for those who may see it. */
    public String getSpent() {
        return costs ? sum.money() : "";
    }

    /** The newest runs that the user may see, newest first. */
    @NonNull
    public List<RecentRun> getRecent() {
        List<RecentRun> recent = new ArrayList<>();
        for (int i = usage.size() - 1; i >= 0 && recent.size() < MOST_RECENT; i--) {
            Usage line = usage.get(i);
            Item job = JenkinsFacade.item(line.job());
            if (job != null && job.hasPermission(Item.READ)) {
                recent.add(new RecentRun(line, job, costs));
            }
        }
        return recent;
    }

    /** The newest calibrations, newest first. */
    @NonNull
    public List<CalibrationRow> getCalibrations() {
        List<CalibrationRow> rows = new ArrayList<>();
        timeline().forEach(line -> rows.add(new CalibrationRow(line)));
        Collections.reverse(rows);
        return rows;
    }

    private List<Calibration> timeline() {
        List<Calibration> all = BackendPoll.get().calibrations(getName());
        return all.subList(Math.max(0, all.size() - MOST_CALIBRATIONS), all.size());
    }

    /** The timeline of calibrations; none before the second. */
    @NonNull
    public List<ChartView> getCharts() {
        List<Calibration> lines = timeline();
        if (lines.size() < 2) {
            return List.of();
        }
        long now = Instant.now().toEpochMilli();
        return List.of(ChartView.of(new Plot.Curve(
                Messages.Timeline_Title(),
                Messages.Timeline_Days(),
                Messages.Timeline_Error(),
                List.of(
                        series(Messages.Timeline_TwoQubit(), lines, now, Calibration::twoQubit),
                        series(Messages.Timeline_Readout(), lines, now, Calibration::readout),
                        series(Messages.Timeline_OneQubit(), lines, now, Calibration::oneQubit)),
                Double.NaN,
                List.of())));
    }

    private static Plot.Series series(
            String name, List<Calibration> lines, long now, ToDoubleFunction<Calibration> figure) {
        return new Plot.Series(
                name,
                lines.stream()
                        .map(line -> {
                            double value = figure.applyAsDouble(line);
                            return new Plot.Point((line.seenAt() - now) / DAY, value, value, value);
                        })
                        .toList());
    }

    /** A run on the backend. */
    public static final class RecentRun {
        private final Usage line;
        private final Item job;
        private final boolean costs;

        RecentRun(Usage line, Item job, boolean costs) {
            this.line = line;
            this.job = job;
            this.costs = costs;
        }

        public String getTitle() {
            return job.getFullDisplayName() + " #" + line.build();
        }

        /** Relative to Jenkins' root. */
        public String getUrl() {
            return job.getUrl() + line.build() + "/";
        }

        public String getTime() {
            return Instant.ofEpochMilli(line.time()).toString();
        }

        public long getJobs() {
            return line.jobs();
        }

        public long getFailed() {
            return line.failed();
        }

        public long getShots() {
            return line.shots();
        }

        public String getWait() {
            return line.waits().jobs() == 0
                    ? ""
                    : Util.getTimeSpanString(line.waits().mean().toMillis());
        }

        public String getSpent() {
            return costs ? line.spent() : "";
        }
    }

    /** A calibration in the table. */
    public static final class CalibrationRow {
        private final Calibration line;

        CalibrationRow(Calibration line) {
            this.line = line;
        }

        public String getSeen() {
            return Instant.ofEpochMilli(line.seenAt()).toString();
        }

        public String getEpoch() {
            return line.epoch().length() > SHOWN_EPOCH ? line.epoch().substring(0, SHOWN_EPOCH) + "…" : line.epoch();
        }

        public String getDate() {
            return line.date();
        }

        public int getQubits() {
            return line.qubits();
        }

        public String getOneQubit() {
            return figure(line.oneQubit());
        }

        public String getTwoQubit() {
            return figure(line.twoQubit());
        }

        public String getReadout() {
            return figure(line.readout());
        }

        private static String figure(double value) {
            return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.2g", value);
        }
    }
}
