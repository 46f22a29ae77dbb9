package io.jenkins.plugins.quantum.agent;

import hudson.remoting.RemoteOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How a node tells the controller that a look is worthwhile: a byte into a stream, as logs travel. Nothing of the node runs on the
 * controller, and a bell that is not heard costs only the time until the next look.
 *
 * @param stream
 *     whose every write rings
 */
record Bell(RemoteOutputStream stream) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(Bell.class.getName());

    static Bell of(Runnable ringing) {
        return new Bell(new RemoteOutputStream(new OutputStream() {
            @Override
            public void write(int ignored) {
                ringing.run();
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                ringing.run();
            }
        }));
    }

    void ring() {
        try {
            stream.write(1);
            stream.flush();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "the controller is gone", e);
        }
    }
}
