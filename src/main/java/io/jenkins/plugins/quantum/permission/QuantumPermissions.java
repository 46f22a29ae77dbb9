package io.jenkins.plugins.quantum.permission;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * The permissions of the group {@code Quantum}. Authorization strategies write them down as this class' name and the permission's
 * name, so neither may ever change.
 */
public final class QuantumPermissions {
    private static final Logger LOGGER = Logger.getLogger(QuantumPermissions.class.getName());

    /** The group, as administrators see it. */
    public static final PermissionGroup GROUP =
            new PermissionGroup(QuantumPermissions.class, Messages._QuantumPermissions_Group());

    /**
     * Set the limits of a folder: backends, budgets, residency. Those who may configure a folder do not have it by that: a limit
     * that the limited can lift is none.
     */
    public static final Permission CONFIGURE = new Permission(
            GROUP,
            "Configure",
            Messages._QuantumPermissions_Configure(),
            Jenkins.ADMINISTER,
            PermissionScope.ITEM_GROUP);

    /** Release a run that waits because it is over a budget or comes from a stranger. */
    public static final Permission APPROVE = new Permission(
            GROUP, "Approve", Messages._QuantumPermissions_Approve(), Jenkins.ADMINISTER, PermissionScope.ITEM);

    /** Measure or set a baseline anew. */
    public static final Permission RESET_BASELINE = new Permission(
            GROUP, "ResetBaseline", Messages._QuantumPermissions_ResetBaseline(), Item.CONFIGURE, PermissionScope.ITEM);

    /** See amounts of money: on pages, in charts, in the remote API. */
    public static final Permission VIEW_COSTS = new Permission(
            GROUP, "ViewCosts", Messages._QuantumPermissions_ViewCosts(), Item.CONFIGURE, PermissionScope.ITEM);

    private QuantumPermissions() {}

    /** Makes the permissions known before Jenkins reads who has them. */
    @Initializer(after = InitMilestone.PLUGINS_STARTED, before = InitMilestone.EXTENSIONS_AUGMENTED)
    public static void load() {
        LOGGER.log(Level.FINE, () -> "permissions of the group " + GROUP.getId() + " are known");
    }
}
