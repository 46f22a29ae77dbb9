package io.jenkins.plugins.quantum.audit;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Cause;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import jenkins.security.HMACConfidentialKey;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.core.Authentication;

/** The audit log of this Jenkins. */
@Extension
@Restricted(NoExternalUse.class)
public class AuditLog {
    /** The logger that gets each line too, so that an administrator can send it elsewhere. */
    public static final String LOGGER_NAME = "io.jenkins.plugins.quantum.audit";

    private static final Logger LOGGER = Logger.getLogger(LOGGER_NAME);
    private static final Logger PROBLEMS = Logger.getLogger(AuditLog.class.getName());
    private static final long LARGEST_FILE = 16L << 20;
    private static final int PSEUDONYM_BYTES = 8;
    private static final HMACConfidentialKey KEY = new HMACConfidentialKey(AuditLog.class, "pseudonyms");

    private final Clock clock = Clock.systemUTC();
    private AuditFiles files;

    /** The log. */
    @NonNull
    public static AuditLog get() {
        return ExtensionList.lookupSingleton(AuditLog.class);
    }

    private synchronized AuditFiles files() {
        if (files == null) {
            files = new AuditFiles(JenkinsFacade.home("audit"), clock, LARGEST_FILE);
        }
        return files;
    }

    /** A deed in a build. */
    public void build(
            @NonNull Deed deed, @NonNull Run<?, ?> run, String result, String backend, String estimate, String note) {
        build(deed, run, result, backend, 0, estimate, note);
    }

    /**
     * A deed in a build. What Jenkins itself cancels is nobody's deed: the one who started the build did not want that.
     *
     * @param shots
     *     0 where it is not known
     */
    public void build(
            @NonNull Deed deed,
            @NonNull Run<?, ?> run,
            String result,
            String backend,
            long shots,
            String estimate,
            String note) {
        add(new AuditLine(
                clock.instant().toString(),
                deed.text(),
                actor(deed == Deed.CANCEL ? null : run),
                cause(run),
                run.getParent().getFullName(),
                run.getNumber(),
                result,
                backend,
                shots,
                estimate,
                note));
    }

    /** A deed of whoever is asking right now, at a place: a folder, a job, or nowhere. */
    public void deed(@NonNull Deed deed, @NonNull String place, @NonNull String note) {
        add(new AuditLine(clock.instant().toString(), deed.text(), actor(null), "", place, 0, "", "", 0, "", note));
    }

    private void add(AuditLine line) {
        LOGGER.log(Level.INFO, line.toJson());
        try {
            files().append(line);
        } catch (IOException e) {
            PROBLEMS.log(
                    Level.SEVERE, e, () -> "the audit log cannot be written; the line is in the logger " + LOGGER_NAME);
        }
    }

    /** The user who is asking, else the one who started the build. */
    private static String actor(@CheckForNull Run<?, ?> run) {
        Authentication asking = Jenkins.getAuthentication2();
        if (!ACL.SYSTEM2.equals(asking)) {
            return asking.getName();
        }
        if (run != null) {
            for (Cause cause : run.getCauses()) {
                if (cause instanceof Cause.UserIdCause byUser && byUser.getUserId() != null) {
                    return byUser.getUserId();
                }
            }
        }
        return ACL.SYSTEM_USERNAME;
    }

    private static String cause(Run<?, ?> run) {
        List<Cause> causes = run.getCauses();
        return causes.isEmpty() ? "" : causes.get(0).getClass().getSimpleName();
    }

    /** The newest lines, the newest first. */
    @NonNull
    List<AuditLine> newest(int most) throws IOException {
        return files().newest(most);
    }

    void each(Consumer<AuditLine> reader) throws IOException {
        files().each(reader);
    }

    /** Removes what is older than it must be kept. */
    public void expire(int days) throws IOException {
        files().expire(days);
    }

    /**
     * Replaces a user's id in all lines by a pseudonym, the same each time, that only this Jenkins' own key leads to.
     *
     * @return the pseudonym
     */
    @NonNull
    String erase(@NonNull String user) throws IOException {
        byte[] mac = KEY.mac(user.getBytes(StandardCharsets.UTF_8));
        String pseudonym = "erased-" + HexFormat.of().formatHex(mac, 0, PSEUDONYM_BYTES);
        Pattern word = Pattern.compile("(?<![\\p{L}\\p{N}._@-])" + Pattern.quote(user) + "(?![\\p{L}\\p{N}_@-])");
        files().rewrite(line -> line.as(
                line.user().equals(user) ? pseudonym : line.user(),
                word.matcher(line.note()).replaceAll(pseudonym)));
        deed(Deed.ERASE, "", "a user is now " + pseudonym);
        return pseudonym;
    }
}
