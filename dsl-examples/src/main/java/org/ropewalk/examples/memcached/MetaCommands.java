package org.ropewalk.examples.memcached;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.ropewalk.examples.memcached.Memcached.ClientError;
import org.ropewalk.examples.memcached.Memcached.Flag;
import org.ropewalk.examples.memcached.Memcached.Meta;
import org.ropewalk.examples.memcached.Memcached.OutOfMemory;
import org.ropewalk.examples.value.Decimal;
import org.ropewalk.examples.value.Token;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/** The meta commands: what their flags ask for, in the order in which they ask. */
final class MetaCommands {
    private static final String GET_FLAGS = "cfhklOqstvENRT";
    private static final String SET_FLAGS = "cCEFIkMOqsT";
    private static final String DELETE_FLAGS = "CEIkOqTx";
    private static final String ARITHMETIC_FLAGS = "cCDEJkMNOqtTv";

    private final Store store;

    MetaCommands(Store store) {
        this.store = store;
    }

    private static void check(List<Flag> flags, String known) throws ClientError {
        for (Flag flag : flags) {
            if (known.chars().noneMatch(letter -> letter == flag.letter())) {
                throw new ClientError("invalid flag");
            }
        }
    }

    private static boolean has(List<Flag> flags, char letter) {
        return flags.stream().anyMatch(flag -> flag.letter() == letter);
    }

    private static OptionalLong number(List<Flag> flags, char letter) throws ClientError {
        for (Flag flag : flags) {
            if (flag.letter() == letter) {
                long number = Token.number(flag.token(), Long.MIN_VALUE);
                if (number == Long.MIN_VALUE) {
                    throw new ClientError("bad token in command line format");
                }
                return OptionalLong.of(number);
            }
        }
        return OptionalLong.empty();
    }

    /** What the flags ask to be told, in their order. */
    private List<Flag> told(List<Flag> flags, Object key, Item item, boolean asked) {
        List<Flag> told = new ArrayList<>();
        for (Flag flag : flags) {
            switch (flag.letter()) {
                case 'O' -> told.add(flag);
                case 'k' -> told.add(new Flag('k', key.toString()));
                default -> {
                    if (item != null) {
                        figure(told, flag.letter(), item, asked);
                    }
                }
            }
        }
        return told;
    }

    private void figure(List<Flag> told, char letter, Item item, boolean asked) {
        switch (letter) {
            case 'c' -> told.add(new Flag('c', Long.toUnsignedString(item.unique())));
            case 'f' -> told.add(new Flag('f', Integer.toUnsignedString(item.flags())));
            case 's' -> told.add(new Flag('s', String.valueOf(item.data().length())));
            case 't' -> told.add(new Flag('t', String.valueOf(item.secondsLeft(store.now()))));
            case 'h' -> told.add(new Flag('h', asked ? "1" : "0"));
            case 'l' ->
                    told.add(new Flag('l', String.valueOf(item.secondsSinceAsked(store.now()))));
            default -> {}
        }
    }

    private static Meta unless(boolean quiet, Meta outcome) {
        return quiet ? new Meta.Quiet() : outcome;
    }

    Meta get(Slice key, List<Flag> flags) throws ClientError {
        check(flags, GET_FLAGS);
        OptionalLong exptime = number(flags, 'T');
        OptionalLong vivify = number(flags, 'N');
        Item item = store.change(key, (known, shelf) -> known);
        boolean made = item == null && vivify.isPresent();
        if (made) {
            Item fresh =
                    store.item(
                            key.toBytes(),
                            0,
                            Bytes.empty(),
                            store.expiry(vivify.getAsLong()),
                            OptionalLong.empty());
            store.change(
                    key,
                    (known, shelf) -> {
                        shelf.put(fresh);
                        return null;
                    });
            item = fresh;
        }
        if (item == null) {
            store.statistics().getMisses++;
            return unless(has(flags, 'q'), new Meta.Miss());
        }
        store.statistics().getHits++;
        boolean asked = item.wasAsked();
        if (exptime.isPresent()) {
            store.touch(key, exptime.getAsLong());
        }
        List<Flag> told = told(flags, key, item, asked);
        if (made) {
            told.add(new Flag('W', ""));
        }
        store.get(key);
        return has(flags, 'v') ? new Meta.Hit(item.data(), told) : new Meta.Done(told);
    }

