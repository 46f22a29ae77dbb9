package io.jenkins.plugins.quantum.spend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.quantum.engine.cost.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of an account book.
 *
 * @param kind
 *     what happened
 * @param at
 *     when, ISO 8601
 * @param payer
 *     who; null for a move
 * @param amounts
 *     plain decimal numbers by currency; empty for a move
 * @param from
 *     full name before a move, else null
 * @param to
 *     full name after a move, else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LedgerLine(Kind kind, String at, Payer payer, Map<String, String> amounts, String from, String to) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** What happened. */
    enum Kind {
        /** An amount is held; it takes the place of what the payer held before. */
        RESERVE,
        /** The true bill. */
        SETTLE,
        /** A folder or job has another name. */
        MOVE
    }

    static LedgerLine of(Kind kind, String at, Payer payer, List<Money> amounts) {
        return new LedgerLine(kind, at, payer, plain(amounts), null, null);
    }

    static LedgerLine move(String at, String from, String to) {
        return new LedgerLine(Kind.MOVE, at, null, Map.of(), from, to);
    }

    private static Map<String, String> plain(List<Money> amounts) {
        Map<String, String> plain = new TreeMap<>();
        sums(amounts).forEach((currency, amount) -> plain.put(currency, amount.toPlainString()));
        return plain;
    }

    /** By currency, without those that are nothing. */
    static Map<String, BigDecimal> sums(List<Money> amounts) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (Money amount : amounts) {
            if (amount.amount().signum() > 0) {
                sums.merge(amount.currency(), amount.amount(), BigDecimal::add);
            }
        }
        return sums;
    }

    Map<String, BigDecimal> sums() {
        Map<String, BigDecimal> sums = new TreeMap<>();
        amounts.forEach((currency, amount) -> sums.put(currency, new BigDecimal(amount)));
        return sums;
    }

    String toJson() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line is plain data", e);
        }
    }

    /**
     * From JSON.
     *
     * @throws IllegalArgumentException
     *     when it is no line
     */
    static LedgerLine fromJson(String json) {
        try {
            LedgerLine line = MAPPER.readValue(json, LedgerLine.class);
            boolean move = line.kind == Kind.MOVE;
            if (line.kind == null
                    || line.amounts == null
                    || (move ? line.from == null || line.to == null : line.payer == null)) {
                throw new IllegalArgumentException("a part is missing");
            }
            line.sums();
            return line;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
