package io.jenkins.plugins.quantum.tenants;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.permission.QuantumPermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The limits of one level: of a folder, or of the whole Jenkins. What is not set does not limit. */
public class TenantLimits implements Describable<TenantLimits> {
    private String allowedBackends;
    private List<CredentialOverride> credentials = List.of();
    private String monthlyBudget;
    private String buildBudget;
    private String forbiddenLabels;
    private Integer approvalHours;
    private boolean fourEyes;

    @DataBoundConstructor
    public TenantLimits() {
        // every limit has a default: none
    }

    /** Names of backends, separated by spaces, commas or lines; null for all. */
    @CheckForNull
    public String getAllowedBackends() {
        return allowedBackends;
    }

    @DataBoundSetter
    public void setAllowedBackends(String allowedBackends) {
        this.allowedBackends = Util.fixEmptyAndTrim(allowedBackends);
    }

    /** Other credentials for configured backends. */
    @NonNull
    public List<CredentialOverride> getCredentials() {
        return credentials;
    }

    @DataBoundSetter
    public void setCredentials(List<CredentialOverride> credentials) {
        this.credentials = credentials == null ? List.of() : List.copyOf(credentials);
    }

    /** Most in a calendar month (UTC), for example {@code 100 USD}; null for no limit. */
    @CheckForNull
    public String getMonthlyBudget() {
        return monthlyBudget;
    }

    /**
     * Sets it.
     *
     * @throws IllegalArgumentException
     *     when it is no amount of money
     */
    @DataBoundSetter
    public void setMonthlyBudget(String monthlyBudget) {
        this.monthlyBudget = money(monthlyBudget);
    }

    /** Most in one build; null for no limit. */
    @CheckForNull
    public String getBuildBudget() {
        return buildBudget;
    }

    /**
     * Sets it.
     *
     * @throws IllegalArgumentException
     *     when it is no amount of money
     */
    @DataBoundSetter
    public void setBuildBudget(String buildBudget) {
        this.buildBudget = money(buildBudget);
    }

    /** Labels of regions and of export control whose backends may not be used; null for none. */
    @CheckForNull
    public String getForbiddenLabels() {
        return forbiddenLabels;
    }

    @DataBoundSetter
    public void setForbiddenLabels(String forbiddenLabels) {
        this.forbiddenLabels = Util.fixEmptyAndTrim(forbiddenLabels);
    }

    /** Hours that a run which needs an approval waits for one; 0: it is refused at once; null: as the level above says. */
    @CheckForNull
    public Integer getApprovalHours() {
        return approvalHours;
    }

    @DataBoundSetter
    public void setApprovalHours(Integer approvalHours) {
        this.approvalHours = approvalHours == null ? null : Math.max(0, approvalHours);
    }

    /** Whether the one who started a build may not be the one who approves what it costs; also where only a level above says so. */
    public boolean isFourEyes() {
        return fourEyes;
    }

    @DataBoundSetter
    public void setFourEyes(boolean fourEyes) {
        this.fourEyes = fourEyes;
    }

    private static String money(String text) {
        String given = Util.fixEmptyAndTrim(text);
        return given == null ? null : Money.parse(given).toString();
    }

    @NonNull
    Optional<Money> month() {
        return Optional.ofNullable(monthlyBudget).map(Money::parse);
    }

    @NonNull
    Optional<Money> build() {
        return Optional.ofNullable(buildBudget).map(Money::parse);
    }

    @NonNull
    Set<String> allowed() {
        return words(allowedBackends);
    }

    @NonNull
    Set<String> forbidden() {
        return words(forbiddenLabels).stream()
                .map(label -> label.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : Util.fixNull(text).split("[\\s,]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** All of it in one line: two limits are the same when their lines are. Ids of credentials are no secrets. */
    @NonNull
    public String summary() {
        return "backends " + (allowedBackends == null ? "all" : String.join(" ", allowed()))
                + "; month " + (monthlyBudget == null ? "no limit" : monthlyBudget)
                + "; build " + (buildBudget == null ? "no limit" : buildBudget)
                + "; forbidden " + (forbiddenLabels == null ? "nothing" : String.join(" ", forbidden()))
                + "; approval " + (approvalHours == null ? "as above" : approvalHours + " h")
                + (fourEyes ? " by somebody else" : "")
                + credentials.stream()
                        .map(other -> "; " + other.getBackend() + " paid with '" + other.getCredentialsId() + "'")
                        .collect(Collectors.joining());
    }

    /** Registers it. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<TenantLimits> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.TenantLimits_DisplayName();
        }

        /** Whether a text is an amount of money. */
        @POST
        public FormValidation doCheckMonthlyBudget(
                @AncestorInPath hudson.security.AccessControlled place, @QueryParameter String value) {
            return hasPermission(place) ? check(value) : FormValidation.ok();
        }

        /** Whether a text is an amount of money. */
        @POST
        public FormValidation doCheckBuildBudget(
                @AncestorInPath hudson.security.AccessControlled place, @QueryParameter String value) {
            return hasPermission(place) ? check(value) : FormValidation.ok();
        }

        private static boolean hasPermission(hudson.security.AccessControlled place) {
            return (place == null ? Jenkins.get() : place).hasPermission(QuantumPermissions.CONFIGURE);
        }

        private static FormValidation check(String value) {
            try {
                money(value);
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
