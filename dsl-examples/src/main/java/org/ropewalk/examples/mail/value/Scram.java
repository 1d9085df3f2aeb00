package org.ropewalk.examples.mail.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A login by SASL's mechanism SCRAM-SHA-256, as a server has it (RFC 5802, 7677): each side proves
 * that it knows the password, which is not sent. Without channel binding; names and passwords are
 * of ASCII.
 */
public final class Scram {
    private static final int KEY_BITS = 256;
    private static final int DELETE = 0x7F;
    private static final String HMAC = "HmacSHA256";

    /** The header, the rest, as whom the user wants to act, the name, the nonce. */
    private static final Pattern FIRST =
            Pattern.compile("([ny],(?:a=([^,]+))?,)(n=([^,]+),r=([!-+\\--~]+)(?:,.*)?)");

    /** What is proved, the header in base 64, the nonce, the proof. */
    private static final Pattern LAST =
            Pattern.compile("(c=([^,]+),r=([!-+\\--~]+)(?:,.*)?),p=([^,]+)");

    /** A long one must not overflow the stack, so nothing is tried again. */
    private static final Pattern NAME = Pattern.compile("(?:[^=]|=2C|=3D)++");

    private final String header;
    private final String first;
    private final String authorization;
    private final String name;
    private final String nonce;
    private final byte[] salt;
    private final int iterations;

    /**
     * Begins with the first message of the client.
     *
     * @param random what this side adds to the nonce
     * @param salts the salt of a user's password, by the name of the user
     * @param iterations how often the password is hashed
     * @throws IllegalArgumentException if it is no first message, requires channel binding, or has
     *     a name that is not of ASCII
     */
    public Scram(String message, String random, Function<String, byte[]> salts, int iterations) {
        Matcher parts = FIRST.matcher(message);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a first message of SCRAM");
        }
        header = parts.group(1);
        authorization = parts.group(2) == null ? "" : decoded(parts.group(2));
        first = parts.group(3);
        name = ascii(decoded(parts.group(4)));
        nonce = parts.group(5) + random;
        this.salt = salts.apply(name);
        this.iterations = iterations;
    }

    /** A name; {@code =} begins an escape. */
    private static String decoded(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of SCRAM");
        }
        return name.replace("=2C", ",").replace("=3D", "=");
    }

    /**
     * A name or a password, as SCRAM compares it. Each spelling of another character would have to
     * be brought into one form before (SASLprep, RFC 4013), which is not done here.
     *
     * @throws IllegalArgumentException if it has other characters than printable ones of ASCII
     */
    public static String ascii(String text) {
        if (!text.chars().allMatch(c -> c >= ' ' && c < DELETE)) {
            throw new IllegalArgumentException(
                    "SCRAM is only for names and passwords of ASCII: use PLAIN");
        }
        return text;
    }

    /** Salts that are made of names by {@code key}, also for users that are not known. */
    public static Function<String, byte[]> saltsOf(byte[] key) {
        return name -> {
            try {
                return hmac(key, name.getBytes(UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** The name of the user. */
    public String name() {
        return name;
    }

    /** As whom the user wants to act; empty for himself. */
    public String authorization() {
        return authorization;
    }

    /** The first message of the server. */
    public String challenge() {
        return "r=" + nonce + ",s=" + base64(salt) + ",i=" + iterations;
    }

    /** The last message of the server; empty if {@code message} does not prove the password. */
    public Optional<String> verify(String message, String password) {
        Matcher parts = LAST.matcher(message);
        if (!parts.matches()
                || !parts.group(2).equals(base64(header.getBytes(UTF_8)))
                || !parts.group(3).equals(nonce)) {
            return Optional.empty();
        }
        byte[] proved = (first + "," + challenge() + "," + parts.group(1)).getBytes(UTF_8);
        byte[] proof;
        try {
            proof = Base64.getDecoder().decode(parts.group(4));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        try {
            return verify(proved, proof, salted(password));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> verify(byte[] proved, byte[] proof, byte[] salted)
            throws GeneralSecurityException {
        byte[] key = hmac(salted, "Client Key".getBytes(UTF_8));
        byte[] signature = hmac(sha256(key), proved);
        for (int i = 0; i < key.length; i++) {
            key[i] ^= signature[i];
        }
        return MessageDigest.isEqual(key, proof)
                ? Optional.of(
                        "v=" + base64(hmac(hmac(salted, "Server Key".getBytes(UTF_8)), proved)))
                : Optional.empty();
    }

    private byte[] salted(String password) throws GeneralSecurityException {
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS))
                .getEncoded();
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(key, HMAC));
        return mac.doFinal(text);
    }

    private static byte[] sha256(byte[] text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(text);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
