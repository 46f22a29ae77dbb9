package io.jenkins.plugins.quantum.approval;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.quantum.engine.cost.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One question to those who may release money. Kept in the build; the answer is given once. */
public final class ApprovalRequest {
    /** Where a question stands. */
    public enum State {
        /** Nobody answered yet. */
        WAITING,
        /** Released. */
        APPROVED,
        /** Turned down. */
        REFUSED,
        /** Nobody answered in time. */
        EXPIRED
    }

    private final String result;
    /** Plain decimal numbers by currency. */
    private final TreeMap<String, String> amounts;

    private final String reason;
    private final long asked;
    private final long expires;
    /** Null until somebody answered. */
    private Boolean approved;

    private String decidedBy;
    private long decided;
    private String note;

    ApprovalRequest(String result, List<Money> worst, String reason, Instant now, Duration patience) {
        this.result = result;
        this.amounts = new TreeMap<>();
        worst.forEach(
                money -> amounts.merge(money.currency(), money.amount().toPlainString(), (a, b) -> new BigDecimal(a)
                        .add(new BigDecimal(b))
                        .toPlainString()));
        this.reason = reason;
        this.asked = now.toEpochMilli();
        this.expires = now.plus(patience).toEpochMilli();
    }

    /** Id of the result that it is about. */
    @NonNull
    public String getResult() {
        return result;
    }

    /** What the run may cost at most. */
    @NonNull
    public String getAmount() {
        return amounts.entrySet().stream()
                .map(e -> new Money(new BigDecimal(e.getValue()), e.getKey()).toString())
                .collect(Collectors.joining(" + "));
    }

    /** Why somebody must decide. */
    @NonNull
    public String getReason() {
        return reason;
    }

    /** When it was asked, ISO 8601. */
    @NonNull
    public String getAsked() {
        return seconds(asked);
    }

    /** Until when it can be answered, ISO 8601. */
    @NonNull
    public String getExpires() {
        return seconds(expires);
    }

    /** Id of the user who answered, or null. */
    @CheckForNull
    public String getDecidedBy() {
        return decidedBy;
    }

    /** When it was answered, ISO 8601; empty before. */
    @NonNull
    public String getDecided() {
        return decided == 0 ? "" : seconds(decided);
    }

    /** What the one who answered wrote, may be empty. */
    @NonNull
    public String getNote() {
        return Util.fixNull(note);
    }

    private static String seconds(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Where it stands at a time. */
    @NonNull
    synchronized State state(Instant now) {
        if (approved != null) {
            return approved ? State.APPROVED : State.REFUSED;
        }
        return now.toEpochMilli() < expires ? State.WAITING : State.EXPIRED;
    }

    /** Where it stands now. */
    @NonNull
    public State getState() {
        return state(Instant.now());
    }

    /**
     * Answers it.
     *
     * @return false when it is answered or expired already
     */
    synchronized boolean decide(boolean yes, String user, String words, Instant now) {
        if (state(now) != State.WAITING) {
            return false;
        }
        approved = yes;
        decidedBy = user;
        note = words;
        decided = now.toEpochMilli();
        return true;
    }

    /** Whether what was asked for is at least this much. */
    boolean covers(List<Money> worst) {
        Map<String, BigDecimal> wanted = new TreeMap<>();
        worst.forEach(money -> wanted.merge(money.currency(), money.amount(), BigDecimal::add));
        return wanted.entrySet().stream()
                .allMatch(e -> new BigDecimal(amounts.getOrDefault(e.getKey(), "0")).compareTo(e.getValue()) >= 0);
    }
}
