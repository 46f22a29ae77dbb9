/**
 * The writers of a finished run: {@code result.json}, {@code junit.xml}, {@code summary.md}, {@code report.html}, the texts of the command line, and the options of charts that the HTML file
 * and Jenkins' pages both draw. Begin at {@link io.jenkins.plugins.quantum.engine.report.Reports}. Everything is a pure function of a {@code run.RunResult}; nothing here judges.
 */
package io.jenkins.plugins.quantum.engine.report;
