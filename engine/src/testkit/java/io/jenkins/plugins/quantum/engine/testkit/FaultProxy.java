package io.jenkins.plugins.quantum.engine.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Stands before a service and breaks connections as networks do. Every new connection draws its fault. */
public final class FaultProxy implements AutoCloseable {
    private static final int SLOW_PIECE = 16;
    private static final int SLOW_PAUSE_MILLIS = 5;

    /** Of one block of an answer, so that long answers are slow but end within a client's patience. */
    private static final int MOST_PIECES = 50;

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Supplier<Fault>> faults = new AtomicReference<>(() -> Fault.NONE);
    private volatile boolean closed;

    /** What happens to a connection. */
    public enum Fault {
        NONE,
        /** It is closed before anything is read. */
        REFUSED,
        /** The request reaches the service; instead of the answer the connection is reset. */
        RESET_AFTER_REQUEST,
        /** Half of the answer comes, then a reset. */
        HALF_ANSWER,
        /** The request reaches the service; the answer never comes. */
        SILENT,
        /** The answer comes in small pieces with pauses. */
        SLOW
    }

    /** A proxy before a port of this machine. */
    public FaultProxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** Where clients connect. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Every further connection draws its fault here. */
    public FaultProxy drawing(Supplier<Fault> source) {
        faults.set(source);
        return this;
    }

    /** The next connection has this fault, later ones none. */
    public void next(Fault fault) {
        faults.set(() -> {
            faults.set(() -> Fault.NONE);
            return fault;
        });
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = listener.accept();
                Fault fault = faults.get().get();
                open.add(client);
                daemon(() -> serve(client, fault));
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client, Fault fault) {
        if (fault == Fault.REFUSED) {
            reset(client);
            return;
        }
        try {
            var service = new Socket(InetAddress.getByName("127.0.0.1"), target);
            open.add(service);
            daemon(() -> copy(client, service));
            answer(service, client, fault);
        } catch (IOException e) {
            reset(client);
        }
    }

    private void answer(Socket service, Socket client, Fault fault) throws IOException {
        InputStream from = service.getInputStream();
        OutputStream to = client.getOutputStream();
        var buffer = new byte[1 << 16];
        int length = from.read(buffer);
        while (length >= 0) {
            switch (fault) {
                case RESET_AFTER_REQUEST -> {
                    reset(client);
                    reset(service);
                    return;
                }
                case HALF_ANSWER -> {
                    to.write(buffer, 0, length / 2);
                    to.flush();
                    reset(client);
                    reset(service);
                    return;
                }
                case SILENT -> {
                    // The answer is read and kept from the client, whose patience must end first.
                }
                case SLOW -> drip(to, buffer, length);
                default -> {
                    to.write(buffer, 0, length);
                    to.flush();
                }
            }
            length = from.read(buffer);
        }
        if (fault != Fault.SILENT) {
            client.close();
        }
    }

    private static void drip(OutputStream to, byte[] bytes, int length) throws IOException {
        int piece = Math.max(SLOW_PIECE, length / MOST_PIECES);
        for (int start = 0; start < length; start += piece) {
            to.write(bytes, start, Math.min(piece, length - start));
            to.flush();
            try {
                Thread.sleep(SLOW_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (SocketException e) {
            reset(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, e) -> {
            // Connections end in every way here; what matters is what the client and the service say of it.
        });
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
