package io.jenkins.plugins.quantum.audit;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.POST;

/** The page of the audit log, for administrators: the newest lines, exports, erasure. */
@Extension
@Restricted(NoExternalUse.class)
public class AuditPage extends ManagementLink implements StaplerProxy {
    private static final int SHOWN = 200;

    @Override
    public String getIconFileName() {
        return "symbol-list";
    }

    @Override
    public String getDisplayName() {
        return Messages.AuditPage_DisplayName();
    }

    @Override
    public String getDescription() {
        return Messages.AuditPage_Description();
    }

    @Override
    public String getUrlName() {
        return "quantum-audit";
    }

    @NonNull
    @Override
    public Category getCategory() {
        return Category.SECURITY;
    }

    @NonNull
    @Override
    public Permission getRequiredPermission() {
        return Jenkins.ADMINISTER;
    }

    /** Nothing of it is for others. */
    @Override
    public Object getTarget() {
        JenkinsFacade.root().checkPermission(Jenkins.ADMINISTER);
        return this;
    }

    /** The newest lines, the newest first. */
    @NonNull
    public List<AuditLine> getLines() throws IOException {
        return AuditLog.get().newest(SHOWN);
    }

    /** All lines as JSON, one a line. */
    @POST
    public void doJson(StaplerResponse2 response) throws IOException {
        export(response, "application/x-ndjson", "quantum-audit.jsonl", null, AuditLine::toJson);
    }

    /** All lines as CSV. */
    @POST
    public void doCsv(StaplerResponse2 response) throws IOException {
        export(response, "text/csv", "quantum-audit.csv", csv(AuditLine.COLUMNS), line -> csv(line.cells()));
    }

    private static void export(
            StaplerResponse2 response,
            String type,
            String name,
            @CheckForNull String first,
            Function<AuditLine, String> row)
            throws IOException {
        JenkinsFacade.root().checkPermission(Jenkins.ADMINISTER);
        response.setContentType(type + ";charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=" + name);
        PrintWriter out = response.getWriter();
        if (first != null) {
            out.print(first + "\r\n");
        }
        AuditLog.get().each(line -> out.print(row.apply(line) + (first == null ? "\n" : "\r\n")));
        out.flush();
    }

    /** A cell that begins like a formula would run in a spreadsheet: it gets an apostrophe. */
    static String csv(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.matches("(?s)[=+\\-@\t].*") ? "'" + cell : cell)
                .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(","));
    }

    /** Takes a user's identity out of the log. */
    @POST
    public HttpResponse doErase(@QueryParameter String user) throws IOException, ServletException {
        JenkinsFacade.root().checkPermission(Jenkins.ADMINISTER);
        String id = Util.fixEmptyAndTrim(user);
        if (id == null) {
            return HttpResponses.errorWithoutStack(400, Messages.AuditPage_NoUser());
        }
        AuditLog.get().erase(id);
        return HttpResponses.redirectToDot();
    }
}
