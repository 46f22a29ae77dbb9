package io.jenkins.plugins.quantum.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import com.sun.net.httpserver.HttpServer;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.testkit.braket.FakeBraket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Credentials of the plugin <em>AWS Credentials</em>, with AWS' own client asking a service here for the keys of a role. */
@WithJenkins
class AwsCredentialITest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/quantum";
    private static final String TOKEN = "planted-session-token-4711";

    /** Gives the keys of the one role that there is, as AWS' security token service does it. */
    private static HttpServer tokens() throws Exception {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            String asked = URLDecoder.decode(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8);
            boolean known = asked.contains("Action=AssumeRole") && asked.contains("RoleArn=" + ROLE);
            String answer = known
                    ? "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials>"
                            + "<AccessKeyId>" + FakeBraket.KEY_ID + "</AccessKeyId><SecretAccessKey>"
                            + FakeBraket.SECRET_KEY + "</SecretAccessKey><SessionToken>" + TOKEN + "</SessionToken>"
                            + "<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
                    : "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
                            + "<Code>AccessDenied</Code><Message>User is not authorized to assume the role</Message></Error>"
                            + "<RequestId>1</RequestId></ErrorResponse>";
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(known ? 200 : 403, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        return service;
    }

    private static AWSCredentialsImpl aws(String id, String key, String secret, String role) {
        return new AWSCredentialsImpl(CredentialsScope.GLOBAL, id, key, secret, "", role, "", "");
    }

    private static void add(Credentials credential) throws Exception {
        CredentialsProvider.lookupStores(Jenkins.get()).iterator().next().addCredentials(Domain.global(), credential);
        SystemCredentialsProvider.getInstance().save();
    }

    private static CloudBackendConfiguration braket(String credential, FakeBraket service) {
        var backend = new CloudBackendConfiguration("sv1", "braket");
        backend.setCredentialsId(credential);
        backend.setOptions(List.of(
                new BackendOption("device", "arn:aws:braket:::device/quantum-simulator/amazon/sv1"),
                new BackendOption("region", "us-east-1"),
                new BackendOption("bucket", FakeBraket.BUCKET),
                new BackendOption("endpoint", service.uri().toString()),
                new BackendOption("s3-endpoint", service.uri().toString())));
        return backend;
    }

    private static List<String> offered(String type) {
        return Jenkins.get()
                .getDescriptorByType(CloudBackendConfiguration.DescriptorImpl.class)
                .doFillCredentialsIdItems(type, "")
                .stream()
                .map(option -> option.value)
                .toList();
    }

    @Test
    void shouldPayWithKeysAndRolesOfAws(JenkinsRule jenkins) throws Exception {
        HttpServer tokens = tokens();
        System.setProperty(
                "aws.endpointUrlSts", "http://127.0.0.1:" + tokens.getAddress().getPort());
        System.setProperty("aws.region", "us-east-1");
        try (var service = new FakeBraket()) {
            add(aws("role", "AKIABASE", "planted-base-secret", ROLE));
            add(aws("denied", "AKIABASE", "planted-base-secret", "arn:aws:iam::123456789012:role/of-others"));
            add(aws("empty", "", "", ""));
            // the plugin writes the id of a key as it is, and its secret encrypted
            var own = aws("keys", "AKIATEAM", "planted-secret-of-the-team", "");
            Folder team = jenkins.createProject(Folder.class, "team");
            team.addProperty(new FolderCredentialsProperty(
                    new DomainCredentials[] {new DomainCredentials(Domain.global(), List.of(own))}));
            FreeStyleBuild build = jenkins.buildAndAssertSuccess(team.createProject(FreeStyleProject.class, "model"));
            FreeStyleBuild outside = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("other"));

            assertThat(braket("keys", service).secrets(build))
                    .isEqualTo(Map.of("access-key-id", "AKIATEAM", "secret-access-key", "planted-secret-of-the-team"));
            assertThat(braket("keys", service).secrets(outside))
                    .as("another folder's")
                    .isEmpty();
            assertThat(CredentialsProvider.getFingerprintOf(own).getUsages()).containsOnlyKeys("team/model");
            assertThat(braket("role", service).secrets(build))
                    .containsEntry("session-token", TOKEN)
                    .hasSize(3);
            assertThat(braket("role", service).clientEnvironment(build).secret())
                    .containsEntry("AWS_SESSION_TOKEN", TOKEN)
                    .containsEntry("AWS_ACCESS_KEY_ID", FakeBraket.KEY_ID)
                    .containsEntry("AWS_SECRET_ACCESS_KEY", FakeBraket.SECRET_KEY);
            try (var pool = ControllerAccess.pool(braket("role", service), build)) {
                assertThat(ControllerAccess.open(pool, "sv1").availability().state())
                        .isEqualTo(Availability.State.ONLINE);
            }

            assertThatThrownBy(() -> braket("denied", service).secrets(build))
                    .hasMessageStartingWith("AWS gave no keys for the credential 'denied': User is not authorized")
                    .hasMessageNotContaining("planted")
                    .hasNoCause();
            assertThatThrownBy(() -> braket("empty", service).secrets(build))
                    .hasMessage("The AWS credential 'empty' has neither keys nor a role");
            var ionq = new CloudBackendConfiguration("forte", "ionq");
            ionq.setCredentialsId("role");
            assertThatThrownBy(() -> ionq.secrets(build)).hasMessageContaining("of a kind that cannot be used");

            assertThat(offered("braket")).contains("role", "denied", "empty");
            assertThat(offered("ionq")).doesNotContain("role", "denied", "empty");
            assertThat(offered("nobody")).containsOnly("");
        } finally {
            System.clearProperty("aws.endpointUrlSts");
            System.clearProperty("aws.region");
            tokens.stop(0);
        }
    }
}
