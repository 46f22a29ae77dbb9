package io.jenkins.plugins.quantum.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.quantum.approval.BuildSpending;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.tenants.TenantLimits;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.POST;

/**
 * Every web method of the plugin, found by its name, against every kind of user and GET and POST. A method that is not in the table
 * fails the test: whoever adds one says here who may call it.
 */
@WithJenkins
class WebMethodsITest {
    /** Those who only read: they answer to GET, to whoever may read the job or build that they belong to. */
    private static final Set<String> READING = Set.of(
            "QuantumJobAction.doCharts",
            "QuantumBuildAction.doFiles",
            "BackendsPage.doUsage",
            "QuantumLiveAction.doProgress");

    /** Whose tests of permissions stand beside their own class, because they need a run that is under way. */
    private static final Set<String> ELSEWHERE = Set.of(
            "QuantumLiveAction.doCancel",
            "DescriptorImpl.doCheckWindows",
            "DescriptorImpl.doFillBackendItems",
            "DescriptorImpl.doCheckBackend");

    private static final String FORBIDDEN = "403";

    /** By method: where it is, and by user what is answered to POST: a status, or words that only those who may see them see. */
    private static Map<String, Probe> probes(FreeStyleBuild build) {
        String descriptors = "descriptorByName/io.jenkins.plugins.quantum.";
        String approval = build.getUrl() + "quantum-approval/";
        Map<String, Probe> probes = new TreeMap<>();
        probes.put(
                "DescriptorImpl.doFillTypeItems",
                new Probe(descriptors + "config.CloudBackendConfiguration/fillTypeItems", "braket", "admin"));
        probes.put(
                "DescriptorImpl.doFillCredentialsIdItems",
                new Probe(descriptors + "config.CloudBackendConfiguration/fillCredentialsIdItems", "none", "admin"));
        probes.put(
                "QuantumBackendDescriptor.doCheckName",
                new Probe(
                        descriptors + "config.AerBackendConfiguration/checkName?value=a+b", "A name starts", "admin"));
        probes.put(
                "DescriptorImpl.doTestConnection",
                new Probe(
                        descriptors + "config.CloudBackendConfiguration/testConnection?name=a+b&type=ionq",
                        "A name starts",
                        "admin"));
        for (String field : List.of("MonthlyBudget", "BuildBudget")) {
            probes.put(
                    "DescriptorImpl.doCheck" + field,
                    new Probe(
                            descriptors + "tenants.TenantLimits/check" + field + "?value=x",
                            "expected an amount",
                            "admin"));
        }
        probes.put("AuditPage.doCsv", new Probe("manage/quantum-audit/csv", "\"deed\"", "admin"));
        probes.put("AuditPage.doJson", new Probe("manage/quantum-audit/json", "\"deed\"", "admin"));
        probes.put("AuditPage.doErase", new Probe("manage/quantum-audit/erase?user=nobody", "200", "admin"));
        probes.put("ApprovalAction.doApprove", new Probe(approval + "approve?result=ghz", "200", "approver"));
        probes.put("ApprovalAction.doRefuse", new Probe(approval + "refuse?result=other", "200", "approver", "admin"));
        return probes;
    }

    /** Who sees an answer. */
    private record Probe(String url, String answer, List<String> allowed) {
        Probe(String url, String answer, String... allowed) {
            this(url, answer, List.of(allowed));
        }
    }

    private static List<JavaMethod> webMethods() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.jenkins.plugins.quantum");
        List<JavaMethod> methods = new ArrayList<>();
        classes.stream()
                .filter(type -> !type.getPackageName().contains("quantum.engine"))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getName().matches("do[A-Z].*"))
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .forEach(methods::add);
        return methods;
    }

    private static String name(JavaMethod method) {
        return method.getOwner().getSimpleName() + "." + method.getName();
    }

    @Test
    void shouldAnswerOnlyToPostAndOnlyToThoseWhoMayAsk(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("model");
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        var limits = new TenantLimits();
        limits.setMonthlyBudget("1 USD");
        QuantumGlobalConfiguration.get().setLimits(limits);
        BuildSpending.of(build, "ghz").reserve(List.of(Money.usd("2")));
        BuildSpending.of(build, "other").reserve(List.of(Money.usd("2")));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("anonymous", "reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE, Item.BUILD)
                .everywhere()
                .to("configurer")
                .grant(Jenkins.READ, Item.READ, QuantumPermissions.APPROVE)
                .everywhere()
                .to("approver")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        Map<String, Probe> probes = probes(build);

        var unknown = new TreeSet<String>();
        for (JavaMethod method : webMethods()) {
            boolean posts = method.isAnnotatedWith(POST.class) || method.isAnnotatedWith(RequirePOST.class);
            if (!posts && !READING.contains(name(method))) {
                unknown.add(name(method) + " answers to GET");
            }
            if (posts && !probes.containsKey(name(method)) && !ELSEWHERE.contains(name(method))) {
                unknown.add(name(method) + " is not in the table");
            }
        }
        assertThat(unknown).isEmpty();

        for (String user : List.of("anonymous", "reader", "configurer", "approver", "admin")) {
            var client = jenkins.createWebClient().withJavaScriptEnabled(false);
            client.setThrowExceptionOnFailingStatusCode(false);
            client.setRefreshHandler((page, url, seconds) -> {}); // stay on the refusal instead of going to the login
            if (!user.equals("anonymous")) {
                client.login(user);
            }
            for (Map.Entry<String, Probe> entry : probes.entrySet()) {
                Probe probe = entry.getValue();
                String what = entry.getKey() + " as " + user;
                WebResponse got =
                        answer(client, new WebRequest(new URL(jenkins.getURL(), probe.url()), HttpMethod.GET));
                assertThat(got.getStatusCode())
                        .as(what + " by GET")
                        .isIn(
                                HttpURLConnection.HTTP_NOT_FOUND,
                                HttpURLConnection.HTTP_BAD_METHOD,
                                HttpURLConnection.HTTP_FORBIDDEN);
                WebResponse posted = answer(
                        client,
                        client.addCrumb(new WebRequest(new URL(jenkins.getURL(), probe.url()), HttpMethod.POST)));
                boolean seen = probe.answer().equals("200")
                        ? posted.getStatusCode() != HttpURLConnection.HTTP_FORBIDDEN
                        : posted.getContentAsString().contains(probe.answer());
                assertThat(seen)
                        .as(what + " by POST: " + posted.getStatusCode())
                        .isEqualTo(probe.allowed().contains(user) || user.equals("admin"));
                if (probe.url().startsWith("manage/") && !user.equals("admin")) {
                    assertThat(String.valueOf(posted.getStatusCode())).as(what).isEqualTo(FORBIDDEN);
                }
            }
        }
    }

    private static WebResponse answer(JenkinsRule.WebClient client, WebRequest request) throws Exception {
        return client.getPage(request).getWebResponse();
    }
}
