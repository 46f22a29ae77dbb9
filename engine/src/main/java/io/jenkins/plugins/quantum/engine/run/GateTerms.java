package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.run.RunResult.Acceptance;
import io.jenkins.plugins.quantum.engine.run.RunResult.Acceptance.Effect;
import io.jenkins.plugins.quantum.engine.suite.AcceptedFault;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a gate's verdict means for the build.
 *
 * @param learning
 *     where its line is being learnt
 * @param fault
 *     where its failure is a known fault
 * @param today
 *     UTC
 */
public record GateTerms(Optional<Learning> learning, Optional<AcceptedFault> fault, LocalDate today) {
    /** The gate's answer under these terms. Only a failure can be accepted: missing data and open questions never are. */
    RunResult.GateResult apply(RunResult.GateResult judged) {
        RunResult.GateResult answer = learning.map(l -> l.apply(judged)).orElse(judged);
        return fault.flatMap(known -> acceptance(known, answer))
                .map(acceptance -> new RunResult.GateResult(
                        answer.gate(),
                        answer.at(),
                        answer.verdict(),
                        answer.finding(),
                        answer.cost(),
                        List.of(acceptance)))
                .orElse(answer);
    }

    private Optional<Acceptance> acceptance(AcceptedFault known, RunResult.GateResult answer) {
        if (answer.verdict() == Verdict.PASS) {
            return Optional.of(of(
                    known,
                    Effect.NEEDLESS,
                    "A fault of it is accepted until " + known.until()
                            + ", but it passes: remove the entry from 'accept' (" + known.at() + ")."));
        }
        if (answer.verdict() != Verdict.FAIL) {
            return Optional.empty();
        }
        if (today.isAfter(known.until())) {
            return Optional.of(of(
                    known,
                    Effect.EXPIRED,
                    "The fault was accepted until " + known.until() + ", which is over (" + known.reason()
                            + "): it fails again. Mend it, or accept it anew with a reason (" + known.at() + ")."));
        }
        return Optional.of(beyond(known, answer.finding())
                .map(how -> of(
                        known,
                        Effect.EXCEEDED,
                        "A fault is accepted until " + known.until() + " (" + known.reason() + "), but not this: " + how
                                + "."))
                .orElseGet(() -> of(
                        known,
                        Effect.ACCEPTED,
                        "Accepted until " + known.until() + ": " + sentence(known.reason()) + ceiling(known))));
    }

    private static Acceptance of(AcceptedFault known, Effect effect, String says) {
        return new Acceptance(effect, known.reason(), known.until().toString(), says);
    }

    /** How a figure lies beyond what is accepted; empty where it does not. */
    private static Optional<String> beyond(AcceptedFault known, Finding finding) {
        if (known.min().isEmpty() && known.max().isEmpty()) {
            return Optional.empty();
        }
        if (!Double.isFinite(finding.value())) {
            return Optional.of("it has no figure that could be held against a limit");
        }
        String measured = finding.statistic() + " is " + Wording.number(finding.value());
        if (known.min().isPresent() && finding.value() < known.min().getAsDouble()) {
            return Optional.of(measured + ", accepted is at least "
                    + Wording.number(known.min().getAsDouble()));
        }
        if (known.max().isPresent() && finding.value() > known.max().getAsDouble()) {
            return Optional.of(measured + ", accepted is at most "
                    + Wording.number(known.max().getAsDouble()));
        }
        return Optional.empty();
    }

    /** Without a full stop, for the sentence goes on. */
    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    }

    private static String ceiling(AcceptedFault known) {
        var text = new StringBuilder();
        known.min().ifPresent(min -> text.append("; not below ").append(Wording.number(min)));
        known.max().ifPresent(max -> text.append("; not above ").append(Wording.number(max)));
        return text.append('.').toString();
    }
}
