package io.jenkins.plugins.quantum.engine.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code report.html}: one file that needs no network. Its content security policy allows exactly the scripts and styles that it was written with; all text is
 * escaped; without scripts every number is there as text.
 */
public final class HtmlReport {
    /** Name of the file. */
    public static final String FILE = "report.html";

    private HtmlReport() {}

    /**
     * The page.
     *
     * @param echartsScript
     *     the chart library, minified
     */
    public static String write(RunResult result, String echartsScript) {
        String library = InlineScript.embeddable(echartsScript);
        String script = InlineScript.embeddable(Template.resource("report.js"));
        String style = InlineScript.embeddable(Template.resource("report.css"));
        ArrayNode charts = JsonNodeFactory.instance.arrayNode();
        Map<String, Object> page = new LinkedHashMap<>(new ReportView(charts).of(result));
        page.put(
                "policy",
                "default-src 'none'; script-src " + InlineScript.source(library) + " " + InlineScript.source(script)
                        + "; style-src " + InlineScript.source(style)
                        + "; style-src-attr 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'");
        page.put("style", style);
        page.put("library", library);
        page.put("script", script);
        page.put("charts", InlineScript.json(charts.toString()));
        return Template.of(Template.resource("report.html")).fill(page);
    }
}
