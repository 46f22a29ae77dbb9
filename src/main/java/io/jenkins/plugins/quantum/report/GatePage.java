package io.jenkins.plugins.quantum.report;

import hudson.model.ModelObject;
import io.jenkins.plugins.quantum.engine.report.PageText;
import java.util.List;

/** One gate's page: everything that it says, its charts, and their numbers as tables. */
public final class GatePage implements ModelObject {
    private final QuantumBuildAction owner;
    private final GateView gate;
    private final int last;

    GatePage(QuantumBuildAction owner, GateView gate, int last) {
        this.owner = owner;
        this.gate = gate;
        this.last = last;
    }

    /** The result that it belongs to. */
    public QuantumBuildAction getOwner() {
        return owner;
    }

    /** What it says. */
    public PageText.Gate getText() {
        return gate.text();
    }

    /** All of its charts. */
    public List<ChartView> getCharts() {
        return gate.charts();
    }

    /** The number of the gate before it; 0 for none. */
    public int getPrevious() {
        return gate.number() - 1;
    }

    /** The number of the gate after it; 0 for none. */
    public int getNext() {
        return gate.number() < last ? gate.number() + 1 : 0;
    }

    /** A sentence as this user sees it. */
    @SuppressWarnings("unused") // called by Jelly
    public String sentence(String text) {
        return owner.sentence(text);
    }

    @Override
    public String getDisplayName() {
        return gate.text().test() + " / " + gate.text().gate();
    }
}
