package org.ropewalk.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.LineReader;

/**
 * The fields of one block. {@link #select} shows the value of one in the line's reader, as if it
 * were a line, until {@link #close}. Valid until the handler of the block returns.
 */
@ForGeneratedCode
public final class BlockFields {
    /** A field that the set does not name. */
    private static final int OTHER = -1;

    /** The numbers that are kept of a field. */
    private static final int NUMBERS = 5;

    private static final int WHICH = 0;
    private static final int NAME_FROM = 1;
    private static final int NAME_TO = 2;
    private static final int VALUE_FROM = 3;
    private static final int VALUE_TO = 4;

    private final LineReader line;
    private final FieldSet set;
    private final byte[] bytes;
    private int[] found;
    private int count;

    /** The place of the field that was selected last. */
    private int selected;

    /** Reads the fields of the block whose head {@code line} has read. */
    BlockFields(LineReader line, FieldSet set) {
        this.line = line;
        this.set = set;
        this.bytes = line.cursor().array();
        this.found = new int[set.usualCount() * NUMBERS];
        if (line.end()) {
            readAll();
        }
    }

    private void readAll() {
        int at = line.cursor().blockFrom();
        int end = line.cursor().blockTo();
        while (at < end && line.ok()) {
            int next = BlockHead.lineEnd(bytes, at, end);
            boolean isHead = set.hasHead() && at <= line.begin() && line.begin() <= next;
            if (!isHead) {
                field(at, next);
            }
            at = next + 1;
        }
        for (int i = 0; i < set.fields().size() && line.ok(); i++) {
            if (set.fields().get(i).required() && place(i, 0) < 0) {
                line.malformed("field " + set.fields().get(i).text() + " is missing");
            }
        }
    }

    private void field(int from, int to) {
        int nameTo = from;
        while (nameTo < to && bytes[nameTo] != set.mark() && !BlockHead.isBlank(bytes[nameTo])) {
            nameTo++;
        }
        if (nameTo == from || nameTo == to || bytes[nameTo] != set.mark()) {
            line.malformed("a line that is not a field");
            return;
        }
        int which = set.indexOf(bytes, from, nameTo);
        if (which == OTHER && set.isVerb(bytes, from, nameTo)) {
            line.malformed("the command's own field is repeated");
        } else if (which == OTHER && set.others() == FieldSet.Others.REFUSED) {
            line.malformed("unknown field");
        } else if (which != OTHER || set.others() == FieldSet.Others.KEPT) {
            keep(which, from, nameTo, to);
        }
    }

    private void keep(int which, int from, int nameTo, int to) {
        boolean trimmed = which == OTHER ? set.othersTrimmed() : set.fields().get(which).trimmed();
        int valueFrom = nameTo + 1;
        int valueTo = to;
        if (trimmed) {
            valueFrom = BlockHead.skipBlanks(bytes, valueFrom, to);
            valueTo = BlockHead.trimEnd(bytes, valueFrom, to);
        }
        int place = count;
        if (which != OTHER && !set.fields().get(which).several() && place(which, 0) >= 0) {
            switch (set.repeated()) {
                case REFUSED -> {
                    line.malformed("field " + set.fields().get(which).text() + " is repeated");
                    return;
                }
                case FIRST -> {
                    return;
                }
                default -> place = place(which, 0);
            }
        }
        put(place, which, from, nameTo, valueFrom, valueTo);
    }

    private void put(int place, int which, int from, int nameTo, int valueFrom, int valueTo) {
        if (place == count) {
            count++;
            if (count * NUMBERS > found.length) {
                found = Arrays.copyOf(found, 2 * found.length);
            }
        }
        int at = place * NUMBERS;
        found[at + WHICH] = which;
        found[at + NAME_FROM] = from;
        found[at + NAME_TO] = nameTo;
        found[at + VALUE_FROM] = valueFrom;
        found[at + VALUE_TO] = valueTo;
    }

    /** The place of a field, from {@code from} on; -1 if it has not arrived. */
    private int place(int which, int from) {
        for (int i = from; i < count; i++) {
            if (found[i * NUMBERS + WHICH] == which) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a field has arrived. */
    public boolean has(int field) {
        return line.ok() && place(field, 0) >= 0;
    }

    /** Shows the value of a field in the line's reader. */
    public void select(int field) {
        selected = line.ok() ? place(field, 0) : -1;
        show();
    }

    /**
     * Shows the next value of a repeated field; false if there is none.
     *
     * @param first whether that is the first one
     */
    public boolean next(int field, boolean first) {
        selected = line.ok() ? place(field, first ? 0 : selected + 1) : -1;
        show();
        return selected >= 0;
    }

    private void show() {
        if (selected >= 0) {
            line.cursor()
                    .within(
                            found[selected * NUMBERS + VALUE_FROM],
                            found[selected * NUMBERS + VALUE_TO]);
        }
    }

    /** The whole value of the selected field was read: the reader shows the head again. */
    public void close() {
        if (selected >= 0) {
            line.end();
            line.cursor().back();
        }
    }

    // ---- fields that the set does not name

    /**
     * The fields that the set does not name; repeated names are handled as the set is configured.
     */
    public Map<String, String> others() {
        Map<String, String> others = new LinkedHashMap<>();
        for (int i = 0; i < count && line.ok(); i++) {
            if (found[i * NUMBERS + WHICH] == OTHER) {
                String name = name(i);
                String value = value(i);
                if (!others.containsKey(name) || set.repeated() == FieldSet.Repeated.LAST) {
                    others.put(name, value);
                } else if (set.repeated() == FieldSet.Repeated.REFUSED) {
                    line.malformed("a field is repeated");
                }
            }
        }
        return others;
    }

    /** What the set does not name, with all values of each name. */
    public Map<String, List<String>> allOthers() {
        Map<String, List<String>> others = new LinkedHashMap<>();
        for (int i = 0; i < count && line.ok(); i++) {
            if (found[i * NUMBERS + WHICH] == OTHER) {
                others.computeIfAbsent(name(i), name -> new ArrayList<>()).add(value(i));
            }
        }
        return others;
    }

    /** What the set does not name, in the order in which it came. */
    public List<Map.Entry<String, String>> othersInOrder() {
        List<Map.Entry<String, String>> others = new ArrayList<>();
        for (int i = 0; i < count && line.ok(); i++) {
            if (found[i * NUMBERS + WHICH] == OTHER) {
                others.add(Map.entry(name(i), value(i)));
            }
        }
        return others;
    }

    private String name(int place) {
        return text(found[place * NUMBERS + NAME_FROM], found[place * NUMBERS + NAME_TO]);
    }

    private String value(int place) {
        return text(found[place * NUMBERS + VALUE_FROM], found[place * NUMBERS + VALUE_TO]);
    }

    private String text(int from, int to) {
        line.cursor().within(from, to);
        line.withoutControls();
        String text = line.rest().unescaped().text();
        line.cursor().back();
        return text;
    }
}
