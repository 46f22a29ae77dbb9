/**
 * Results in Jenkins: the files of a build, its pages, the job's trend.
 */
package io.jenkins.plugins.quantum.report;
