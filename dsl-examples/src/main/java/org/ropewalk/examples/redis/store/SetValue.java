package org.ropewalk.examples.redis.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.ropewalk.line.Bytes;

/** A set of members. */
final class SetValue implements Value {
    /** This object and its table. */
    private static final int OVERHEAD_BYTES = 64;

    private final HashTable<HashTable.Node> members = new HashTable<>();
    private long memberBytes;

    private static long bytes(Bytes member) {
        return HashTable.Node.BYTES + Sizes.of(member);
    }

    int size() {
        return members.size();
    }

    boolean contains(Object member) {
        return members.get(member) != null;
    }

    /** Adds a member; false if it is one already. */
    boolean add(Bytes member) {
        if (contains(member)) {
            return false;
        }
        members.add(new HashTable.Node(member));
        memberBytes += bytes(member);
        return true;
    }

    /** Removes a member; false if it is none. */
    boolean remove(Object member) {
        HashTable.Node node = members.get(member);
        if (node == null) {
            return false;
        }
        members.remove(node);
        memberBytes -= bytes(node.key());
        return true;
    }

    /** A member by chance; there must be one. */
    Bytes random(RandomGenerator random) {
        return members.random(random).key();
    }

    void forEach(Consumer<Bytes> consumer) {
        members.forEach(node -> consumer.accept(node.key()));
    }

    List<Bytes> members() {
        List<Bytes> all = new ArrayList<>(size());
        forEach(all::add);
        return all;
    }

    long scan(long cursor, Consumer<Bytes> consumer) {
        return members.scan(cursor, node -> consumer.accept(node.key()));
    }

    @Override
    public String type() {
        return "set";
    }

    @Override
    public boolean isEmpty() {
        return members.isEmpty();
    }

    @Override
    public long bytes() {
        return OVERHEAD_BYTES + memberBytes + members.bytes();
    }
}
