package io.jenkins.plugins.quantum.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.Util;
import java.util.List;

/**
 * One line of the audit log. Empty parts are left out.
 *
 * @param at
 *     when, ISO 8601 in UTC
 * @param deed
 *     what, in lower case
 * @param user
 *     id of the user, or {@code SYSTEM}
 * @param cause
 *     kind of the build's cause, never its text, which can name people
 * @param job
 *     full name
 * @param build
 *     number, 0 for none
 * @param result
 *     id of the result in the build
 * @param backend
 *     name of the backend
 * @param shots
 *     0 where it is not known
 * @param estimate
 *     money, ready to show
 * @param note
 *     reason, or what was changed
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
@JsonPropertyOrder({"at", "deed", "user", "cause", "job", "build", "result", "backend", "shots", "estimate", "note"})
public record AuditLine(
        String at,
        String deed,
        String user,
        String cause,
        String job,
        int build,
        String result,
        String backend,
        long shots,
        String estimate,
        String note) {
    private static final int LONGEST = 2000;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Names of the columns of the CSV export. */
    static final List<String> COLUMNS =
            List.of("at", "deed", "user", "cause", "job", "build", "result", "backend", "shots", "estimate", "note");

    public AuditLine {
        at = clean(at);
        deed = clean(deed);
        user = clean(user);
        cause = clean(cause);
        job = clean(job);
        result = clean(result);
        backend = clean(backend);
        estimate = clean(estimate);
        note = clean(note);
    }

    /** One line stays one line, whatever a user or a service wrote into it: controls, line ends of Unicode and unseen marks go. */
    private static String clean(String text) {
        String plain = Util.fixNull(text)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ")
                .trim();
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "\u2026";
    }

    List<String> cells() {
        return List.of(
                at,
                deed,
                user,
                cause,
                job,
                build == 0 ? "" : String.valueOf(build),
                result,
                backend,
                shots == 0 ? "" : String.valueOf(shots),
                estimate,
                note);
    }

    AuditLine as(String otherUser, String otherNote) {
        return new AuditLine(at, deed, otherUser, cause, job, build, result, backend, shots, estimate, otherNote);
    }

    String toJson() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line is plain data", e);
        }
    }

    static AuditLine fromJson(String json) {
        try {
            return MAPPER.readValue(json, AuditLine.class);
        } catch (JsonProcessingException e) {
            // a torn or damaged line is shown as what it is, not hidden
            return new AuditLine("", "damaged", "", "", "", 0, "", "", 0, "", json);
        }
    }
}
