package io.jenkins.plugins.quantum.engine.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.FaultProxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServiceTest {
    private static final CredentialField KEY = new CredentialField("token", "test key", "TEST_KEY");
    private static final String SECRET = "planted-0123456789";

    private final Echo echo = new Echo();
    private final FaultProxy proxy = new FaultProxy(echo.port());

    /** Answers with what it was asked. */
    private static final class Echo extends FakeService {
        Echo() {
            super(Clock.systemUTC());
        }

        @Override
        protected Answer answer(Asked request) {
            return Answer.json(
                    200,
                    Json.object()
                            .put("method", request.method())
                            .put("path", request.rawPath())
                            .put("query", request.rawQuery())
                            .put("key", request.header("X-Key"))
                            .put("body", request.text()));
        }
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        echo.close();
    }

    private HttpService service(URI base) throws BackendException {
        return new HttpService(
                Network.direct(Duration.ofSeconds(1)),
                "Test",
                base,
                new SecretHeader("X-Key", "k ", field -> Optional.of(Secret.of(SECRET)), KEY));
    }

    private static BackendException fault(HttpService service, Call call) {
        return catchThrowableOfType(BackendException.class, () -> service.require(call, Reply::text));
    }

    @Test
    void shouldSendMethodPathKeyAndBody() throws BackendException {
        HttpService service = service(URI.create(echo.uri() + "/v1/"));

        var answer = service.require(Call.post("/jobs?x=%2F", Json.object().put("a", 1)), Reply::text)
                .json();

        assertThat(answer.path("method").asText()).isEqualTo("POST");
        assertThat(answer.path("path").asText()).isEqualTo("/v1/jobs");
        assertThat(answer.path("query").asText()).isEqualTo("x=%2F");
        assertThat(answer.path("key").asText()).isEqualTo("k " + SECRET);
        assertThat(answer.path("body").asText()).isEqualTo("{\"a\":1}");
    }

    @Test
    void shouldNotAuthoriseAtAddressesOutsideTheService() throws BackendException {
        var answer = service(echo.uri())
                .exchange(Call.get(echo.uri() + "/signed?sig=1"))
                .json();

        assertThat(answer.path("key").asText()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org",
                "ftp://127.0.0.1",
                "https://user:pass@example.org",
                "https:///nowhere",
                "http://127.0.0.1.example.org",
                "http://127.evil.org"
            })
    void shouldRefuseAddressesThatWouldLeakSecrets(String address) {
        assertThatThrownBy(() -> service(URI.create(address)))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("https");
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED, REFUSED",
        "401, UNAUTHORISED, UNAUTHORISED",
        "403, UNAUTHORISED, UNAUTHORISED",
        "404, REFUSED, REFUSED",
        "408, TRANSIENT, IN_DOUBT",
        "429, THROTTLED, THROTTLED",
        "500, TRANSIENT, IN_DOUBT",
        "503, TRANSIENT, IN_DOUBT"
    })
    void shouldSayWhatAStatusMeans(int status, Kind reading, Kind effect) throws BackendException {
        HttpService service = service(echo.uri());
        echo.plant(r -> true, Answer.text(status, "text/plain", "because\r\n\u001b[31m of " + SECRET));
        BackendException whenReading = fault(service, Call.get("/a?secret=1"));
        echo.plant(r -> true, Answer.text(status, "text/plain", "because"));
        BackendException withEffect = fault(service, Call.post("/a", Json.object()));

        assertThat(whenReading.kind()).isEqualTo(reading);
        assertThat(withEffect.kind()).isEqualTo(effect);
        assertThat(whenReading)
                .hasMessageContaining("HTTP " + status)
                .hasMessageContaining("because")
                .hasMessageContaining("****")
                .hasMessageNotContainingAny(SECRET, "\n", "\u001b", "secret=1");
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "0, 0", "'', 0", "soon, 0", "999999999, 3600", "99999999999999999999, 0"})
    void shouldReadHowLongToWait(String header, long seconds) throws BackendException {
        echo.plant(r -> true, Answer.of(429).with("Retry-After", header));

        assertThat(fault(service(echo.uri()), Call.get("/")).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void shouldReadADateToWaitForAgainstTheServicesOwnClock() throws BackendException {
        var reply = new Reply(
                Call.get("/"),
                429,
                Map.of("retry-after", "Wed, 21 Oct 2026 07:28:30 GMT", "date", "Wed, 21 Oct 2026 07:28:00 GMT"),
                new byte[0]);
        var past = new Reply(
                Call.get("/"),
                429,
                Map.of("retry-after", "Wed, 21 Oct 2026 07:27:30 GMT", "date", "Wed, 21 Oct 2026 07:28:00 GMT"),
                new byte[0]);

        assertThat(Faults.retryAfter(reply)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Faults.retryAfter(past)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultProxy.Fault.class,
            names = {"RESET_AFTER_REQUEST", "HALF_ANSWER", "SILENT"})
    void shouldBeInDoubtOnlyWhenACallWithAnEffectWasSent(FaultProxy.Fault fault) throws BackendException {
        HttpService service = service(proxy.uri());
        proxy.next(fault);
        assertThat(fault(service, Call.post("/a", Json.object())).kind()).isEqualTo(Kind.IN_DOUBT);
        proxy.next(fault);
        assertThat(fault(service, Call.post("/a", Json.object()).harmless()).kind())
                .isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldKnowThatNothingWasSentWithoutAConnection() throws Exception {
        URI nobody = proxy.uri();
        proxy.close();

        assertThat(fault(service(nobody), Call.post("/a", Json.object())).kind())
                .isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldSendNothingTwice() throws BackendException {
        HttpService service = service(proxy.uri());
        for (int i = 0; i < 5; i++) {
            proxy.next(FaultProxy.Fault.RESET_AFTER_REQUEST);
            assertThat(fault(service, Call.post("/a", Json.object())).kind()).isEqualTo(Kind.IN_DOUBT);
        }

        assertThat(echo.calls("POST")).isEqualTo(5);
    }

    @Test
    void shouldFollowRedirectsOnlyWithinTheService() throws BackendException {
        HttpService service = service(echo.uri());
        echo.plant(r -> r.path().equals("/old"), Answer.of(302).with("Location", "/new?x=1"));
        assertThat(service.exchange(Call.get("/old")).json().path("path").asText())
                .isEqualTo("/new");

        echo.plant(r -> true, Answer.of(302).with("Location", "https://elsewhere.example/steal"));
        assertThat(fault(service, Call.get("/old")))
                .hasMessageContaining("elsewhere.example")
                .hasMessageNotContaining("steal")
                .extracting(BackendException::kind)
                .isEqualTo(Kind.REFUSED);
        echo.plant(r -> true, Answer.of(307).with("Location", "/new"));
        assertThat(fault(service, Call.post("/old", Json.object())).kind()).isEqualTo(Kind.IN_DOUBT);
        for (int i = 0; i < 4; i++) {
            echo.plant(r -> true, Answer.of(302).with("Location", "/again"));
        }
        assertThat(fault(service, Call.get("/old"))).hasMessageContaining("too often");
    }

    @Test
    void shouldNotReadRepliesWithoutEnd() throws BackendException {
        byte[] large = new byte[HttpService.MOST_BYTES + 1];
        echo.plant(r -> true, new Answer(200, Map.of(), large));

        assertThat(fault(service(echo.uri()), Call.get("/"))).hasMessageContaining("64 MB");
    }

    @Test
    void shouldSayThatAnAnswerIsNotJson() throws BackendException {
        HttpService service = service(echo.uri());
        for (String body : new String[] {"", "{\"a\":", "nonsense", "{} {}", "[".repeat(200)}) {
            echo.plant(r -> true, Answer.text(200, "application/json", body));
            Reply reply = service.require(Call.post("/a", Json.object()), Reply::text);
            assertThat(catchThrowableOfType(BackendException.class, reply::json).kind())
                    .isEqualTo(Kind.IN_DOUBT);
            echo.plant(r -> true, Answer.text(200, "application/json", body));
            Reply read = service.require(Call.get("/a"), Reply::text);
            assertThat(catchThrowableOfType(BackendException.class, () -> read.require("/id"))
                            .kind())
                    .isEqualTo(Kind.TRANSIENT);
        }
    }

    @Test
    void shouldSayWhichFieldIsMissing() throws BackendException {
        Reply reply = service(echo.uri()).require(Call.get("/a"), Reply::text);

        assertThatThrownBy(() -> reply.require("/id")).hasMessageContaining("/id");
        assertThat(reply.require("/method")).isEqualTo("GET");
        assertThat(reply.header("CONTENT-TYPE")).contains("application/json");
    }

    @Test
    void shouldNotShowASecretThatCannotBeSent() throws BackendException {
        var service = new HttpService(
                Network.direct(),
                "Test",
                echo.uri(),
                new SecretHeader("X-Key", "", field -> Optional.of(Secret.of("gr\u00fcn\nline-" + SECRET)), KEY));

        assertThatThrownBy(() -> service.exchange(Call.get("/")))
                .hasMessageContaining("characters that HTTP does not allow")
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
    }

    @Test
    void shouldNameWhereAMissingCredentialComesFrom() throws BackendException {
        var service = new HttpService(
                Network.direct(), "Test", echo.uri(), new SecretHeader("X-Key", "", field -> Optional.empty(), KEY));

        assertThatThrownBy(() -> service.exchange(Call.get("/")))
                .hasMessageContaining("test key")
                .hasMessageContaining("TEST_KEY");
        assertThat(echo.calls("")).isZero();
    }

    @Test
    void shouldExplainAnUnknownHost() throws BackendException {
        assertThat(fault(service(URI.create("https://no-such-host.invalid")), Call.post("/", Json.object())))
                .hasMessageContaining("no-such-host.invalid")
                .extracting(BackendException::kind)
                .isEqualTo(Kind.TRANSIENT);
    }
}
