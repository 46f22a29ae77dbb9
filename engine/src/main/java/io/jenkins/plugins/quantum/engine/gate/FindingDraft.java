package io.jenkins.plugins.quantum.engine.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects a finding step by step. */
public final class FindingDraft {
    private static final double NINETY_FIVE = 0.95;
    private static final double NORMAL_NINETY_FIVE = 1.959963984540054;

    private final String headline;
    private final List<String> details = new ArrayList<>();
    private final Map<String, Double> figures = new TreeMap<>();
    private final List<Plot> plots = new ArrayList<>();
    private final List<String> next = new ArrayList<>();
    private String statistic = "";
    private double value = Double.NaN;
    private double lower = Double.NaN;
    private double upper = Double.NaN;
    private double confidence = 1;
    private double line = Double.NaN;
    private long shots;
    private List<Odds> odds = List.of();

    /** Starts with the headline. */
    public FindingDraft(String headline) {
        this.headline = headline;
    }

    /** A further sentence. */
    public FindingDraft detail(String sentence) {
        details.add(sentence);
        return this;
    }

    /** The deciding value without error. */
    public FindingDraft exact(String name, double exactValue) {
        return measured(name, exactValue, exactValue, exactValue, 1);
    }

    /** The deciding value, averaged over draws of the noise. */
    public FindingDraft averaged(String name, Averaged average) {
        if (average.standardError() == 0) {
            return exact(name, average.value());
        }
        double half = NORMAL_NINETY_FIVE * average.standardError();
        return measured(name, average.value(), average.value() - half, average.value() + half, NINETY_FIVE);
    }

    /** The deciding value with its interval. */
    public FindingDraft measured(String name, double estimate, double low, double high, double level) {
        statistic = name;
        value = estimate;
        lower = low;
        upper = high;
        confidence = level;
        return this;
    }

    /** What the value was compared with. */
    public FindingDraft line(double comparedWith) {
        line = comparedWith;
        return this;
    }

    /** Shots used. */
    public FindingDraft shots(long used) {
        shots = used;
        return this;
    }

    /** How strong the evidence is. */
    public FindingDraft odds(Odds now) {
        odds = List.of(now);
        return this;
    }

    /** A further number; left out where it is none. */
    public FindingDraft figure(String name, double number) {
        if (Double.isFinite(number)) {
            figures.put(name, number);
        }
        return this;
    }

    /** Something to draw. */
    public FindingDraft plot(Plot plot) {
        plots.add(plot);
        return this;
    }

    /** Something that the user can do. */
    public FindingDraft next(String action) {
        next.add(action);
        return this;
    }

    /** The finding. */
    public Finding finding() {
        return new Finding(
                headline, details, statistic, value, lower, upper, confidence, line, shots, figures, plots, next, odds);
    }

    /** The gate's last word. */
    public Judgement decided(Verdict verdict) {
        return new Judgement.Decided(verdict, finding());
    }
}
