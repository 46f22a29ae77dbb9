package io.jenkins.plugins.quantum.engine.backend.http.aws;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 (AWS Identity and Access Management User Guide, "Create a signed AWS API request"). A signature covers the
 * method, the path, the query, chosen headers and the body, and holds for one day, region and service.
 *
 * @param region
 *     for example {@code us-east-1}
 * @param service
 *     as in the credential scope: {@code braket}, {@code s3}
 */
public record SignatureV4(String region, String service) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String HASH = "SHA-256";
    private static final String MAC = "HmacSHA256";

    /**
     * What is signed.
     *
     * @param method
     *     of HTTP
     * @param rawPath
     *     encoded, as it is sent
     * @param rawQuery
     *     encoded, as it is sent; empty for none
     * @param headers
     *     those to sign, names in lower case, with {@code host} and {@code x-amz-date}
     * @param bodyHash
     *     {@link #hash} of the body
     */
    public record Request(
            String method, String rawPath, String rawQuery, SortedMap<String, String> headers, String bodyHash) {
        /** The names of the headers as they stand in the signature. */
        public String signedHeaders() {
            return String.join(";", headers.keySet());
        }
    }

    /** A moment as the header {@code x-amz-date} writes it. */
    public static String stamp(Instant moment) {
        return STAMP.format(moment);
    }

    /** SHA-256 in hexadecimal digits. */
    public static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(HASH).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Date, region and service that a signature holds for. */
    public String scope(String stamp) {
        return stamp.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    }

    /** The value of the header {@code Authorization}. */
    String authorization(Request request, String keyId, String secretKey) {
        return ALGORITHM + " Credential=" + keyId + "/"
                + scope(request.headers().get("x-amz-date")) + ", SignedHeaders=" + request.signedHeaders()
                + ", Signature=" + sign(request, secretKey);
    }

    /** The signature, 64 hexadecimal digits. */
    public String sign(Request request, String secretKey) {
        String stamp = request.headers().get("x-amz-date");
        String text = ALGORITHM + "\n" + stamp + "\n" + scope(stamp) + "\n" + hash(bytes(canonical(request)));
        byte[] key = bytes("AWS4" + secretKey);
        for (String part : scope(stamp).split("/")) {
            key = mac(key, part);
        }
        return HexFormat.of().formatHex(mac(key, text));
    }

    private String canonical(Request request) {
        var text = new StringBuilder(request.method()).append('\n');
        text.append(path(request.rawPath())).append('\n');
        text.append(query(request.rawQuery())).append('\n');
        request.headers().forEach((name, value) -> text.append(name)
                .append(':')
                .append(value.strip().replaceAll("\\s+", " "))
                .append('\n'));
        return text.append('\n')
                .append(request.signedHeaders())
                .append('\n')
                .append(request.bodyHash())
                .toString();
    }

    /** Every service but S3 signs the path without dot segments, encoded once more. */
    private String path(String raw) {
        if (service.equals("s3")) {
            return raw.isEmpty() ? "/" : raw;
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : raw.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        String closing = raw.endsWith("/") && !segments.isEmpty() ? "/" : "";
        return "/" + segments.stream().map(SignatureV4::encoded).collect(Collectors.joining("/")) + closing;
    }

    private static String query(String raw) {
        if (raw.isEmpty()) {
            return "";
        }
        return Arrays.stream(raw.split("&"))
                .map(pair -> pair.split("=", 2))
                .sorted((a, b) -> a[0].equals(b[0]) ? value(a).compareTo(value(b)) : a[0].compareTo(b[0]))
                .map(pair -> pair[0] + "=" + value(pair))
                .collect(Collectors.joining("&"));
    }

    private static String value(String[] pair) {
        return pair.length > 1 ? pair[1] : "";
    }

    /** A text for one segment of a path or a value in a query: all but letters, digits and {@code -._~} as percent signs and digits. */
    public static String encoded(String text) {
        var encoded = new StringBuilder();
        for (byte b : bytes(text)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
