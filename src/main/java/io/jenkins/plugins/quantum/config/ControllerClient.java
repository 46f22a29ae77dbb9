package io.jenkins.plugins.quantum.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.okhttp.api.JenkinsOkHttpClient;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/**
 * How the controller reaches services: through Jenkins' proxy, and to no {@link ReservedAddress} unless an administrator allows that.
 * Judged at each look-up, so a name that leads elsewhere later, or an address in a service's answer, gets no further. Names that the
 * proxy looks up are its business.
 */
public final class ControllerClient {
    private ControllerClient() {}

    /** A builder for clients. */
    @NonNull
    public static OkHttpClient.Builder builder() {
        return builder(Dns.SYSTEM, () -> QuantumGlobalConfiguration.get().isLinkLocalEndpoints());
    }

    static OkHttpClient.Builder builder(Dns lookup, BooleanSupplier reservedAllowed) {
        return JenkinsOkHttpClient.newClientBuilder(new OkHttpClient())
                .dns(host -> judged(lookup.lookup(host), host, reservedAllowed))
                .addInterceptor(chain -> {
                    // literal addresses are not looked up
                    String host = chain.request().url().host();
                    if (host.indexOf(':') >= 0 || host.matches("[0-9.]+")) {
                        judged(List.of(InetAddress.getAllByName(host)), host, reservedAllowed);
                    }
                    return chain.proceed(chain.request());
                });
    }

    private static List<InetAddress> judged(List<InetAddress> addresses, String host, BooleanSupplier reservedAllowed)
            throws UnknownHostException {
        Optional<String> reserved = ReservedAddress.first(addresses);
        if (reserved.isPresent() && !reservedAllowed.getAsBoolean()) {
            throw new ReservedException(
                    host + " leads to " + reserved.get() + ", which an administrator must allow first");
        }
        return addresses;
    }

    private static final class ReservedException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        ReservedException(String message) {
            super(message);
        }
    }
}
