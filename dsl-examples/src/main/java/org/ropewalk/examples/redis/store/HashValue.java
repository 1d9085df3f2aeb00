package org.ropewalk.examples.redis.store;

import java.util.function.Consumer;
import org.ropewalk.line.Bytes;

/** A hash: fields with values. */
final class HashValue implements Value {
    /** This object and its table. */
    private static final int OVERHEAD_BYTES = 64;

    private final HashTable<Field> fields = new HashTable<>();
    private long fieldBytes;

    /** A field and its value. */
    static final class Field extends HashTable.Node {
        private Bytes value;

        Field(Bytes name, Bytes value) {
            super(name);
            this.value = value;
        }

        Bytes value() {
            return value;
        }

        private long bytes() {
            return BYTES + Sizes.REFERENCE + Sizes.of(key()) + Sizes.of(value);
        }
    }

    int size() {
        return fields.size();
    }

    /** The value of a field; null if there is none. */
    Bytes get(Object name) {
        Field field = fields.get(name);
        return field == null ? null : field.value();
    }

    /** Sets a field; true if there was none of that name. */
    boolean set(Bytes name, Bytes value) {
        Field field = fields.get(name);
        if (field == null) {
            Field added = new Field(name, value);
            fields.add(added);
            fieldBytes += added.bytes();
            return true;
        }
        fieldBytes += Sizes.of(value) - Sizes.of(field.value);
        field.value = value;
        return false;
    }

    /** Removes a field; false if there is none. */
    boolean remove(Object name) {
        Field field = fields.get(name);
        if (field == null) {
            return false;
        }
        fields.remove(field);
        fieldBytes -= field.bytes();
        return true;
    }

    void forEach(Consumer<Field> consumer) {
        fields.forEach(consumer);
    }

    long scan(long cursor, Consumer<Field> consumer) {
        return fields.scan(cursor, consumer);
    }

    @Override
    public String type() {
        return "hash";
    }

    @Override
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    @Override
    public long bytes() {
        return OVERHEAD_BYTES + fieldBytes + fields.bytes();
    }
}
