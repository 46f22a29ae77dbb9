package io.jenkins.plugins.quantum.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A kind of credential that another plugin brings and that holds what some providers ask for. */
public abstract class CredentialKind implements ExtensionPoint {
    /** The kinds of the plugins that are installed. */
    @NonNull
    static ExtensionList<CredentialKind> all() {
        return ExtensionList.lookup(CredentialKind.class);
    }

    /** Its class. */
    @NonNull
    public abstract Class<? extends StandardCredentials> type();

    /** Whether a provider that asks for these fields can be paid with it. */
    public abstract boolean holds(@NonNull List<CredentialField> fields);

    /**
     * The values by field. May take as long as a service needs to give them; called again every few minutes of a run.
     *
     * @throws IOException
     *     when there are none now; the message says why and what to do, and no secret
     */
    @NonNull
    public abstract Map<String, String> values(@NonNull StandardCredentials credential) throws IOException;
}
