/**
 * The command line {@code qmlops}: options in, engine calls, text and exit codes out. Holds no science.
 */
package io.jenkins.plugins.quantum.engine.cli;
