package org.ropewalk.examples.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Text in base 64, as SASL sends it; {@code =} is an empty text. */
public record Base64Text(String text) {
    /**
     * What {@code word} holds.
     *
     * @throws IllegalArgumentException if it is no base 64
     */
    public static Base64Text parse(String word) {
        try {
            return new Base64Text(
                    word.equals("=") ? "" : new String(Base64.getDecoder().decode(word), UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not base 64", e);
        }
    }

    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
