package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.MeasurementGroup;
import io.jenkins.plugins.quantum.engine.circuit.Measurements;
import io.jenkins.plugins.quantum.engine.circuit.Observable;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One circuit for each group of terms that can be measured together. */
final class ObservableTasks {
    private final Observable observable;
    private final List<MeasurementGroup> groups;

    ObservableTasks(Observable observable, Circuit circuit, FileRef source) {
        this.observable = observable;
        try {
            this.groups = Measurements.group(circuit, observable);
        } catch (IllegalArgumentException e) {
            throw new InputException(source.at(), e.getMessage(), "");
        }
    }

    List<Workload.Task> tasks(List<Map<String, Double>> bindings) {
        var tasks = new ArrayList<Workload.Task>(groups.size());
        for (int i = 0; i < groups.size(); i++) {
            tasks.add(new Workload.Task("terms-" + (i + 1), groups.get(i).circuit(), bindings));
        }
        return tasks;
    }

    Readout.Expectation readout() {
        double constant = observable.terms().stream()
                .filter(term -> term.paulis().isEmpty())
                .mapToDouble(Observable.Term::coefficient)
                .sum();
        var parities = new ArrayList<List<Readout.Parity>>(groups.size());
        for (MeasurementGroup group : groups) {
            var terms = new ArrayList<Readout.Parity>();
            for (int i = 0; i < group.termIndices().size(); i++) {
                double coefficient =
                        observable.terms().get(group.termIndices().get(i)).coefficient();
                terms.add(new Readout.Parity(coefficient, group.bitsOfTerm().get(i)));
            }
            parities.add(terms);
        }
        return new Readout.Expectation(constant, parities);
    }
}
