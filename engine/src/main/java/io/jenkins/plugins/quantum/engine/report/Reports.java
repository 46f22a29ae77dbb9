package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.run.ResultWriter;
import io.jenkins.plugins.quantum.engine.run.RunFolder;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.util.function.Supplier;

/** Writes the four reports of a run; {@code result.json} last, so that whoever finds it finds the others too. */
public final class Reports implements ResultWriter {
    private final Supplier<String> echartsScript;

    /**
     * Creates it.
     *
     * @param echartsScript
     *     gives the chart library's minified script, which becomes a part of the HTML report; asked for each report
     */
    public Reports(Supplier<String> echartsScript) {
        this.echartsScript = echartsScript;
    }

    @Override
    public void write(RunResult result, RunFolder folder) {
        folder.write(JunitXml.FILE, JunitXml.write(result));
        folder.write(MarkdownSummary.FILE, MarkdownSummary.write(result));
        folder.write(HtmlReport.FILE, HtmlReport.write(result, echartsScript.get()));
        folder.write(ResultJson.FILE, ResultJson.write(result));
    }
}
