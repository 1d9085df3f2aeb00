package org.ropewalk.block;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;

/**
 * The fields that a block may have after its head, in any order. Each is named with its mark, as
 * its declaration writes it: {@code "sender="}, {@code "Channel: "}; with a blank after the mark,
 * blanks around a value are not a part of it. Immutable; any thread.
 */
@ForGeneratedCode
public final class FieldSet {
    /** What a field that occurs twice means. */
    public enum Repeated {
        /** The block is malformed. */
        REFUSED,
        /** The first one counts. */
        FIRST,
        /** The last one counts. */
        LAST
    }

    /** What is done with fields that the set does not name. */
    enum Others {
        REFUSED,
        DROPPED,
        KEPT
    }

    /** A field. */
    record Field(byte[] name, boolean trimmed, boolean required, boolean several) {
        String text() {
            return new String(name, StandardCharsets.US_ASCII);
        }
    }

    private static final byte[] NONE = {};

    /** So many fields without a name in the set are usual. */
    private static final int OTHERS = 8;

    private final LineFormat format;
    private final byte mark;

    /** Whether one line of the block is its head, and no field. */
    private final boolean head;

    /** The name of the field that is the head; empty if none is. */
    private final byte[] verb;

    private final List<Field> fields;
    private final Others others;
    private final boolean othersTrimmed;
    private final Repeated repeated;

    /** The name of the field that tells the length of a payload; empty if none does. */
    private final byte[] length;

    private FieldSet(
            LineFormat format,
            byte mark,
            boolean head,
            byte[] verb,
            List<Field> fields,
            Others others,
            boolean othersTrimmed,
            Repeated repeated,
            byte[] length) {
        this.format = format;
        this.mark = mark;
        this.head = head;
        this.verb = verb;
        this.fields = List.copyOf(fields);
        this.others = others;
        this.othersTrimmed = othersTrimmed;
        this.repeated = repeated;
        this.length = length;
    }

    /** A set without fields, whose names end in {@code mark}, after the head of a block. */
    public static FieldSet of(LineFormat format, char mark) {
        return of(format, mark, true);
    }

    /** As {@link #of}, of a payload, which has no head. */
    public static FieldSet ofPayload(LineFormat format, char mark) {
        return of(format, mark, false);
    }

    private static FieldSet of(LineFormat format, char mark, boolean hasHead) {
        return new FieldSet(
                format,
                (byte) mark,
                hasHead,
                NONE,
                List.of(),
                Others.REFUSED,
                false,
                Repeated.REFUSED,
                NONE);
    }

    /** This set, after a head that is a field, too. */
    public FieldSet behind(String text) {
        return new FieldSet(
                format, mark, head, name(text), fields, others, othersTrimmed, repeated, length);
    }

    /** Returns this set with a required field. */
    public FieldSet required(String text) {
        return with(text, true, false);
    }

    /** Returns this set with an optional field. */
    public FieldSet optional(String text) {
        return with(text, false, false);
    }

    /** Returns this set with a field that may be repeated. */
    public FieldSet several(String text) {
        return with(text, false, true);
    }

    /** This set, where fields without a name of their own are read and dropped. */
    public FieldSet dropping() {
        return new FieldSet(
                format, mark, head, verb, fields, Others.DROPPED, false, repeated, length);
    }

    /**
     * This set, where fields without a name of their own are kept.
     *
     * @param trimmed whether blanks around their values are not a part of them
     */
    public FieldSet keeping(boolean trimmed) {
        return new FieldSet(
                format, mark, head, verb, fields, Others.KEPT, trimmed, repeated, length);
    }

    /** This set, where a field that occurs twice has this meaning. */
    public FieldSet repeated(Repeated meaning) {
        return new FieldSet(
                format, mark, head, verb, fields, others, othersTrimmed, meaning, length);
    }

    /**
     * This set, where no field without a name of its own has this name: a receiver would take its
     * value as the length of a payload.
     */
    public FieldSet unlike(String text) {
        return new FieldSet(
                format, mark, head, verb, fields, others, othersTrimmed, repeated, name(text));
    }

