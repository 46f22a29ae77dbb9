/** Several fake services at once, in a process of their own, with the faults of networks before them; and what makes adapters wait less for them. */
package io.jenkins.plugins.quantum.engine.testkit.clouds;
