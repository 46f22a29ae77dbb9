package io.jenkins.plugins.quantum.config;

import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.cost.PriceOptions;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.run.RemoteProviders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A device or simulator of a provider that the engine knows, with the id of the credential that pays for it. */
public class CloudBackendConfiguration extends QuantumBackendConfiguration {
    private final String type;
    private String credentialsId;
    private List<BackendOption> options = List.of();

    @DataBoundConstructor
    public CloudBackendConfiguration(String name, String type) {
        super(name);
        this.type = Util.fixNull(type).trim();
    }

    /** The provider: {@code braket}, {@code ibm}, {@code ionq}, … */
    @NonNull
    public String getType() {
        return type;
    }

    /**
     * The id of a credential, looked up for each build: in its folder, then in the folders above, then globally. Null where the
     * provider needs none.
     */
    @CheckForNull
    @Override
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** The provider's options. */
    @NonNull
    public List<BackendOption> getOptions() {
        return options;
    }

    @DataBoundSetter
    public void setOptions(List<BackendOption> options) {
        this.options = options == null ? List.of() : List.copyOf(options);
    }

    @NonNull
    @Override
    protected String type() {
        return type;
    }

    @NonNull
    @Override
    protected Map<String, String> options() {
        Map<String, String> all = new TreeMap<>();
        options.forEach(option -> all.put(option.getName(), option.getValue()));
        return all;
    }

    /** Why the configuration cannot work, or nothing. */
    @NonNull
    @Override
    protected Optional<String> problem() {
        return provider(type)
                .map(provider -> unknownOption(provider))
                .orElseGet(() -> Optional.of(Messages.Cloud_TypeUnknown(type)));
    }

    private Optional<String> unknownOption(BackendProvider provider) {
        for (BackendOption option : options) {
            if (!provider.options().contains(option.getName()) && !PriceOptions.NAMES.contains(option.getName())) {
                return Optional.of(Messages.Cloud_OptionUnknown(
                        type, option.getName(), String.join(", ", new TreeSet<>(provider.options()))));
            }
        }
        return Optional.empty();
    }

    /** The providers that the engine knows, to be asked for their options and credentials; none is opened on the controller. */
    private static List<BackendProvider> known() {
        return RemoteProviders.all(ProcessStarter.local(), Map.of(), Path.of(""));
    }

    /** The provider of a type. */
    @NonNull
    static Optional<BackendProvider> provider(String type) {
        return known().stream().filter(provider -> provider.type().equals(type)).findFirst();
    }

    @NonNull
    @Override
    protected Optional<BackendProvider> provider() {
        return provider(type);
    }

    /** Registers the type. */
    @Extension
    @Symbol("cloud")
    public static final class DescriptorImpl extends QuantumBackendDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.Cloud_DisplayName();
        }

        /** The providers that the engine knows. */
        @POST
        public ListBoxModel doFillTypeItems() {
            var items = new ListBoxModel();
            if (Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                known().forEach(provider -> items.add(provider.type()));
            }
            return items;
        }

        /**
         * Whether the service answers and takes the credential. Options are those of the saved backend of this name: none before the
         * first save.
         */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String name, @QueryParameter String type, @QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String wanted = Util.fixNull(name).trim();
            if (!isName(wanted) || provider(Util.fixNull(type).trim()).isEmpty()) {
                return FormValidation.error(Messages.Backend_NameWrong());
            }
            var typed = new CloudBackendConfiguration(wanted, type);
            typed.setCredentialsId(credentialsId);
            QuantumGlobalConfiguration.get().getBackends().stream()
                    .filter(CloudBackendConfiguration.class::isInstance)
                    .map(CloudBackendConfiguration.class::cast)
                    .filter(saved ->
                            saved.getName().equals(wanted) && saved.getType().equals(typed.getType()))
                    .findFirst()
                    .ifPresent(saved -> typed.setOptions(saved.getOptions()));
            return ConnectionTest.of(typed);
        }

        /** The global credentials that could pay this provider; one that lives only in a folder is typed in. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @QueryParameter String type, @QueryParameter String credentialsId) {
            Optional<BackendProvider> provider = provider(Util.fixNull(type).trim());
            return Jenkins.get().hasPermission(Jenkins.ADMINISTER) && provider.isPresent()
                    ? BackendCredentials.choices(Jenkins.get(), credentialsId, provider.get())
                    : new StandardListBoxModel().includeCurrentValue(credentialsId);
        }
    }
}
