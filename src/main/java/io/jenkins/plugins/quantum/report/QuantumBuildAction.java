package io.jenkins.plugins.quantum.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Api;
import hudson.model.BuildBadgeAction;
import hudson.model.DirectoryBrowserSupport;
import hudson.model.HealthReport;
import hudson.model.HealthReportingAction;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.report.PageText;
import io.jenkins.plugins.quantum.engine.report.VerdictText;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.permission.QuantumPermissions;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.RunAction2;
import jenkins.security.stapler.StaplerDispatchable;
import jenkins.util.VirtualFile;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One result in a build: a few numbers in the build's record, the rest in files that are read when somebody looks. */
@ExportedBean
public class QuantumBuildAction implements RunAction2, BuildBadgeAction, HealthReportingAction {
    private static final Logger LOGGER = Logger.getLogger(QuantumBuildAction.class.getName());
    private static final int MOST_REASONS = 3;

    private final String id;
    private final String suite;
    private final String profile;
    private final int exitCode;
    private final int passed;
    private final int failed;
    private final int undecided;
    private final int skipped;
    private final String counts;
    private final String cost;
    private final List<String> reasons;

    /** Set when the action joins a build or the build is loaded. */
    private transient Run<?, ?> run;

    /** Null after loading; emptied when memory is short. */
    private transient SoftReference<ResultPage> page;

    /**
     * Creates it.
     *
     * @param run
     *     the build
     * @param id
     *     unique in the build, safe in a URL
     * @param result
     *     whose files are in the build's folder already
     */
    public QuantumBuildAction(@NonNull Run<?, ?> run, @NonNull String id, @NonNull RunResult result) {
        PageText text = PageText.of(result);
        this.run = run;
        this.id = id;
        this.suite = text.suite();
        this.profile = text.profile();
        this.exitCode = result.exitCode();
        this.passed = count(text, Verdict.PASS);
        this.failed = (int) result.tests().stream()
                .flatMap(test -> test.gates().stream())
                .filter(RunResult.GateResult::failed)
                .count();
        this.undecided = count(text, Verdict.INCONCLUSIVE) + count(text, Verdict.NO_DATA);
        this.skipped = count(text, Verdict.SKIPPED);
        this.counts = text.counts();
        this.cost = text.spent();
        this.reasons = new ArrayList<>(reasons(result));
    }

    private static int count(PageText text, Verdict verdict) {
        return (int)
                text.gates().stream().filter(gate -> gate.verdict() == verdict).count();
    }

