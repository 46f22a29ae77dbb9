package io.jenkins.plugins.quantum.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JunitXmlTest {
    private static Document parse(String xml) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<Element> elements(Document document, String name) {
        List<Element> found = new ArrayList<>();
        var nodes = document.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    @Test
    void shouldWriteASuiteForEachTestAndBackendAndACaseForEachGate() throws Exception {
        Document document = parse(JunitXml.write(Results.failed()));
        assertThat(elements(document, "testsuite"))
                .extracting(e -> e.getAttribute("name"))
                .containsExactly("ghz on builtin", "iris on builtin", "iris on garnet");
        assertThat(elements(document, "testcase"))
                .extracting(e -> e.getAttribute("classname") + " " + e.getAttribute("name"))
                .containsExactly(
                        "quantum.ghz.builtin fidelity",
                        "quantum.iris.builtin accuracy",
                        "quantum.iris.builtin noise-budget",
                        "quantum.iris.builtin resources",
                        "quantum.iris.builtin f1",
                        "quantum.iris.garnet accuracy",
                        "quantum.iris.garnet noise-drop");
    }

    @Test
    void shouldMapVerdictsSoThatNothingUndecidedIsGreen() throws Exception {
        Document document = parse(JunitXml.write(Results.failed()));
        assertThat(elements(document, "failure")).singleElement().satisfies(e -> {
            assertThat(e.getAttribute("message")).startsWith("Accuracy falls to 0.81");
            assertThat(e.getAttribute("type")).isEqualTo("FAIL");
            assertThat(e.getTextContent()).contains("Next: qmlops compare main --test iris");
        });
        assertThat(elements(document, "error"))
                .extracting(e -> e.getAttribute("type"))
                .containsExactly("INCONCLUSIVE", "NO_DATA");
        assertThat(elements(document, "skipped")).singleElement().satisfies(e -> assertThat(e.getAttribute("message"))
                .isEqualTo("Switched off in profile pr."));
        Element root = document.getDocumentElement();
        assertThat(List.of("tests", "failures", "errors", "skipped"))
                .extracting(root::getAttribute)
                .containsExactly("7", "1", "2", "1");
    }

    @Test
    void shouldCarryWhatIsNeededToCompareRuns() throws Exception {
        Document document = parse(JunitXml.write(Results.failed()));
        Element iris = elements(document, "testsuite").get(1);
        assertThat(iris.getAttribute("timestamp")).isEqualTo("2026-03-01T12:00:00");
        assertThat(elements(document, "property"))
                .extracting(e -> e.getAttribute("name") + "=" + e.getAttribute("value"))
                .contains(
                        "backend=garnet",
                        "noise=heron-r2",
                        "epoch=e41b7c90",
                        "seed=7",
                        "shots=3000",
                        "cost=6.42 USD",
                        "run.cost=6.42 USD",
                        "digest=5feceb66ffc86f38d952786c6d696c79");
    }

    @Test
    void shouldStayWellFormedWhateverTheNamesHold() throws Exception {
        Document document = parse(JunitXml.write(Results.hostileRun()));
        assertThat(elements(document, "script")).isEmpty();
        assertThat(elements(document, "testcase")).hasSize(4);
        assertThat(elements(document, "failure").get(0).getTextContent()).contains("<script>alert(1)</script> ]]>");
    }

    @Test
    void shouldNotSplitNamesAtDots() throws Exception {
        var gate = Results.gate("accuracy", Verdict.PASS, "Fine.");
        RunResult run =
                new Results().test(Results.model("v1.2/x", "ibm.fez", 1, gate)).result();
        assertThat(elements(parse(JunitXml.write(run)), "testcase"))
                .extracting(e -> e.getAttribute("classname"))
                .containsExactly("quantum.v1_2_x.ibm_fez");
    }

    @Test
    void shouldLeaveOutATimeThatIsNone() throws Exception {
        RunResult run = Results.passed();
        RunResult untimed = run.withTiming(new RunResult.Timing("", "", 0));
        assertThat(elements(parse(JunitXml.write(untimed)), "testsuite")).noneMatch(e -> e.hasAttribute("timestamp"));
    }

    @Test
    void shouldWriteARunWithoutTests() throws Exception {
        assertThat(parse(JunitXml.write(Results.empty())).getDocumentElement().getAttribute("tests"))
                .isEqualTo("0");
    }

    @Test
    void shouldWriteTheSameBytesForTheSameRun() {
        assertThat(JunitXml.write(Results.many(200))).isEqualTo(JunitXml.write(Results.many(200)));
    }
}
