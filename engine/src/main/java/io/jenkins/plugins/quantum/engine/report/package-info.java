/**
 * Writers of a run's result: JSON, JUnit, Markdown and one self-contained HTML file, and the chart options that the HTML file and the Jenkins pages share.
 */
package io.jenkins.plugins.quantum.engine.report;
