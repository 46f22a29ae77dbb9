/** Exchanges with the services of providers: one request, one reply, no retry; every fault says whether the request may have had its effect. */
package io.jenkins.plugins.quantum.engine.backend.http;