    private FieldSet with(String text, boolean required, boolean several) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name(text), text.endsWith(" "), required, several));
        return new FieldSet(
                format, mark, head, verb, more, others, othersTrimmed, repeated, length);
    }

    /** The name in {@code text}, which ends in a mark and perhaps a blank. */
    private static byte[] name(String text) {
        String marked = text.stripTrailing();
        return marked.substring(0, marked.length() - 1).getBytes(StandardCharsets.US_ASCII);
    }

    // ---- reading

    /**
     * The fields of the block whose head {@code line} has read. If they are not those of the set,
     * the line is malformed, and none is there.
     */
    public BlockFields read(LineReader line) {
        return new BlockFields(line, this);
    }

    /** Which field has the name {@code bytes[from, to)}; -1 if none has. */
    int indexOf(byte[] bytes, int from, int to) {
        for (int i = 0; i < fields.size(); i++) {
            if (FieldNames.is(bytes, from, to, fields.get(i).name(), format.foldsCase())) {
                return i;
            }
        }
        return -1;
    }

    boolean isVerb(byte[] bytes, int from, int to) {
        return verb.length > 0 && FieldNames.is(bytes, from, to, verb, format.foldsCase());
    }

    boolean hasHead() {
        return head;
    }

    List<Field> fields() {
        return fields;
    }

    /** For how many fields there is room at first; more may come. */
    int usualCount() {
        return others == Others.KEPT ? fields.size() + OTHERS : Math.max(1, fields.size());
    }

    Others others() {
        return others;
    }

    boolean othersTrimmed() {
        return othersTrimmed;
    }

    Repeated repeated() {
        return repeated;
    }

    byte mark() {
        return mark;
    }

    // ---- writing

    /**
     * Checks the value of a field that {@code reply} has written since {@code from}: blanks around
     * it would not be read as a part of it.
     *
     * @throws IllegalArgumentException if it begins or ends with a blank
     */
    public static void checkTrimmed(LineWriter reply, int from) {
        byte[] written = reply.array();
        int to = reply.part();
        if (from < to && (BlockHead.isBlank(written[from]) || BlockHead.isBlank(written[to - 1]))) {
            throw reply.refuse("a blank at the begin or the end of a field's value");
        }
    }

    /**
     * Writes fields that the set does not name, each after the end of the line before.
     *
     * @throws IllegalArgumentException if a name is none, or is one of the set, or a value cannot
     *     be written
     */
    public void write(LineWriter reply, Map<String, String> unnamed) {
        unnamed.forEach((name, value) -> write(reply, name, value));
    }

    /** As {@link #write(LineWriter, Map)}, with several values of a name. */
    public void writeAll(LineWriter reply, Map<String, List<String>> unnamed) {
        unnamed.forEach(
                (name, values) -> {
                    if (values.isEmpty()) {
                        throw reply.refuse("a field without a value");
                    }
                    values.forEach(value -> write(reply, name, value));
                });
    }

    /** As {@link #write(LineWriter, Map)}, in their order. */
    public void writeInOrder(LineWriter reply, List<Map.Entry<String, String>> unnamed) {
        unnamed.forEach(field -> write(reply, field.getKey(), field.getValue()));
    }

    private void write(LineWriter reply, String name, String value) {
        reply.end();
        int from = reply.part();
        reply.free(name);
        int to = reply.part();
        byte[] bytes = reply.array();
        if (from == to) {
            throw reply.refuse("an empty value where a word must be");
        }
        for (int i = from; i < to; i++) {
            if (BlockHead.isBlank(bytes[i])) {
                throw reply.refuse("a blank in a value that must be one word");
            }
            if (bytes[i] == mark) {
                throw reply.refuse("the mark '" + (char) mark + "' in the name of a field");
            }
        }
        if (indexOf(bytes, from, to) >= 0 || isVerb(bytes, from, to)) {
            throw reply.refuse("a field among the others that has its own component");
        }
        if (length.length > 0 && FieldNames.is(bytes, from, to, length, format.foldsCase())) {
            throw reply.refuse("a field among the others that is the length of a payload");
        }
        reply.raw(new byte[] {mark});
        if (othersTrimmed) {
            reply.space();
        }
        int valueFrom = reply.part();
        reply.free(value);
        if (othersTrimmed) {
            checkTrimmed(reply, valueFrom);
        }
    }
}
