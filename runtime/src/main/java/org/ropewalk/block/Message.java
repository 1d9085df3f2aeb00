package org.ropewalk.block;

import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.Slice;

/**
 * The text of a message that a handler has stored, such as a mail (RFC 5322 2.1): fields, an empty
 * line, and a body. Payloads of this form are declared; this class reads and writes such text where
 * no line of a protocol is near.
 *
 * @param fields the values of each field, unfolded, by its name as it was written, in their order
 * @param body what follows the empty line; empty if there is none
 */
public record Message(Map<String, List<String>> fields, Bytes body) {
    /** Copies the fields. */
    public Message {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        fields.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        fields = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads a message. A line that begins with a blank continues the field before it. Lines end in
     * LF or in CR LF.
     *
     * @throws IllegalArgumentException if a line before the empty line is no field
     */
    public static Message read(Bytes text, Charset charset) {
        LineFormat format = format(charset);
        Contents contents = Contents.of(format, Slice.of(text), true);
        BlockFields fields = fields(format).read(contents.line());
        Map<String, List<String>> values = fields.allOthers();
        Contents.check(contents.line());
        return new Message(values, contents.body());
    }

    /**
     * The message as text: each line of a field ends in CR LF, and the body is as it is.
     *
     * @throws IllegalArgumentException if a field cannot be written, such as a value with a line
     *     end
     */
    public Bytes text(Charset charset) {
        LineFormat format = format(charset);
        return Bytes.of(
                Contents.message(
                        format, line -> fields(format).writeAll(line, fields), body.toByteArray()));
    }

    private static LineFormat format(Charset charset) {
        return new LineFormat(Terminator.CRLF, Separator.BLANKS, false, charset);
    }

    private static FieldSet fields(LineFormat format) {
        return FieldSet.ofPayload(format, ':').keeping(true);
    }
}