    Meta set(Slice key, Slice data, List<Flag> flags) throws ClientError, OutOfMemory {
        check(flags, SET_FLAGS);
        OptionalLong exptime = number(flags, 'T');
        OptionalLong wanted = number(flags, 'C');
        OptionalLong version = number(flags, 'E');
        int clientFlags = (int) number(flags, 'F').orElse(0);
        char mode = mode(flags, 'S', "EARPSearps");
        boolean quiet = has(flags, 'q');
        store.statistics().sets++;
        return OutOfMemory.unless(
                store.change(
                        key,
                        (known, shelf) -> {
                            List<Flag> told = told(flags, key, null, false);
                            if (wanted.isPresent() && known == null) {
                                return new Meta.NotFound(told);
                            }
                            if (wanted.isPresent() && known.unique() != wanted.getAsLong()) {
                                return new Meta.Exists(told);
                            }
                            boolean needed = mode == 'A' || mode == 'P' || mode == 'R';
                            if (needed && known == null || mode == 'E' && known != null) {
                                return new Meta.NotStored(told);
                            }
                            Bytes kept = known == null ? key.toBytes() : known.key();
                            Item item =
                                    switch (mode) {
                                        case 'A' ->
                                                store.item(
                                                        kept,
                                                        known.flags(),
                                                        Store.joined(known.data(), data.toBytes()),
                                                        known.expires(),
                                                        version);
                                        case 'P' ->
                                                store.item(
                                                        kept,
                                                        known.flags(),
                                                        Store.joined(data.toBytes(), known.data()),
                                                        known.expires(),
                                                        version);
                                        default ->
                                                store.item(
                                                        kept,
                                                        clientFlags,
                                                        data.toBytes(),
                                                        store.expiry(exptime.orElse(0)),
                                                        version);
                                    };
                            return shelf.put(item)
                                    ? unless(quiet, new Meta.Done(told(flags, key, item, false)))
                                    : null;
                        }));
    }

    /** The mode that the M flag names, in upper case. */
    private static char mode(List<Flag> flags, char otherwise, String known) throws ClientError {
        for (Flag flag : flags) {
            if (flag.letter() == 'M') {
                if (flag.token().length() != 1
                        || known.chars().noneMatch(letter -> letter == flag.token().charAt(0))) {
                    throw new ClientError("invalid mode for ms M token");
                }
                return Character.toUpperCase(flag.token().charAt(0));
            }
        }
        return otherwise;
    }

    Meta delete(Slice key, List<Flag> flags) throws ClientError {
        check(flags, DELETE_FLAGS);
        OptionalLong wanted = number(flags, 'C');
        boolean quiet = has(flags, 'q');
        return store.change(
                key,
                (known, shelf) -> {
                    List<Flag> told = told(flags, key, known, false);
                    if (known == null) {
                        store.statistics().deleteMisses++;
                        return unless(quiet, new Meta.NotFound(told));
                    }
                    if (wanted.isPresent() && known.unique() != wanted.getAsLong()) {
                        return new Meta.Exists(told);
                    }
                    store.statistics().deleteHits++;
                    shelf.remove(known);
                    return unless(quiet, new Meta.Done(told));
                });
    }

    Meta arithmetic(Slice key, List<Flag> flags) throws ClientError {
        check(flags, ARITHMETIC_FLAGS);
        char mode = arithmeticMode(flags);
        boolean down = mode == 'D' || mode == '-';
        boolean quiet = has(flags, 'q');
        long delta = unsigned(flags, 'D', 1);
        OptionalLong wanted = number(flags, 'C');
        OptionalLong vivify = number(flags, 'N');
        OptionalLong exptime = number(flags, 'T');
        Item before = store.change(key, (known, shelf) -> known);
        if (before != null && wanted.isPresent() && before.unique() != wanted.getAsLong()) {
            return new Meta.Exists(told(flags, key, null, false));
        }
        if (before == null && vivify.isEmpty()) {
            return unless(quiet, new Meta.NotFound(told(flags, key, null, false)));
        }
        if (before == null) {
            Bytes initial = Decimal.write(unsigned(flags, 'J', 0), 0);
            Item fresh =
                    store.item(
                            key.toBytes(),
                            0,
                            initial,
                            store.expiry(vivify.getAsLong()),
                            OptionalLong.empty());
            store.change(
                    key,
                    (known, shelf) -> {
                        shelf.put(fresh);
                        return null;
                    });
        } else if (store.add(key, delta, down) == Store.Arithmetic.NOT_A_NUMBER) {
            throw new ClientError("cannot increment or decrement non-numeric value");
        }
        if (exptime.isPresent()) {
            store.touch(key, exptime.getAsLong());
        }
        Item after = store.get(key);
        List<Flag> told = told(flags, key, after, false);
        return has(flags, 'v')
                ? new Meta.Hit(Decimal.write(Decimal.read(after.data()).orElse(0), 0), told)
                : unless(quiet, new Meta.Done(told));
    }

    private static char arithmeticMode(List<Flag> flags) throws ClientError {
        for (Flag flag : flags) {
            if (flag.letter() == 'M') {
                if (flag.token().length() != 1
                        || "ID+-id".chars().noneMatch(letter -> letter == flag.token().charAt(0))) {
                    throw new ClientError("invalid mode for ma M token");
                }
                return Character.toUpperCase(flag.token().charAt(0));
            }
        }
        return 'I';
    }

    private static long unsigned(List<Flag> flags, char letter, long otherwise) throws ClientError {
        for (Flag flag : flags) {
            if (flag.letter() == letter) {
                if (!Token.isUnsigned(flag.token())) {
                    throw new ClientError("invalid numeric delta argument");
                }
                return Token.unsigned(flag.token(), otherwise);
            }
        }
        return otherwise;
    }
}
