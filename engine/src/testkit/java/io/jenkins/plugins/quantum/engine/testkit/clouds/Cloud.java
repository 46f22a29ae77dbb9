package io.jenkins.plugins.quantum.engine.testkit.clouds;

import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.aqt.AqtProvider;
import io.jenkins.plugins.quantum.engine.backend.braket.BraketProvider;
import io.jenkins.plugins.quantum.engine.backend.compile.QiskitTranspiler;
import io.jenkins.plugins.quantum.engine.backend.dwave.DwaveProvider;
import io.jenkins.plugins.quantum.engine.backend.ionq.IonqProvider;
import io.jenkins.plugins.quantum.engine.backend.iqm.IqmProvider;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.aqt.FakeAqt;
import io.jenkins.plugins.quantum.engine.testkit.braket.FakeBraket;
import io.jenkins.plugins.quantum.engine.testkit.dwave.AnnealerGraph;
import io.jenkins.plugins.quantum.engine.testkit.dwave.FakeDwave;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import io.jenkins.plugins.quantum.engine.testkit.iqm.FakeIqm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/** The providers that stand in a process of fakes: how each is started, and how an adapter reaches it. */
public enum Cloud {
    IONQ(
            () -> new FakeIonq(Clock.systemUTC(), 0, Cloud.IONQ_KEY),
            new IonqProvider(),
            "braket/ionq/forte-1",
            Map.of("IONQ_API_KEY", Cloud.IONQ_KEY)) {
        @Override
        public Map<String, String> options(URI address) {
            return Map.of("device", "qpu.forte-1", "endpoint", address + "/v0.4");
        }
    },
    BRAKET(
            FakeBraket::new,
            new BraketProvider(),
            "braket/iqm/garnet",
            Map.of("AWS_ACCESS_KEY_ID", FakeBraket.KEY_ID, "AWS_SECRET_ACCESS_KEY", FakeBraket.SECRET_KEY)) {
        @Override
        public Map<String, String> options(URI address) {
            return Map.of(
                    "device",
                    "iqm/garnet",
                    "bucket",
                    FakeBraket.BUCKET,
                    "endpoint",
                    address.toString(),
                    "s3-endpoint",
                    address.toString());
        }
    },
    DWAVE(
            () -> new FakeDwave(Clock.systemUTC(), 0, AnnealerGraph.zephyr(2)),
            new DwaveProvider(),
            "braket/quera/aquila",
            Map.of("DWAVE_API_TOKEN", FakeDwave.TOKEN)) {
        @Override
        public Map<String, String> options(URI address) {
            return Map.of("device", FakeDwave.SOLVER, "endpoint", address + "/sapi/v2/");
        }
    },
    AQT(
            () -> new FakeAqt(Clock.systemUTC()),
            new AqtProvider(),
            "braket/aqt/ibex-q1",
            Map.of("AQT_CLIENT_ID", FakeAqt.CLIENT_ID, "AQT_CLIENT_SECRET", FakeAqt.CLIENT_SECRET)) {
        @Override
        public Map<String, String> options(URI address) {
            return Map.of("device", "ibex", "endpoint", address + "/api", "issuer", address.toString());
        }
    },
    IQM(
            () -> new FakeIqm(Clock.systemUTC()),
            new IqmProvider(QiskitTranspiler.usual(
                    ProcessStarter.local(), System.getenv(), Path.of(System.getProperty("user.home")))),
            "iqm",
            Map.of("IQM_TOKEN", FakeIqm.TOKEN)) {
        @Override
        public Map<String, String> options(URI address) {
            return Map.of("device", "garnet", "endpoint", address.toString());
        }
    };

    private static final String IONQ_KEY = "ionq-key-of-the-clouds-77c1";

    private final Supplier<FakeService> starter;
    private final BackendProvider provider;
    private final String pricedAs;
    private final Map<String, String> variables;

    Cloud(Supplier<FakeService> starter, BackendProvider provider, String pricedAs, Map<String, String> variables) {
        this.starter = starter;
        this.provider = provider;
        this.pricedAs = pricedAs;
        this.variables = variables;
    }

    /** What an adapter is opened with to reach the fake at an address. */
    public abstract Map<String, String> options(URI address);

    /** Starts the fake on a free port. */
    FakeService start() {
        return starter.get();
    }

    /** Opens its adapters. */
    public BackendProvider provider() {
        return provider;
    }

    /** A device of the price book that stands for this one, which the book may not know. */
    public String pricedAs() {
        return pricedAs;
    }

    /** The vendor's environment variables with the credentials that the fake accepts. */
    public Map<String, String> variables() {
        return variables;
    }

    /** As suites write it. */
    public String type() {
        return provider.type();
    }
}
