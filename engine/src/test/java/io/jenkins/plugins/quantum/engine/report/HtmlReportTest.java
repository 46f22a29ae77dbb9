package io.jenkins.plugins.quantum.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {
    private static final String LIBRARY = "/* </script><!-- */ var echarts = {};\r\nvar x = '</SCRIPT>';";

    private static String page(RunResult run) {
        return HtmlReport.write(run, LIBRARY);
    }

    static RunResult[] runs() {
        return new RunResult[] {
            Results.passed(), Results.failed(), Results.empty(), Results.hostileRun(), Results.many(200)
        };
    }

    private static List<String> all(String page, String pattern) {
        List<String> found = new ArrayList<>();
        var matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static JsonNode charts(String page) throws Exception {
        return new ObjectMapper()
                .readTree(all(page, "<script type=\"application/json\" id=\"charts\">(.*?)</script>")
                        .get(0));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void shouldAllowExactlyItsOwnScriptsAndStyles(RunResult run) throws Exception {
        String page = page(run);
        String policy = all(page, "Content-Security-Policy\" content=\"([^\"]*)\"")
                .get(0)
                .replace("&#39;", "'");
        assertThat(policy).startsWith("default-src 'none'; script-src 'sha256-");
        List<String> code = all(page, "<script>(.*?)</script>");
        assertThat(code).hasSize(2);
        code.addAll(all(page, "<style>(.*?)</style>"));
        for (String text : code) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }
        assertThat(policy).doesNotContain("script-src 'unsafe").doesNotContain("http");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void shouldNeedNoNetworkAndHoldNoOtherScript(RunResult run) {
        String page = page(run);
        assertThat(all(page, "(<script)")).hasSize(3);
        assertThat(page).doesNotContainPattern("(?i)\\s(src|on[a-z]+)=\"").doesNotContain("url(", "@import", "\r");
        assertThat(all(page, "href=\"([^\"]*)\"")).allMatch(link -> link.startsWith("#gate-"));
    }

    @Test
    void shouldTellFirstWhyItIsRed() {
        String page = page(Results.failed());
        assertThat(page)
                .containsSubsequence(
                        "<h1>1 of 7 gates failed</h1>",
                        "What needs a look",
                        "iris / noise-budget",
                        "Accuracy falls to 0.81 at 1.5x",
                        "qmlops compare main --test iris",
                        "INCONCLUSIVE",
                        "NO DATA",
                        "ghz <span class=\"quiet\">on builtin</span>");
        assertThat(page).contains("6.42 USD", "of 25 USD, at most 19 USD expected", "3 000", "builtin, garnet");
    }

    @Test
    void shouldLinkEveryOpenGateToItsRow() {
        String page = page(Results.many(200));
        List<String> links = all(page, "href=\"#([^\"]*)\"");
        assertThat(links).hasSize(67).allMatch(id -> page.contains("<tr id=\"" + id + "\""));
    }

    @Test
    void shouldSayThatAllIsWell() {
        assertThat(page(Results.passed()))
                .contains("<h1>All 4 gates passed</h1>", "banner pass")
                .doesNotContain("What needs a look");
        assertThat(page(new Results().test(Results.ghz()).result())).contains("<h1>The gate passed</h1>");
    }

    @Test
    void shouldNotLookGreenWithoutATest() {
        assertThat(page(Results.empty())).contains("<h1>No gate ran</h1>", "banner open");
    }

    @Test
    void shouldGiveTheNumbersOfEveryChartAsAnOpenTable() throws Exception {
        String page = page(Results.failed());
        assertThat(charts(page)).as("three of gates, one of the cost").hasSize(4);
        assertThat(all(page, "(<details class=\"numbers\" open>)")).hasSize(4);
        assertThat(page).contains("Cost by gate, USD", "<td>iris / accuracy on garnet</td><td>3 000</td><td>6.42</td>");
        assertThat(page).contains("<td>1.5</td><td>0.8145</td><td>0.7965 .. 0.8325</td>");
    }

    @Test
    void shouldCarryProvenance() {
        assertThat(page(Results.failed()))
                .contains("<dt>seed</dt><dd>7</dd>", "<dt>git.commit</dt><dd>4f1c0de2a7b9", "calibration", "e41b7c90");
    }

    @Test
    void shouldShowHostileTextAsText() throws Exception {
        String page = page(Results.hostileRun());
        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; &quot;&#39; &amp; {{x}}");
        assertThat(page).doesNotContain("<script>alert", "\u001b", "\u202e", "\u0000");
        assertThat(page.length()).isLessThan(200_000);
        assertThat(charts(page)).hasSize(8);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void shouldWriteTheSameBytesForTheSameRun(RunResult run) {
        assertThat(page(run)).isEqualTo(page(run));
    }

    @Test
    void shouldSurviveAnUnknownTime() {
        var run = Results.passed();
        RunResult untimed = run.withTiming(new RunResult.Timing("", "", Double.NaN));
        assertThat(page(untimed)).contains("at an unknown time, – s");
    }

    @Test
    void shouldFillNestedSectionsAndLookNamesUpOutside() {
        var template = Template.of("{{#a}}{{b}}{{#c}}!{{/c}}{{/a}}{{{r}}}");
        assertThat(template.fill(Map.of(
                        "a", List.of(Map.of("b", "<1>", "c", true), Map.of("c", false)), "b", "{{r}}", "r", "<br>")))
                .isEqualTo("&lt;1&gt;!{{r}}<br>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{#a}}", "{{/a}}", "{{#a}}{{/b}}"})
    void shouldRefuseABrokenTemplate(String source) {
        assertThatThrownBy(() -> Template.of(source)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseAHoleThatNobodyFills() {
        var template = Template.of("{{a}}");
        assertThatThrownBy(() -> template.fill(Map.of())).hasMessageContaining("asks for a");
        assertThatThrownBy(() -> Template.resource("none.html")).hasMessageContaining("none.html is missing");
    }
}
