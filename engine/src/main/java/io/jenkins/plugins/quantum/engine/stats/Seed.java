package io.jenkins.plugins.quantum.engine.stats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Seeds and generators. A part's seed depends on the root seed and the part's name alone, never on the order of work. */
public final class Seed {
    private Seed() {}

    /** The seed of a named part: the first 8 bytes of SHA-256 over the root and the length-prefixed names. */
    public static long derive(long root, String... names) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(root).array());
            for (String name : names) {
                byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A generator for a seed; the same on every platform. */
    public static UniformRandomProvider generator(long seed) {
        return RandomSource.XO_SHI_RO_256_PP.create(seed);
    }
}
