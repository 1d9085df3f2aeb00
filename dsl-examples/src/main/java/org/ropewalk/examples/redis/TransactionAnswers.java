package org.ropewalk.examples.redis;

import java.util.List;
import org.ropewalk.examples.redis.store.OutOfMemory;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.examples.redis.store.Scripts;
import org.ropewalk.examples.redis.store.Transactions;
import org.ropewalk.examples.redis.store.Watch;
import org.ropewalk.line.Bytes;

/** Answers the commands for transactions, outside of one, and for scripts. */
interface TransactionAnswers extends TransactionCommands {
    /** The store's transactions. */
    Transactions transactions();

    /** The store's scripts. */
    Scripts scripts();

    /** The keys that the client watches. */
    Watch watched();

    @Override
    default void watch(List<Bytes> keys) throws OutOfMemory {
        transactions().watch(watched(), keys);
    }

    @Override
    default void unwatch() {
        transactions().unwatch(watched());
    }

    @Override
    default void exec(List<Bytes> words) throws Refused, Redis.Failed {
        if (!words.isEmpty()) {
            throw new Redis.Failed(
                    "EXECABORT",
                    "Transaction discarded because of: wrong number of arguments for 'exec' command");
        }
        throw new Refused("EXEC without MULTI");
    }

    @Override
    default void discard() throws Refused {
        throw new Refused("DISCARD without MULTI");
    }

    @Override
    default List<Object> eval(Bytes script, int keys, List<Bytes> words) throws Refused {
        return scripts().run(script, keys, words);
    }
}
