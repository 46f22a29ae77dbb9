/** Who asks, for services of Amazon: requests signed with Signature Version 4, keys from the usual places. */
package io.jenkins.plugins.quantum.engine.backend.http.aws;
