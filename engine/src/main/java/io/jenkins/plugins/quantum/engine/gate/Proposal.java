package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.util.List;

/** A gate's answer before anything is spent. */
public sealed interface Proposal {
    /**
     * It can decide.
     *
     * @param needs
     *     the first look; empty where the circuit itself decides
     * @param expectedShots
     *     for a healthy subject, over the whole workload
     * @param worstShots
     *     at most
     * @param statistical
     *     whether it uses a share of the build's error rate
     */
    record Accepted(List<Need> needs, long expectedShots, long worstShots, boolean statistical) implements Proposal {
        public Accepted {
            needs = List.copyOf(needs);
        }
    }

    /**
     * It makes no sense, or cannot decide with what it may spend.
     *
     * @param kind
     *     whose fault it is
     * @param at
     *     where in the suite
     * @param reason
     *     what is wrong, with numbers
     * @param alternative
     *     what to write instead
     */
    record Refused(Kind kind, SourcePosition at, String reason, String alternative) implements Proposal {
        /** The suite asks for something that makes no sense. */
        public static Refused input(GateContext context, String option, String reason, String alternative) {
            return new Refused(Kind.INPUT, context.spec().position(option), reason, alternative);
        }
    }

    /** Why a gate is refused: decides the exit code. */
    enum Kind {
        /** The suite is wrong: exit code 2. */
        INPUT,
        /** Budget or shots do not suffice: exit code 4. */
        FEASIBILITY
    }
}
