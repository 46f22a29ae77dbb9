package io.jenkins.plugins.quantum.report;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes deleted builds out of the trend. */
@Extension
public final class TrendIndexListener extends RunListener<Run<?, ?>> {
    private static final Logger LOGGER = Logger.getLogger(TrendIndexListener.class.getName());

    @Override
    public void onDeleted(Run<?, ?> run) {
        try {
            TrendIndex.of(run.getParent()).remove(run.getNumber());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "build " + run.getNumber() + " stays in the trend of "
                    + run.getParent().getFullName());
        }
    }
}
