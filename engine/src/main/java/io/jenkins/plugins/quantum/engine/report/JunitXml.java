package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.GateResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.TestResult;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}: a suite for every test on a backend, a case for every gate. What failed is a failure; what is inconclusive or without data
 * is an error, so that no reader of JUnit files takes it for green. A failure that the suite accepts is skipped, with the reason: JUnit has no word
 * for it, and a failure would make the build red.
 */
public final class JunitXml {
    /** Name of the file. */
    public static final String FILE = "junit.xml";

    private final XMLStreamWriter xml;

    private JunitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** An XML 1.0 document, whatever characters the names hold. */
    public static String write(RunResult result) {
        var text = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JunitXml(writer).document(result);
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string takes every character", e);
        }
        return text.append('\n').toString();
    }

    private void document(RunResult result) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        VerdictCount counts = VerdictCount.of(result);
        start(0, "testsuites");
        attribute("name", "qmlops " + result.suite());
        counts(counts);
        for (TestResult test : result.tests()) {
            suite(result, test);
        }
        end(0);
        xml.writeEndDocument();
    }

    private void suite(RunResult result, TestResult test) throws XMLStreamException {
        start(1, "testsuite");
        attribute("name", test.name() + " on " + test.backend());
        counts(VerdictCount.of(test));
        String timestamp = timestamp(result.timing().startedAt());
        if (!timestamp.isEmpty()) {
            attribute("timestamp", timestamp);
        }
        properties(2, suiteProperties(result, test));
        for (GateResult gate : test.gates()) {
            testcase(test, gate);
        }
        end(1);
    }

    private void counts(VerdictCount counts) throws XMLStreamException {
        attribute("tests", Long.toString(counts.total()));
        attribute("failures", Long.toString(counts.of(Verdict.FAIL)));
        attribute("errors", Long.toString(counts.of(Verdict.INCONCLUSIVE) + counts.of(Verdict.NO_DATA)));
        attribute("skipped", Long.toString(counts.of(Verdict.SKIPPED) + counts.accepted()));
    }

    private static Map<String, String> suiteProperties(RunResult result, TestResult test) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("backend", test.backend());
        properties.put("noise", test.noise());
        properties.put("epoch", test.epoch());
        properties.put("circuit", test.source());
        properties.put("digest", test.digest());
        properties.put("profile", result.profile());
        properties.put("seed", Long.toString(result.seed()));
        properties.put("run", result.runId());
        properties.put("run.cost", result.cost().actual());
        properties.put("run.shots", Long.toString(result.cost().shots()));
        return properties;
    }

    private static Map<String, String> gateProperties(GateResult gate) {
        Finding finding = gate.finding();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("verdict", gate.verdict().name());
        properties.put("statistic", finding.statistic());
        properties.put("value", PlainText.number(finding.value()));
        properties.put("line", PlainText.number(finding.line()));
        properties.put("shots", Long.toString(finding.shots()));
        properties.put("cost", gate.cost());
        gate.acceptances().forEach(known -> {
            properties.put("acceptance", known.effect().name());
            properties.put("accepted.until", known.until());
            properties.put("accepted.reason", known.reason());
        });
        return properties;
    }

    private void properties(int depth, Map<String, String> properties) throws XMLStreamException {
        start(depth, "properties");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            indent(depth + 1);
            xml.writeEmptyElement("property");
            attribute("name", property.getKey());
            attribute("value", property.getValue());
        }
        end(depth);
    }

    private void testcase(TestResult test, GateResult gate) throws XMLStreamException {
        start(2, "testcase");
        attribute("classname", "quantum." + segment(test.name()) + "." + segment(test.backend()));
        attribute("name", gate.gate());
        attribute("file", gate.at().file());
        attribute("line", Integer.toString(Math.max(0, gate.at().line())));
        attribute("time", "0");
        properties(3, gateProperties(gate));
        String text = VerdictText.block(test, gate);
        switch (gate.verdict()) {
            case PASS -> text("system-out", text);
            case FAIL -> {
                if (gate.accepted()) {
                    skipped("FAIL. " + gate.acceptances().get(0).says() + " "
                            + gate.finding().headline());
                    text("system-out", text);
                } else {
                    problem("failure", gate, text);
                }
            }
            case INCONCLUSIVE, NO_DATA -> problem("error", gate, text);
            case SKIPPED -> skipped(gate.finding().headline());
        }
        end(2);
    }

    private void skipped(String message) throws XMLStreamException {
        indent(3);
        xml.writeEmptyElement("skipped");
        attribute("message", message);
    }

    private void problem(String element, GateResult gate, String text) throws XMLStreamException {
        indent(3);
        xml.writeStartElement(element);
        attribute("message", gate.finding().headline());
        attribute("type", gate.verdict().name());
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private void text(String element, String text) throws XMLStreamException {
        indent(3);
        xml.writeStartElement(element);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private void start(int depth, String element) throws XMLStreamException {
        indent(depth);
        xml.writeStartElement(element);
    }

    private void end(int depth) throws XMLStreamException {
        indent(depth);
        xml.writeEndElement();
    }

    private void indent(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, PlainText.line(value));
    }

    /** Readers split class names at dots and make folders of slashes. */
    private static String segment(String name) {
        return name.replaceAll("[./\\\\]", "_");
    }

    /** As JUnit writes it: UTC, whole seconds, no zone; empty where the start is unknown. */
    private static String timestamp(String startedAt) {
        try {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                    Instant.ofEpochSecond(Instant.parse(startedAt).getEpochSecond())
                            .atOffset(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return "";
        }
    }
}
