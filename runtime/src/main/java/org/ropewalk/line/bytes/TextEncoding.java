package org.ropewalk.line.bytes;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Output;

/** Writes text as bytes; ASCII, which most text is, without an encoder. */
public final class TextEncoding {
    private static final int ASCII = 0x80;

    private TextEncoding() {}

    /** Writes {@code text}; returns why it cannot be written, or null. */
    public static @Nullable String write(String text, Charset charset, Output output) {
        int from = output.position();
        int length = text.length();
        byte[] array = output.ensure(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ASCII) {
                return writeOther(text, charset, output);
            }
            array[from + i] = (byte) c;
        }
        output.position(from + length);
        return null;
    }

    /**
     * {@code text} as the bytes of a payload.
     *
     * @throws IllegalArgumentException if {@code charset} does not have all of it
     */
    public static byte[] payload(String text, Charset charset) {
        Output encoded = new Output(0);
        if (write(text, charset, encoded) != null) {
            throw new IllegalArgumentException(
                    "cannot be written: a character that "
                            + charset.name()
                            + " does not have, in a payload");
        }
        byte[] bytes = encoded.array();
        return bytes.length == encoded.position()
                ? bytes
                : Arrays.copyOf(bytes, encoded.position());
    }

    private static @Nullable String writeOther(String text, Charset charset, Output output) {
        try {
            ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
            output.write(encoded.array(), 0, encoded.limit());
            return null;
        } catch (CharacterCodingException e) {
            return "a character that " + charset.name() + " does not have, in a value";
        }
    }
}
