package org.ropewalk.examples.memcached;

import static org.ropewalk.examples.memcached.Statistics.Counter.CMD_SET;
import static org.ropewalk.examples.memcached.Statistics.Counter.DECR_HITS;
import static org.ropewalk.examples.memcached.Statistics.Counter.DECR_MISSES;
import static org.ropewalk.examples.memcached.Statistics.Counter.DELETE_HITS;
import static org.ropewalk.examples.memcached.Statistics.Counter.DELETE_MISSES;
import static org.ropewalk.examples.memcached.Statistics.Counter.GET_HITS;
import static org.ropewalk.examples.memcached.Statistics.Counter.GET_MISSES;
import static org.ropewalk.examples.memcached.Statistics.Counter.INCR_HITS;
import static org.ropewalk.examples.memcached.Statistics.Counter.INCR_MISSES;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.ropewalk.examples.memcached.Memcached.ClientError;
import org.ropewalk.examples.memcached.Memcached.Flag;
import org.ropewalk.examples.memcached.Memcached.Meta;
import org.ropewalk.examples.memcached.Memcached.OutOfMemory;
import org.ropewalk.examples.memcached.Memcached.Stored;
import org.ropewalk.examples.value.Base64Key;
import org.ropewalk.examples.value.Decimal;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/**
 * The meta commands, as memcached's doc/protocol.txt describes them. The flags that are told come
 * in the order in which they were asked for; behind them Z, X and W of themselves.
 */
final class MetaCommands {
    /** Command and key; the length too in one command. */
    private static final int WORDS = 2;

    private static final String TOO_MANY = "options flags too long";
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

    /** The key and the opaque value, as the client has sent them. */
    private static List<Flag> echoed(Flags flags, Object key) {
        List<Flag> told = new ArrayList<>();
        for (Flag flag : flags.list()) {
            echo(told, flag, kept(key), flags.has('b'));
        }
        return told;
    }

    private static void echo(List<Flag> told, Flag flag, Bytes key, boolean binary) {
        if (flag.letter() == 'O') {
            told.add(flag);
        } else if (flag.letter() == 'k' && binary) {
            told.add(new Flag('k', Base64Key.encode(key)));
            told.add(new Flag('b', ""));
        } else if (flag.letter() == 'k') {
            told.add(new Flag('k', key.toString()));
        }
    }

    private static Flag version(Item item) {
        return new Flag('c', Long.toUnsignedString(item.unique()));
    }

    private Flag timeLeft(Item item) {
        return new Flag('t', String.valueOf(item.secondsLeft(store.now())));
    }

    private static Meta unless(boolean quiet, Meta outcome) {
        return quiet ? new Meta.Quiet() : outcome;
    }

    // ---- mg

    Meta get(Slice word, List<Flag> list) throws ClientError {
        Flags.bound(list, WORDS, "options flags are too long");
        Flags flags = Flags.of(list, word, "").withOpaque();
        Object key = flags.key(word);
        return store.change(
                key,
                (known, shelf) -> {
                    store.statistics().count(known == null ? GET_MISSES : GET_HITS);
                    if (known == null && !flags.has('N')) {
                        return unless(flags.has('q'), new Meta.Miss(echoed(flags, key)));
                    }
                    Item item = known == null ? made(key, Bytes.empty(), flags, shelf) : known;
                    List<Flag> told = got(flags, item, known == null);
                    if (!flags.has('u')) {
                        item.ask(store.now());
                    }
                    return flags.has('v') ? new Meta.Hit(item.data(), told) : new Meta.Done(told);
                });
    }

    /** An item that is new, and does not expire yet. */
    private Item made(Object key, Bytes data, Flags flags, Shelf shelf) {
        Item item = store.item(kept(key), 0, data, 0, flags.unsigned('E'));
        item.binary(flags.has('b'));
        shelf.put(item);
        return item;
    }

    /** Does what the flags say, one after another; what is told. */
    private List<Flag> got(Flags flags, Item item, boolean made) {
        List<Flag> told = new ArrayList<>();
        boolean won = false;
        for (Flag flag : flags.list()) {
            switch (flag.letter()) {
                case 'N' -> {
                    if (made) {
                        item.touch(expiry(flags, 'N'));
                        won = true;
                    }
                }
                case 'T' -> item.touch(expiry(flags, 'T'));
                case 'R' -> won |= !made && expiresSoon(item, flags.number('R').getAsLong());
                case 'c' -> told.add(version(item));
                case 't' -> told.add(timeLeft(item));
                case 'f' -> told.add(new Flag('f', Integer.toUnsignedString(item.flags())));
                case 's' -> told.add(new Flag('s', String.valueOf(item.data().length())));
                case 'h' -> told.add(new Flag('h', item.wasAsked() ? "1" : "0"));
                case 'l' -> told.add(new Flag('l', String.valueOf(item.secondsSinceAsked(now()))));
                default -> echo(told, flag, item.key(), item.isBinary());
            }
        }
        mark(told, item, won);
        return told;
    }

    private long now() {
        return store.now();
    }

    private long expiry(Flags flags, char letter) {
        return store.expiry(flags.number(letter).getAsLong());
    }

