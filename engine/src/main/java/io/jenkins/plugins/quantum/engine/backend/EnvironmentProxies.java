package io.jenkins.plugins.quantum.engine.backend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The proxies of {@code https_proxy}, {@code http_proxy} and {@code no_proxy}, in lower or upper case, as other command-line tools read them. */
public final class EnvironmentProxies extends ProxySelector {
    private final Map<String, String> variables;

    /** Reads the variables of an environment. */
    public EnvironmentProxies(Map<String, String> variables) {
        this.variables = variables;
    }

    @Override
    public List<Proxy> select(URI address) {
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        if (host.isEmpty() || excluded(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        String text = value(address.getScheme().toLowerCase(Locale.ROOT) + "_proxy");
        return text.isEmpty() ? List.of(Proxy.NO_PROXY) : List.of(proxy(text));
    }

    private String value(String name) {
        String lower = variables.get(name);
        String text = lower != null ? lower : variables.get(name.toUpperCase(Locale.ROOT));
        return text == null ? "" : text.strip();
    }

    private boolean excluded(String host) {
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return true;
        }
        for (String entry : value("no_proxy").toLowerCase(Locale.ROOT).split(",")) {
            String name = entry.strip();
            if (name.startsWith(".")) {
                name = name.substring(1);
            }
            if (name.equals("*") || !name.isEmpty() && (host.equals(name) || host.endsWith("." + name))) {
                return true;
            }
        }
        return false;
    }

    private static Proxy proxy(String text) {
        URI uri = URI.create(text.contains("://") ? text : "http://" + text);
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // There is no second proxy to try; the exchange itself reports the failure.
    }
}
