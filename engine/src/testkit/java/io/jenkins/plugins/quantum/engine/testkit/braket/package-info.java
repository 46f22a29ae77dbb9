/** Amazon Braket and S3 on this machine's loopback: what their documentation and Amazon's own clients expect of them. */
package io.jenkins.plugins.quantum.engine.testkit.braket;
