/**
 * Who did what with money, limits and backends: one line for each deed, in a logger of its own and in files that are only appended to.
 * No secret is ever part of a line.
 */
package io.jenkins.plugins.quantum.audit;
