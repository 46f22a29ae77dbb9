package io.jenkins.plugins.quantum.engine.gate;

import java.util.List;

/** A gate's answer to evidence. */
public sealed interface Judgement {
    /** It has decided. */
    record Decided(Verdict verdict, Finding finding) implements Judgement {}

    /**
     * It wants more.
     *
     * @param needs
     *     the next look
     * @param soFar
     *     what can be said already: becomes the INCONCLUSIVE finding when no more is allowed
     */
    record More(List<Need> needs, Finding soFar) implements Judgement {
        public More {
            needs = List.copyOf(needs);
        }
    }
}
