package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.run.dispatch.Dispatcher;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run needs of the machine that it is on.
 *
 * @param providers
 *     the types of backends that exist here
 * @param configured
 *     backends configured outside the suite
 * @param access
 *     credentials of and ways to the providers' services
 * @param python
 *     exporter of Python objects
 * @param dispatcher
 *     submits and asks for all runs of this process; one for a process
 * @param clock
 *     for timing and deadlines; the dispatcher's
 * @param provenance
 *     facts for the result: version, commit, build
 * @param guard
 *     the limits of money that other runs share
 */
public record RunEnvironment(
        List<BackendProvider> providers,
        List<BackendSpec> configured,
        Access access,
        PythonCircuits python,
        Dispatcher dispatcher,
        Clock clock,
        Map<String, String> provenance,
        SpendGuard guard) {
    public RunEnvironment {
        providers = List.copyOf(providers);
        configured = List.copyOf(configured);
        provenance = java.util.Collections.unmodifiableMap(new TreeMap<>(provenance));
    }

    /** The same with another exporter of Python objects. */
    RunEnvironment exporting(PythonCircuits other) {
        return new RunEnvironment(providers, configured, access, other, dispatcher, clock, provenance, guard);
    }

    /** An environment in which the suite's own budget is the only limit. */
    public RunEnvironment(
            List<BackendProvider> providers,
            List<BackendSpec> configured,
            Access access,
            PythonCircuits python,
            Dispatcher dispatcher,
            Clock clock,
            Map<String, String> provenance) {
        this(providers, configured, access, python, dispatcher, clock, provenance, SpendGuard.NONE);
    }

    /** An environment of a process with a single run at a time. */
    public RunEnvironment(
            List<BackendProvider> providers,
            List<BackendSpec> configured,
            Access access,
            PythonCircuits python,
            Clock clock,
            Map<String, String> provenance) {
        this(providers, configured, access, python, Dispatcher.inBackground(clock), clock, provenance);
    }
}
