package org.ropewalk.examples.memcached;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.ropewalk.examples.memcached.Memcached.ClientError;
import org.ropewalk.examples.memcached.Memcached.Flag;
import org.ropewalk.examples.memcached.Memcached.Meta;
import org.ropewalk.examples.memcached.Memcached.OutOfMemory;
import org.ropewalk.examples.value.Base64Key;
import org.ropewalk.examples.value.Decimal;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/**
 * The meta commands, as memcached's doc/protocol.txt describes them. The flags that are told come
 * in the order in which they were asked for; behind them Z, X and W of themselves.
 */
final class MetaCommands {
    private static final String GET_FLAGS = "bcfhklOqstvNRT";
    private static final String SET_FLAGS = "bcCEFIkMOqsT";
    private static final String DELETE_FLAGS = "bCEIkOqTx";
    private static final String ARITHMETIC_FLAGS = "bcCDEJkMNOqtTv";
    private static final Flag WON = new Flag('W', "");
    private static final Flag STALE = new Flag('X', "");
    private static final Flag TOKEN_SENT = new Flag('Z', "");

    private final Store store;

    MetaCommands(Store store) {
        this.store = store;
    }

    private static Bytes kept(Object key) {
        return key instanceof Slice slice ? slice.toBytes() : (Bytes) key;
    }

    /** What is told where there is no item: what the client has sent along. */
    private static List<Flag> echoed(Flags flags, Slice word) {
        List<Flag> told = new ArrayList<>();
        for (Flag flag : flags.list()) {
            switch (flag.letter()) {
                case 'O', 'b' -> told.add(flag);
                case 'k' -> told.add(new Flag('k', word.toString()));
                default -> {}
            }
        }
        return told;
    }

    private List<Flag> told(Flags flags, Item item) {
        List<Flag> told = new ArrayList<>();
        for (Flag flag : flags.list()) {
            switch (flag.letter()) {
                case 'O' -> told.add(flag);
                case 'k' -> key(told, item);
                case 'c' -> told.add(new Flag('c', Long.toUnsignedString(item.unique())));
                case 'f' -> told.add(new Flag('f', Integer.toUnsignedString(item.flags())));
                case 's' -> told.add(new Flag('s', String.valueOf(item.data().length())));
                case 't' -> told.add(new Flag('t', String.valueOf(item.secondsLeft(store.now()))));
                case 'h' -> told.add(new Flag('h', item.wasAsked() ? "1" : "0"));
                case 'l' ->
                        told.add(
                                new Flag('l', String.valueOf(item.secondsSinceAsked(store.now()))));
                default -> {}
            }
        }
        return told;
    }

    private static void key(List<Flag> told, Item item) {
        if (item.isBinary()) {
            told.add(new Flag('k', Base64Key.encode(item.key())));
            told.add(new Flag('b', ""));
        } else {
            told.add(new Flag('k', item.key().toString()));
        }
    }

    private static Meta unless(boolean quiet, Meta outcome) {
        return quiet ? new Meta.Quiet() : outcome;
    }

    // ---- mg

    Meta get(Slice word, List<Flag> list) throws ClientError {
        Flags flags = Flags.of(list, GET_FLAGS);
        Object key = flags.key(word);
        OptionalLong exptime = flags.number('T');
        OptionalLong vivify = flags.number('N');
        OptionalLong recache = flags.number('R');
        return store.change(
                key,
                (known, shelf) -> {
                    if (known == null && vivify.isEmpty()) {
                        store.statistics().getMisses++;
                        return unless(flags.has('q'), new Meta.Miss(echoed(flags, word)));
                    }
                    Item item = known == null ? vivified(key, flags, vivify, shelf) : known;
                    List<Flag> marks = marks(item, known == null, recache);
                    if (known == null) {
                        store.statistics().getMisses++;
                    } else {
                        store.statistics().getHits++;
                        exptime.ifPresent(seconds -> item.touch(store.expiry(seconds)));
                    }
                    List<Flag> told = told(flags, item);
                    told.addAll(marks);
                    item.ask(store.now());
                    return flags.has('v') ? new Meta.Hit(item.data(), told) : new Meta.Done(told);
                });
    }