    private boolean expiresSoon(Item item, long seconds) {
        return !item.isTokenSent() && item.expires() != 0 && item.secondsLeft(now()) < seconds;
    }

    /**
     * Tells whether another client is to bring a new value (Z), the value is stale (X), and this
     * client is to bring a new one (W).
     */
    private static void mark(List<Flag> told, Item item, boolean won) {
        boolean first = won || item.isStale() && !item.isTokenSent();
        if (item.isTokenSent()) {
            told.add(TOKEN_SENT);
        }
        if (item.isStale()) {
            told.add(STALE);
        }
        if (first) {
            told.add(WON);
            item.tokenSent(true);
        }
    }

    // ---- ms

    Meta set(Slice word, Slice data, List<Flag> list) throws ClientError, OutOfMemory {
        Flags.bound(list, WORDS + 1, TOO_MANY);
        Flags flags = Flags.of(list, word, "E");
        char mode = flags.mode('S', "EARPSearps", "ms");
        flags.withOpaque();
        Object key = flags.key(word);
        store.statistics().count(CMD_SET);
        return OutOfMemory.unless(
                store.change(
                        key,
                        (known, shelf) -> {
                            Stored refused = refusal(mode, flags, known, data);
                            if (refused != null) {
                                return outcome(refused, flags, stored(flags, key, null));
                            }
                            Item item = newItem(mode, flags, key, known, data);
                            return shelf.put(item)
                                    ? outcome(Stored.STORED, flags, stored(flags, key, item))
                                    : null;
                        }));
    }

    /** The key, the opaque value and the version: 0 where nothing was stored. */
    private static List<Flag> stored(Flags flags, Object key, Item item) {
        List<Flag> told = new ArrayList<>();
        for (Flag flag : flags.list()) {
            if (flag.letter() == 'c') {
                told.add(item == null ? new Flag('c', "0") : version(item));
            } else {
                echo(told, flag, kept(key), flags.has('b'));
            }
        }
        return told;
    }

    private static Meta outcome(Stored stored, Flags flags, List<Flag> told) {
        return switch (stored) {
            case STORED -> unless(flags.has('q'), new Meta.Done(told));
            case EXISTS -> new Meta.Exists(told);
            case NOT_FOUND -> new Meta.NotFound(told);
            case NOT_STORED -> new Meta.NotStored(told);
        };
    }

    /** Why nothing is stored; null if something is. */
    private static Stored refusal(char mode, Flags flags, Item known, Slice data) {
        boolean joins = mode == 'A' || mode == 'P';
        boolean compares = flags.has('C') && (mode == 'S' || mode == 'R');
        if (known == null) {
            return compares ? Stored.NOT_FOUND : joins || mode == 'R' ? Stored.NOT_STORED : null;
        }
        long wanted = flags.unsigned('C').orElse(0);
        if (mode == 'E') {
            return Stored.NOT_STORED;
        }
        if (compares && known.unique() != wanted && !isOlder(flags, known)) {
            return Stored.EXISTS;
        }
        if (joins && wanted != 0 && known.unique() != wanted) {
            return Stored.EXISTS;
        }
        return joins && !known.hasRoomFor(data) ? Stored.NOT_STORED : null;
    }

    /** Whether the I flag allows to store what was made from a version before. */
    private static boolean isOlder(Flags flags, Item known) {
        long wanted = flags.unsigned('C').orElse(0);
        return flags.has('I') && wanted != 0 && Long.compareUnsigned(wanted, known.unique()) < 0;
    }

    private Item newItem(char mode, Flags flags, Object key, Item known, Slice data) {
        OptionalLong version = flags.unsigned('E');
        if (mode == 'A' || mode == 'P') {
            return joined(known, data, mode == 'A', version);
        }
        boolean stale =
                known != null
                        && flags.has('C')
                        && known.unique() != flags.unsigned('C').getAsLong();
        Item item =
                store.item(
                        known == null ? kept(key) : known.key(),
                        (int) flags.unsigned('F').orElse(0),
                        data.toBytes(),
                        stale ? known.expires() : store.expiry(flags.number('T').orElse(0)),
                        version);
        item.binary(flags.has('b'));
        item.stale(stale);
        item.tokenSent(stale && known.isTokenSent());
        return item;
    }

    private Item joined(Item known, Slice data, boolean behind, OptionalLong version) {
        Bytes added = data.toBytes();
        Item item =
                store.item(
                        known.key(),
                        known.flags(),
                        behind
                                ? Store.joined(known.data(), added)
                                : Store.joined(added, known.data()),
                        known.expires(),
                        version);
        item.binary(known.isBinary());
        return item;
    }

    // ---- md

    Meta delete(Slice word, List<Flag> list) throws ClientError {
        Flags flags = briefly(list, word, "Ex").withOpaque();
        Object key = flags.key(word);
        return store.change(
                key,
                (known, shelf) -> {
                    if (known == null) {
                        store.statistics().count(DELETE_MISSES);
                        return new Meta.NotFound(echoed(flags, key));
                    }
                    if (isOther(known, flags)) {
                        store.statistics().count(DELETE_MISSES);
                        return new Meta.Exists(echoed(flags, key));
                    }
                    if (flags.has('I') || flags.has('x')) {
                        shelf.put(invalidated(known, flags));
                    } else {
                        store.statistics().count(DELETE_HITS);
                        shelf.remove(known);
                    }
                    return unless(flags.has('q'), new Meta.Done(echoed(flags, key)));
                });
    }

