package io.jenkins.plugins.quantum.config;

import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What all types of backend configuration share. */
public abstract class QuantumBackendDescriptor extends Descriptor<QuantumBackendConfiguration> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Whether a name can stand in a suite. */
    @POST
    public FormValidation doCheckName(@QueryParameter String value) {
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return FormValidation.ok();
        }
        return isName(Util.fixNull(value).trim())
                ? FormValidation.ok()
                : FormValidation.error(Messages.Backend_NameWrong());
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