    private Item vivified(Object key, Flags flags, OptionalLong vivify, Shelf shelf) {
        Item item =
                store.item(
                        kept(key),
                        0,
                        Bytes.empty(),
                        store.expiry(vivify.getAsLong()),
                        OptionalLong.empty());
        item.binary(flags.has('b'));
        shelf.put(item);
        return item;
    }

    /**
     * Whether this client is to bring a new value (W), another was told so before (Z), and the
     * value is stale (X).
     */
    private List<Flag> marks(Item item, boolean made, OptionalLong recache) {
        List<Flag> marks = new ArrayList<>();
        boolean expiresSoon =
                recache.isPresent()
                        && item.expires() != 0
                        && item.secondsLeft(store.now()) < recache.getAsLong();
        boolean won = made || !item.isTokenSent() && (expiresSoon || item.isStale());
        if (item.isTokenSent()) {
            marks.add(TOKEN_SENT);
        }
        if (item.isStale()) {
            marks.add(STALE);
        }
        if (won) {
            marks.add(WON);
            item.tokenSent(true);
        }
        return marks;
    }

    // ---- ms

    Meta set(Slice word, Slice data, List<Flag> list) throws ClientError, OutOfMemory {
        Flags flags = Flags.of(list, SET_FLAGS);
        Object key = flags.key(word);
        OptionalLong exptime = flags.number('T');
        OptionalLong wanted = flags.number('C');
        OptionalLong version = flags.number('E');
        int clientFlags = (int) flags.unsigned('F', 0, "bad command line format");
        char mode = flags.mode('S', "EARPSearps", "ms");
        store.statistics().sets++;
        return OutOfMemory.unless(
                store.change(
                        key,
                        (known, shelf) -> {
                            if (wanted.isPresent() && known == null) {
                                return new Meta.NotFound(echoed(flags, word));
                            }
                            boolean other =
                                    wanted.isPresent() && known.unique() != wanted.getAsLong();
                            boolean older =
                                    other
                                            && Long.compareUnsigned(
                                                            wanted.getAsLong(), known.unique())
                                                    < 0;
                            if (other && !(flags.has('I') && older)) {
                                return new Meta.Exists(echoed(flags, word));
                            }
                            boolean needed = mode == 'A' || mode == 'P' || mode == 'R';
                            if (needed && known == null || mode == 'E' && known != null) {
                                return new Meta.NotStored(echoed(flags, word));
                            }
                            boolean joins = mode == 'A' || mode == 'P';
                            if (joins && !known.hasRoomFor(data)) {
                                return new Meta.NotStored(echoed(flags, word));
                            }
                            Bytes kept = known == null ? kept(key) : known.key();
                            Item item =
                                    joins
                                            ? joined(known, data, mode == 'A', version)
                                            : store.item(
                                                    kept,
                                                    clientFlags,
                                                    data.toBytes(),
                                                    store.expiry(exptime.orElse(0)),
                                                    version);
                            item.binary(flags.has('b'));
                            item.stale(other);
                            return shelf.put(item)
                                    ? unless(flags.has('q'), new Meta.Done(told(flags, item)))
                                    : null;
                        }));
    }

    private Item joined(Item known, Slice data, boolean behind, OptionalLong version) {
        Bytes added = data.toBytes();
        return store.item(
                known.key(),
                known.flags(),
                behind ? Store.joined(known.data(), added) : Store.joined(added, known.data()),
                known.expires(),
                version);
    }

    // ---- md