    /** Why the result is not green: one line for each of the first gates, those that failed before those that stayed open. */
    private static List<String> reasons(RunResult result) {
        List<String> reasons = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.FAIL, Verdict.NO_DATA, Verdict.INCONCLUSIVE)) {
            for (RunResult.TestResult test : result.tests()) {
                test.gates().stream()
                        .filter(gate -> gate.verdict() == verdict && gate.open() && reasons.size() < MOST_REASONS)
                        .forEach(gate -> reasons.add(VerdictText.line(test.name(), test.backend(), gate)));
            }
        }
        return reasons;
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> owner) {
        run = owner;
    }

    /** The build. */
    public Run<?, ?> getRun() {
        return run;
    }

    /** Its name in the build. */
    @Exported
    public String getId() {
        return id;
    }

    /** The suite file. */
    @Exported
    public String getSuite() {
        return suite;
    }

    /** The profile. */
    @Exported
    public String getProfile() {
        return profile;
    }

    /** As the command line would answer. */
    @Exported
    public int getExitCode() {
        return exitCode;
    }

    /** How many gates passed. */
    @Exported
    public int getPassed() {
        return passed;
    }

    /** How many gates failed. */
    @Exported
    public int getFailed() {
        return failed;
    }

    /** How many gates are inconclusive or without data. */
    @Exported
    public int getUndecided() {
        return undecided;
    }

    /** How many gates were skipped by intent. */
    @Exported
    public int getSkipped() {
        return skipped;
    }

    /** Money spent; null for those who may not see it. */
    @CheckForNull
    @Exported(skipNull = true)
    public String getCost() {
        return isCostVisible() ? cost : null;
    }

    /** Whether the user of this request may see money. */
    public boolean isCostVisible() {
        return CostView.visible(run);
    }

    /** A sentence as the user of this request sees it. */
    public String sentence(String text) {
        return CostView.sentence(text, isCostVisible());
    }

    /** The worst verdict: {@code fail}, {@code no-data} or {@code pass}, as styles are called. */
    public String getStyle() {
        return failed > 0 ? "fail" : undecided > 0 ? "no-data" : "pass";
    }

    /** Whether the build history shows a badge: for all that is not green. */
    public boolean isBadge() {
        return failed + undecided > 0;
    }

    /** The weather of the job: the share of decided gates that passed, where open ones count as half. */
    @Override
    public HealthReport getBuildHealth() {
        int ran = passed + failed + undecided;
        if (ran == 0) {
            return null;
        }
        return new HealthReport((200 * passed + 100 * undecided) / (2 * ran), Messages._Job_Health(id, passed, ran));
    }

    /** All verdicts in words. */
    public String getCounts() {
        return counts;
    }

    /** Why it is not green: the first gates that failed or stayed open. */
    @Exported
    public List<String> getReasons() {
        return reasons.stream().map(this::sentence).toList();
    }

    /** The same for readers of whom nothing is known. */
    public List<String> reasonsWithoutMoney() {
        return reasons.stream().map(reason -> CostView.sentence(reason, false)).toList();
    }

    /** How many more gates are not green. */
    @SuppressWarnings("unused") // called by Jelly
    public int getMoreReasons() {
        return failed + undecided - reasons.size();
    }

    /** The remote API. */
    @SuppressWarnings("unused") // called by Stapler
    public Api getApi() {
        return new Api(this);
    }

    @Override
    public String getIconFileName() {
        return "symbol-analytics-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.Build_DisplayName(id);
    }

    @Override
    public String getUrlName() {
        return "quantum-" + id;
    }

    /** The whole result, read from its file when it is not in memory; null when the file is gone or damaged. */
    @CheckForNull
    @SuppressWarnings("unused") // called by Jelly
    public synchronized ResultPage getPage() {
        ResultPage known = page == null ? null : page.get();
        if (known == null) {
            try {
                known = ResultPage.of(ResultFiles.of(run, id).read());
            } catch (InputException e) {
                LOGGER.log(Level.WARNING, e, () -> "the result " + id + " of " + run + " cannot be shown");
                return null;
            }
            page = new SoftReference<>(known);
        }
        return known;
    }

    /** One gate's page; null where there is no such gate. */
    @CheckForNull
    @SuppressWarnings("unused") // called by Stapler
    public GatePage getGate(String number) {
        ResultPage whole = getPage();
        if (whole == null || !number.matches("[1-9]\\d{0,5}")) {
            return null;
        }
        int place = Integer.parseInt(number);
        int last = whole.gates().size();
        return place > last
                ? null
                : new GatePage(this, GateView.of(place, whole.text().gates().get(place - 1)), last);
    }

    /** The comparison with the build that the request names. */
    @StaplerDispatchable
    @SuppressWarnings("unused") // called by Stapler
    public ComparePage getCompare() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String with = request == null ? null : request.getParameter("with");
        return ComparePage.of(this, with == null ? "" : with);
    }

    /** The files that {@link #doFiles} serves; none for those who may not have them. */
    @SuppressWarnings("unused") // called by Jelly
    public List<ResultFiles.Download> getDownloads() {
        return isCostVisible() ? ResultFiles.of(run, id).downloads() : List.of();
    }

    /** The build before this one, without loading it; 0 for none. */
    @SuppressWarnings("unused") // called by Jelly
    public int getPreviousNumber() {
        try {
            return TrendIndex.of(run.getParent()).before(run.getNumber());
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "no earlier build is offered for " + run);
            return 0;
        }
    }

    /**
     * Serves the files under Jenkins' policy for content that users made. They hold money: only those who may see it get them.
     *
     * @return the file
     * @throws IOException
     *     when the report cannot be made
     */
    @SuppressWarnings("unused") // called by Stapler
    public HttpResponse doFiles(StaplerRequest2 request) throws IOException {
        run.checkPermission(Item.READ);
        run.checkPermission(QuantumPermissions.VIEW_COSTS);
        ResultFiles files = ResultFiles.of(run, id);
        if ("/report.html".equals(request.getRestOfPath())) {
            return report(files);
        }
        return new DirectoryBrowserSupport(
                this, VirtualFile.forFile(files.folder().toFile()), getDisplayName(), getIconFileName(), false);
    }

    private static HttpResponse report(ResultFiles files) throws IOException {
        try {
            return Sent.download("report.html", files.report());
        } catch (InputException e) {
            return HttpResponses.notFound();
        }
    }
}
