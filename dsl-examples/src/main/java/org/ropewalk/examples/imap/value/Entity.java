package org.ropewalk.examples.imap.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.dom.Header;
import org.apache.james.mime4j.dom.field.ContentDispositionField;
import org.apache.james.mime4j.dom.field.ContentTypeField;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;
import org.ropewalk.line.Bytes;

/**
 * A message, or a part of one: its header and its body, as they are. What cannot be read as MIME is
 * a body of text without parts.
 */
public final class Entity {
    /** Parts within parts. */
    private static final int MOST_DEPTH = 30;

    private static final int MOST_PARTS = 1_000;

    private final Bytes header;
    private final Bytes body;
    private final Header fields;
    private final List<Entity> parts;

    private Entity(Bytes text, int depth) {
        int end = endOfHeader(text);
        header = Bytes.copy(text.toByteArray(), 0, end);
        body = Bytes.copy(text.toByteArray(), end, text.length() - end);
        fields = fields(header);
        parts = depth == MOST_DEPTH ? List.of() : parts(depth + 1);
    }

    /** The message of these bytes, whose lines end in CR LF. */
    public static Entity of(Bytes text) {
        return new Entity(text, 0);
    }

    /** Behind the empty line that ends the header. */
    private static int endOfHeader(Bytes text) {
        int line = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.at(i) == '\n') {
                if (i - line <= 1) {
                    return i + 1;
                }
                line = i + 1;
            }
        }
        return text.length();
    }

    private static Header fields(Bytes header) {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
        try {
            return builder.parseHeader(new ByteArrayInputStream(header.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Entity> parts(int depth) {
        if (isMessage()) {
            return List.of(new Entity(body, depth));
        }
        if (!isMultipart()) {
            return List.of();
        }
        String type = contentType().map(ContentTypeField::getBody).orElse("");
        MimeTokenStream stream = new MimeTokenStream(MimeConfig.PERMISSIVE);
        stream.parseHeadless(new ByteArrayInputStream(body.toByteArray()), type);
        stream.setRecursionMode(RecursionMode.M_RAW);
        List<Entity> found = new ArrayList<>();
        try {
            for (EntityState state = stream.getState();
                    state != EntityState.T_END_OF_STREAM && found.size() < MOST_PARTS;
                    state = stream.next()) {
                if (state == EntityState.T_RAW_ENTITY) {
                    byte[] part = stream.getInputStream().readAllBytes();
                    found.add(new Entity(Bytes.of(part), depth));
                }
            }
        } catch (MimeException e) {
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    // ---- what it is

    private Optional<ContentTypeField> contentType() {
        return Optional.ofNullable(fields.getField("Content-Type"))
                .filter(ContentTypeField.class::isInstance)
                .map(ContentTypeField.class::cast)
                .filter(field -> field.getMimeType() != null);
    }

    /** The part of its type before the slash, in lower case. */
    String mediaType() {
        return contentType().map(ContentTypeField::getMediaType).orElse("text");
    }

    /** The part of its type after the slash, in lower case. */
    String subType() {
        return contentType().map(ContentTypeField::getSubType).orElse("plain");
    }

    /** The parameters of its type: names and values. */
    List<String> parameters() {
        List<String> parameters = new ArrayList<>();
        contentType()
                .ifPresent(
                        type ->
                                type.getParameters()
                                        .forEach((name, value) -> add(parameters, name, value)));
        if (contentType().isEmpty()) {
            // RFC 2045 5.2.
            add(parameters, "charset", "us-ascii");
        }
        return parameters;
    }

    private static void add(List<String> parameters, String name, String value) {
        parameters.add(name);
        parameters.add(value);
    }

    /** How it is shown: a word, then names and values; empty if it does not say so. */
    List<String> disposition() {
        List<String> disposition = new ArrayList<>();
        if (fields.getField("Content-Disposition") instanceof ContentDispositionField field
                && field.getDispositionType() != null) {
            disposition.add(field.getDispositionType());
            field.getParameters().forEach((name, value) -> add(disposition, name, value));
        }
        return disposition;
    }

    /** Whether it has parts. */
    public boolean isMultipart() {
        return contentType()
                .filter(type -> type.isMultipart() && type.getBoundary() != null)
                .isPresent();
    }

    /** Whether its body is a message; its one part is that message. */
    public boolean isMessage() {
        return mediaType().equals("message") && subType().equals("rfc822");
    }

    /** Its parts; a message in it is one. */
    public List<Entity> parts() {
        return parts;
    }

    // ---- its text

    /** Its header, with the empty line that ends it. */
    public Bytes header() {
        return header;
    }

    /** All bytes after the header. */
    public Bytes body() {
        return body;
    }

    /** The fields of its header whose names {@code wanted} takes, and an empty line. */
    public Bytes header(Predicate<String> wanted) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (Field field : fields.getFields()) {
            if (wanted.test(field.getName().toUpperCase(Locale.ROOT))) {
                text.writeBytes(raw(field));
                text.writeBytes(new byte[] {'\r', '\n'});
            }
        }
        text.writeBytes(new byte[] {'\r', '\n'});
        return Bytes.of(text.toByteArray());
    }

    private static byte[] raw(Field field) {
        ByteSequence raw = field.getRaw();
        return raw == null
                ? (field.getName() + ": " + field.getBody()).getBytes(ISO_8859_1)
                : raw.toByteArray();
    }

    /** The text of a field in one line, one character a byte; empty if there is none. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.getField(name))
                .map(field -> new String(raw(field), ISO_8859_1))
                .map(text -> text.substring(text.indexOf(':') + 1))
                .map(text -> text.replaceAll("\r?\n", "").strip());
    }
}