    Meta delete(Slice word, List<Flag> list) throws ClientError {
        Flags flags = Flags.of(list, DELETE_FLAGS);
        Object key = flags.key(word);
        OptionalLong wanted = flags.number('C');
        OptionalLong exptime = flags.number('T');
        OptionalLong version = flags.number('E');
        return store.change(
                key,
                (known, shelf) -> {
                    if (known == null) {
                        store.statistics().deleteMisses++;
                        return new Meta.NotFound(echoed(flags, word));
                    }
                    if (wanted.isPresent() && known.unique() != wanted.getAsLong()) {
                        return new Meta.Exists(echoed(flags, word));
                    }
                    store.statistics().deleteHits++;
                    boolean stale = flags.has('I');
                    if (stale || flags.has('x')) {
                        shelf.put(invalidated(known, flags, exptime, version));
                    } else {
                        shelf.remove(known);
                    }
                    return unless(flags.has('q'), new Meta.Done(echoed(flags, word)));
                });
    }

    /** An item marked stale, or without its value, or both; its version is a new one. */
    private Item invalidated(Item known, Flags flags, OptionalLong exptime, OptionalLong version) {
        boolean emptied = flags.has('x');
        Item item =
                store.item(
                        known.key(),
                        emptied ? 0 : known.flags(),
                        emptied ? Bytes.empty() : known.data(),
                        exptime.isPresent() ? store.expiry(exptime.getAsLong()) : known.expires(),
                        version);
        item.binary(known.isBinary());
        item.stale(flags.has('I') || known.isStale());
        return item;
    }

    // ---- ma

    Meta arithmetic(Slice word, List<Flag> list) throws ClientError {
        Flags flags = Flags.of(list, ARITHMETIC_FLAGS);
        Object key = flags.key(word);
        char mode = flags.mode('I', "ID+-id", "ma");
        boolean down = mode == 'D' || mode == '-';
        long delta = flags.unsigned('D', 1, "invalid or duplicate flag");
        long initial = flags.unsigned('J', 0, "invalid or duplicate flag");
        OptionalLong wanted = flags.number('C');
        OptionalLong vivify = flags.number('N');
        OptionalLong exptime = flags.number('T');
        OptionalLong version = flags.number('E');
        Meta outcome =
                store.change(
                        key,
                        (known, shelf) -> {
                            if (known == null && vivify.isEmpty()) {
                                return new Meta.NotFound(echoed(flags, word));
                            }
                            if (known != null
                                    && wanted.isPresent()
                                    && known.unique() != wanted.getAsLong()) {
                                return new Meta.Exists(echoed(flags, word));
                            }
                            OptionalLong number =
                                    known == null
                                            ? OptionalLong.of(initial)
                                            : Store.sum(known.data(), delta, down);
                            if (number.isEmpty()) {
                                return null;
                            }
                            Item item = counted(key, known, number.getAsLong(), vivify, version);
                            item.binary(known == null ? flags.has('b') : known.isBinary());
                            exptime.ifPresent(seconds -> item.touch(store.expiry(seconds)));
                            shelf.put(item);
                            List<Flag> told = told(flags, item);
                            return flags.has('v')
                                    ? new Meta.Hit(Decimal.write(number.getAsLong(), 0), told)
                                    : unless(flags.has('q'), new Meta.Done(told));
                        });
        if (outcome == null) {
            throw new ClientError("cannot increment or decrement non-numeric value");
        }
        return outcome;
    }

    private Item counted(
            Object key, Item known, long number, OptionalLong vivify, OptionalLong version) {
        return known == null
                ? store.item(
                        kept(key),
                        0,
                        Decimal.write(number, 0),
                        store.expiry(vivify.getAsLong()),
                        version)
                : store.item(
                        known.key(),
                        known.flags(),
                        Decimal.write(number, known.data().length()),
                        known.expires(),
                        version);
    }

    // ---- me

    Memcached.Inspection inspect(Slice word, List<Flag> list) throws ClientError {
        Flags flags = Flags.of(list, "b");
        Object key = flags.key(word);
        return store.change(
                key,
                (known, shelf) ->
                        known == null
                                ? new Memcached.Inspection.Miss()
                                : new Memcached.Inspection.Found(
                                        word.toString(),
                                        known.secondsLeft(store.now()),
                                        known.secondsSinceAsked(store.now()),
                                        known.unique(),
                                        known.wasAsked() ? "yes" : "no",
                                        1,
                                        known.bytes()));
    }
}
