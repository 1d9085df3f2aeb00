package org.ropewalk.examples.redis.store;

import java.util.ArrayList;
import java.util.List;
import org.ropewalk.examples.redis.store.Keys.ExpiryCondition;
import org.ropewalk.line.Bytes;

/** Runs each {@link Script}; there is no Lua for others. Any thread. */
public final class Scripts {
    private final Keyspace keyspace;
    private final Keys keys;
    private final Strings strings;

    Scripts(Keyspace keyspace, Keys keys, Strings strings) {
        this.keyspace = keyspace;
        this.keys = keys;
        this.strings = strings;
    }

    /**
     * Runs a script.
     *
     * @param words the keys, and the arguments behind them
     */
    public List<Object> run(Bytes text, int keyCount, List<Bytes> words) throws Refused {
        Script script =
                Script.of(text)
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                "there is no Lua here; only the scripts of"
                                                        + " store.Script are run"));
        if (keyCount < 0) {
            throw new Refused("Number of keys can't be negative");
        }
        if (keyCount > words.size()) {
            throw new Refused("Number of keys can't be greater than number of args");
        }
        List<Bytes> named = words.subList(0, keyCount);
        List<Bytes> arguments = words.subList(keyCount, words.size());
        synchronized (keyspace) {
            return script == Script.EXPIRE_EQUAL
                    ? expire(named, arguments)
                    : delete(named, arguments);
        }
    }

    private List<Object> expire(List<Bytes> named, List<Bytes> arguments) throws Refused {
        if (arguments.size() != named.size() + 1) {
            throw Refused.syntax();
        }
        long timeMs = Numbers.integer(arguments.get(0)).orElseThrow(Refused::noInteger);
        Expiry time = Expiry.milliseconds(timeMs);
        List<Object> done = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            boolean equal = isEqual(named.get(i), arguments.get(i + 1));
            boolean set =
                    equal && keys.expire(named.get(i), time, ExpiryCondition.ALWAYS, "pexpire");
            done.add(set ? 1L : 0L);
        }
        return done;
    }

    private List<Object> delete(List<Bytes> named, List<Bytes> arguments) throws Refused {
        if (arguments.size() != named.size()) {
            throw Refused.syntax();
        }
        List<Object> done = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            boolean equal = isEqual(named.get(i), arguments.get(i));
            done.add(equal ? keys.delete(List.of(named.get(i))) : 0L);
        }
        return done;
    }

    private boolean isEqual(Bytes key, Bytes value) {
        return strings.getAll(List.of(key)).get(0).filter(value::equals).isPresent();
    }
}
