package io.jenkins.plugins.quantum.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Addresses at which no provider's service is, but something that trusts whoever reaches it: clouds hand out the identities of their
 * machines there. Private addresses and this machine are none of them: devices stand in private networks, simulators run here.
 */
final class ReservedAddress {
    /** Services of clouds for their machines outside the link-local range: AWS, Google (IPv6), Alibaba, Azure. */
    private static final Set<String> METADATA =
            Set.of("fd00:ec2:0:0:0:0:0:254", "fd20:ce:0:0:0:0:0:254", "100.100.100.200", "168.63.129.16");

    private static final int IPV6_BYTES = 16;

    /** Prefixes behind which an IPv4 address stands, and where it begins: NAT64, 6to4, IPv4-compatible. */
    private static final List<Embedding> EMBEDDINGS = List.of(
            new Embedding(new byte[] {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}, 12),
            new Embedding(new byte[] {0x20, 0x02}, 2),
            new Embedding(new byte[12], 12));

    private ReservedAddress() {}

    private static final class Embedding {
        private final byte[] prefix;
        private final int at;

        Embedding(byte[] prefix, int at) {
            this.prefix = prefix;
            this.at = at;
        }

        boolean covers(byte[] address) {
            return Arrays.equals(address, 0, prefix.length, prefix, 0, prefix.length);
        }
    }

    /** What a URL leads to when it is reserved, as its host resolves now; empty for others and for what is no URL or has no host. */
    @NonNull
    static Optional<String> leadsTo(@NonNull String url) {
        try {
            String host = URI.create(url.strip()).getHost();
            return host == null ? Optional.empty() : first(List.of(InetAddress.getAllByName(host)));
        } catch (IllegalArgumentException | UnknownHostException e) {
            return Optional.empty(); // the backend itself says what is wrong with its address
        }
    }

    /** What the first reserved one of some addresses is. */
    @NonNull
    static Optional<String> first(@NonNull List<InetAddress> addresses) {
        return addresses.stream().flatMap(address -> kind(address).stream()).findFirst();
    }

    private static Optional<String> kind(InetAddress address) {
        String text = address.getHostAddress();
        if (address.isLinkLocalAddress()) {
            return Optional.of("the link-local address " + text);
        }
        if (METADATA.contains(text) || address.isMulticastAddress() || address.isAnyLocalAddress()) {
            return Optional.of("the reserved address " + text);
        }
        byte[] bytes = address.getAddress();
        return bytes.length == IPV6_BYTES && !address.isLoopbackAddress() ? embedded(bytes) : Optional.empty();
    }

    private static Optional<String> embedded(byte[] address) {
        for (Embedding embedding : EMBEDDINGS) {
            if (embedding.covers(address)) {
                try {
                    return kind(InetAddress.getByAddress(Arrays.copyOfRange(address, embedding.at, embedding.at + 4)));
                } catch (UnknownHostException e) {
                    throw new IllegalStateException("four bytes are an address", e);
                }
            }
        }
        return Optional.empty();
    }
}
