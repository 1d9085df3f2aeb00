package org.ropewalk.examples.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * Name and password as SASL's mechanism PLAIN sends them (RFC 4616), in one word of base 64.
 *
 * @param authorization as whom the user wants to act; empty for himself
 */
public record Plain(String authorization, String name, String password) {
    private static final int PARTS = 3;

    /**
     * The credentials in {@code word}.
     *
     * @throws IllegalArgumentException if it is no base 64, or not three parts between NULs
     */
    public static Plain parse(String word) {
        String[] parts = Base64Text.parse(word).text().split("\0", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not three parts between NULs");
        }
        return new Plain(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return Base64.getEncoder()
                .encodeToString((authorization + '\0' + name + '\0' + password).getBytes(UTF_8));
    }
}
