package io.jenkins.plugins.quantum.tenants;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.quantum.spend.SpendLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What holds for a job: the limits of all levels above it. */
public final class Tenancy {
    private static final int DEFAULT_APPROVAL_HOURS = 24;

    /** The nearest first. */
    private final List<Level> levels;

    /** Limits and the full name of the level that set them. */
    private record Level(String place, TenantLimits limits) {
        String name() {
            return place.isEmpty() ? "this Jenkins" : "folder " + place;
        }
    }

    private Tenancy(List<Level> levels) {
        this.levels = levels;
    }

    /** The limits for a job or folder, its own included. */
    @NonNull
    public static Tenancy of(@NonNull Item item) {
        List<Level> levels = new ArrayList<>();
        ItemGroup<?> level = item instanceof ItemGroup<?> group ? group : item.getParent();
        while (level != null) {
            ItemGroup<?> here = level;
            ExtensionList.lookup(LimitsSource.class).stream()
                    .flatMap(source -> source.of(here).stream())
                    .forEach(limits -> levels.add(new Level(here.getFullName(), limits)));
            level = here instanceof Item inner ? inner.getParent() : null;
        }
        return new Tenancy(levels);
    }

    /**
     * Why a backend may not be used here.
     *
     * @param backend
     *     its name
     * @param configured
     *     whether an administrator configured it; what a suite declares by itself has whatever name it likes
     * @param labels
     *     where its data goes
     * @return empty when it may
     */
    @NonNull
    public Optional<String> refusal(@NonNull String backend, boolean configured, @NonNull Collection<String> labels) {
        for (Level level : levels) {
            boolean restricted = !level.limits().allowed().isEmpty();
            if (restricted && !configured) {
                return Optional.of("backend '" + backend + "' is the suite's own; " + level.name()
                        + " allows only these of Jenkins' configuration: "
                        + String.join(", ", level.limits().allowed()));
            }
            if (restricted && !level.limits().allowed().contains(backend)) {
                return Optional.of("backend '" + backend + "' is not allowed in " + level.name() + ", which allows: "
                        + String.join(", ", level.limits().allowed()));
            }
            if (!level.limits().forbidden().isEmpty()) {
                if (!configured) {
                    return Optional.of(
                            "backend '" + backend + "' is the suite's own, so nobody says where its data goes; "
                                    + level.name() + " restricts that");
                }
                for (String label : labels) {
                    if (level.limits().forbidden().contains(label.toLowerCase(Locale.ROOT))) {
                        return Optional.of("backend '" + backend + "' carries the label '" + label + "', which "
                                + level.name() + " forbids");
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The nearest level's credential for a backend; empty for the one that the backend has. */
    @NonNull
    public Optional<String> credential(@NonNull String backend) {
        return levels.stream()
                .flatMap(level -> level.limits().getCredentials().stream())
                .filter(other -> other.getBackend().equals(backend))
                .map(CredentialOverride::getCredentialsId)
                .findFirst();
    }

    /** All limits of money; each must hold. */
    @NonNull
    public List<SpendLimit> spendLimits() {
        return levels.stream()
                .map(level -> new SpendLimit(
                        level.place(), level.limits().month(), level.limits().build()))
                .filter(limit -> limit.month().isPresent() || limit.build().isPresent())
                .toList();
    }

    /** Whether somebody else than the one who started a build has to approve it: where one level says so. */
    public boolean fourEyes() {
        return levels.stream().anyMatch(level -> level.limits().isFourEyes());
    }

    /** Hours that a run waits for an approval, the fewest of all levels; 0 for not at all. */
    public int approvalHours() {
        return levels.stream()
                .map(level -> level.limits().getApprovalHours())
                .filter(java.util.Objects::nonNull)
                .min(Integer::compare)
                .orElse(DEFAULT_APPROVAL_HOURS);
    }
}
