package org.ropewalk.examples.mail;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.block.Message;
import org.ropewalk.line.Bytes;

/**
 * An article of a newsgroup (RFC 5536), read and written as a payload of fields and a body.
 *
 * @param headers its fields, unfolded, by their names as they were written
 * @param body what follows the empty line; lines that end in CR LF
 */
public record NewsArticle(Map<String, List<String>> headers, Bytes body) {
    /**
     * The article that {@code text} is.
     *
     * @throws IllegalArgumentException if it has no fields that can be read
     */
    static NewsArticle of(Bytes text) {
        Message message = Message.read(Octets.sent(text), StandardCharsets.ISO_8859_1);
        return new NewsArticle(message.fields(), message.body());
    }

    /**
     * Its text.
     *
     * @throws IllegalArgumentException if a field cannot be written
     */
    public Bytes text() {
        return new Message(headers, body).text(StandardCharsets.ISO_8859_1);
    }

    /** The first field of a name, in whichever letter case. */
    public Optional<String> field(String name) {
        return headers.entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(field -> field.getValue().get(0))
                .findFirst();
    }

    /** What all servers know it by, without its angle brackets. */
    public Optional<String> id() {
        return field("Message-ID").map(id -> id.replace("<", "").replace(">", ""));
    }

    /** It, with one more field. */
    NewsArticle with(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        more.put(name, List.of(value));
        return new NewsArticle(more, body);
    }

    /** How many lines the body has. */
    public long lines() {
        long lines = 0;
        for (int i = 0; i < body.length(); i++) {
            lines += body.at(i) == '\n' ? 1 : 0;
        }
        return lines;
    }
}
