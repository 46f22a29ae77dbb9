package io.jenkins.plugins.quantum.engine.run;

class ServiceJobsTest {}
