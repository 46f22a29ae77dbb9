package io.jenkins.plugins.quantum.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import hudson.model.FreeStyleBuild;
import hudson.util.FormValidation;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.http.Authorization;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.run.Access;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Where Jenkins can be made to call, and where it cannot. */
@WithJenkins
class AddressesITest {
    private final LogRecorder audit =
            new LogRecorder().record(AuditLog.LOGGER_NAME, Level.INFO).capture(100);

    private final AtomicInteger asked = new AtomicInteger();
    private JenkinsRule jenkins;
    private HttpServer inner;
    private HttpServer outer;
    private volatile String location = "";

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        inner = server();
        inner.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        outer = server();
        outer.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    private static HttpServer server() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.start();
        return server;
    }

    @AfterEach
    void stop() {
        inner.stop(0);
        outer.stop(0);
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static CloudBackendConfiguration ionq(String endpoint) {
        var backend = new CloudBackendConfiguration("lab", "ionq");
        backend.setOptions(List.of(new BackendOption("endpoint", endpoint)));
        return backend;
    }

    @Test
    void shouldNotFollowWhereAServiceSendsIt() {
        for (String to : List.of(
                address(inner) + "/private",
                "http://169.254.169.254/latest/meta-data/",
                "file:///etc/passwd",
                "//169.254.169.254/",
                "http://localhost:" + inner.getAddress().getPort() + "/")) {
            location = to;
            FormValidation answer = ConnectionTest.of(ionq(address(outer) + "/v0.4"));
            assertThat(answer.kind).as(to).isNotEqualTo(FormValidation.Kind.OK);
            assertThat(answer.getMessage()).as(to).doesNotContain("169.254", "passwd");
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void shouldNotOpenWhatIsNoSafeAddress() {
        for (String endpoint : List.of(
                "http://10.0.0.1/",
                "http://localhost.evil.example/",
                "http://127.0.0.1.evil.example/",
                "ftp://127.0.0.1/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:70/",
                "jar:http://127.0.0.1!/",
                "https://user:word@127.0.0.1/",
                "https://[::1%25lo]/",
                "//127.0.0.1/",
                "https:///v0.4")) {
            assertThat(ConnectionTest.of(ionq(endpoint)).kind).as(endpoint).isNotEqualTo(FormValidation.Kind.OK);
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void shouldJudgeNamesWhenTheyAreLookedUpAndLiteralsWhenTheyAreAsked() throws Exception {
        byte[] reserved = {(byte) 169, (byte) 254, (byte) 169, (byte) 254};
        Dns rebinding = host -> List.of(InetAddress.getByAddress(host, reserved));
        for (String url : List.of(
                "https://rebound.example",
                "https://169.254.169.254",
                "https://[fe80::1]",
                "https://[::ffff:a9fe:a9fe]",
                "https://[64:ff9b::a9fe:a9fe]")) {
            for (boolean effect : new boolean[] {false, true}) {
                var service = new HttpService(
                        Network.like(ControllerClient.builder(rebinding, () -> false)),
                        "Lab",
                        URI.create(url),
                        Authorization.none());
                Call call = effect ? Call.post("/jobs", JsonNodeFactory.instance.objectNode()) : Call.get("/jobs");
                assertThatThrownBy(() -> service.exchange(call))
                        .as(url)
                        .isInstanceOf(BackendException.class)
                        .hasMessageContaining("link-local")
                        .hasMessageContaining("administrator");
            }
        }
        Dns here = host -> List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
        var local = new HttpService(
                Network.like(ControllerClient.builder(here, () -> false)),
                "Lab",
                URI.create("http://localhost:" + inner.getAddress().getPort()),
                Authorization.none());
        assertThat(local.exchange(Call.get("/jobs")).status()).isEqualTo(200);
        assertThat(asked)
                .as("devices may stand on this machine or in a private network")
                .hasValue(1);
    }

    @Test
    void shouldRefuseReservedAddressesOfAnyOptionAndSaySoInTheAuditLog() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("model"));
        Access access = new RuledAccess(Access.none(), build, "ghz");
        var spec = new BackendSpec(
                "lab",
                "quantuminspire",
                new java.util.TreeMap<>(Map.of(
                        "endpoint", "https://no such host/", "issuer", "https://[::ffff:169.254.169.254]/realms/x")),
                SourcePosition.of("Jenkins"));

        assertThatThrownBy(() -> access.settings(spec, null)).hasMessageContaining("169.254.169.254");
        assertThat(audit.getMessages()).anySatisfy(line -> assertThat(line)
                .contains("\"deed\":\"refuse\"", "\"job\":\"model\"", "\"backend\":\"lab\"", "link-local"));
        QuantumGlobalConfiguration.get().setLinkLocalEndpoints(true);
        assertThat(access.settings(spec, null)).isNotNull();
        assertThat(audit.getMessages()).anySatisfy(line -> assertThat(line)
                .contains("\"deed\":\"configure\"", "link-local addresses from [false] to [true]"));
    }
}