    /** The flags of a command that has one complaint for all of them. */
    private static Flags briefly(List<Flag> list, Slice word, String others) throws ClientError {
        Flags.bound(list, WORDS, TOO_MANY);
        try {
            return Flags.of(list, word, others);
        } catch (ClientError anything) {
            throw new ClientError("invalid or duplicate flag");
        }
    }

    /** Whether the client wants another version. */
    private static boolean isOther(Item known, Flags flags) {
        OptionalLong wanted = flags.unsigned('C');
        return wanted.isPresent() && known.unique() != wanted.getAsLong();
    }

    /** An item marked stale, or without its value, or both; its version is a new one. */
    private Item invalidated(Item known, Flags flags) {
        boolean emptied = flags.has('x');
        Item item =
                store.item(
                        known.key(),
                        emptied ? 0 : known.flags(),
                        emptied ? Bytes.empty() : known.data(),
                        flags.has('T') ? expiry(flags, 'T') : known.expires(),
                        flags.unsigned('E'));
        item.inherit(known);
        item.stale(flags.has('I') || known.isStale());
        item.tokenSent(known.isTokenSent() && !flags.has('I'));
        return item;
    }

    // ---- ma

    Meta arithmetic(Slice word, List<Flag> list) throws ClientError {
        Flags flags = briefly(list, word, "E");
        char mode = flags.mode('I', "ID+-id", "ma");
        flags.withOpaque();
        boolean down = mode == 'D' || mode == '-';
        Object key = flags.key(word);
        Meta outcome =
                store.change(
                        key,
                        (known, shelf) ->
                                known == null
                                        ? counted(key, flags, down, shelf)
                                        : counted(known, key, flags, down, shelf));
        if (outcome == null) {
            throw new ClientError("cannot increment or decrement non-numeric value");
        }
        return outcome;
    }

    private Meta counted(Object key, Flags flags, boolean down, Shelf shelf) {
        if (!flags.has('N')) {
            store.statistics().count(down ? DECR_MISSES : INCR_MISSES);
            return new Meta.NotFound(echoed(flags, key));
        }
        Bytes digits = Decimal.write(flags.unsigned('J').orElse(0), 0);
        Item item = made(key, digits, flags, shelf);
        List<Flag> told = counted(flags, item, key, true);
        return flags.has('v') ? new Meta.Hit(digits, told) : new Meta.Done(told);
    }

    /** Null if the value is no number. */
    private Meta counted(Item known, Object key, Flags flags, boolean down, Shelf shelf) {
        if (known.data().length() == 0) {
            return null;
        }
        if (flags.unsigned('C').orElse(0) != 0 && isOther(known, flags)) {
            return new Meta.Exists(echoed(flags, key));
        }
        OptionalLong number = Store.sum(known.data(), flags.unsigned('D').orElse(1), down);
        if (number.isEmpty()) {
            return null;
        }
        store.statistics().count(down ? DECR_HITS : INCR_HITS);
        Item item = store.counted(known, number.getAsLong(), flags.unsigned('E'));
        shelf.put(item);
        List<Flag> told = counted(flags, item, key, false);
        return unless(
                flags.has('q'),
                flags.has('v')
                        ? new Meta.Hit(Decimal.write(number.getAsLong(), 0), told)
                        : new Meta.Done(told));
    }

    private List<Flag> counted(Flags flags, Item item, Object key, boolean made) {
        List<Flag> told = new ArrayList<>();
        for (Flag flag : flags.list()) {
            switch (flag.letter()) {
                case 'c' -> told.add(version(item));
                case 't' -> told.add(timeLeft(item));
                case 'T' -> item.touch(expiry(flags, 'T'));
                case 'N' -> {
                    if (made) {
                        item.touch(expiry(flags, 'N'));
                    }
                }
                default -> echo(told, flag, kept(key), flags.has('b'));
            }
        }
        return told;
    }

    // ---- me

    Memcached.Inspection inspect(Slice word, List<Flag> list) throws ClientError {
        boolean binary = !list.isEmpty() && list.get(0).equals(new Flag('b', ""));
        Object key = word;
        if (binary) {
            key =
                    Base64Key.decode(word)
                            .orElseThrow(() -> new ClientError("bad command line format"));
        }
        return store.change(
                key,
                (known, shelf) ->
                        known == null ? new Memcached.Inspection.Miss() : inspected(known));
    }

    private Memcached.Inspection inspected(Item item) {
        return new Memcached.Inspection.Found(
                item.isBinary() ? Base64Key.encode(item.key()) : item.key().toString(),
                item.expires() == 0 ? -1 : now() - item.expires(),
                item.secondsSinceAsked(now()),
                item.unique(),
                item.wasAsked() ? "yes" : "no",
                1,
                item.bytes());
    }
}
