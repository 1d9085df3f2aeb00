package org.ropewalk.examples.redis;

import java.util.List;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Reply;
import org.ropewalk.examples.redis.Redis.Failed;
import org.ropewalk.examples.redis.store.OutOfMemory;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.line.Bytes;

/** Commands for transactions and scripts. */
public interface TransactionCommands {
    /** Begins a transaction. */
    @Command(value = "MULTI", client = false)
    @Reply("+OK")
    Redis.Multi multi();

    /** The next transaction is not run if one of these keys changes before. */
    @Command("WATCH {keys...}")
    @Reply("+OK")
    void watch(List<Bytes> keys) throws OutOfMemory;

    /** Keys are not watched any more. */
    @Command("UNWATCH")
    @Reply("+OK")
    void unwatch();

    /** Is refused: there is no transaction. */
    @Command(value = "EXEC[ {words...}]", client = false)
    @Reply("+OK")
    void exec(List<Bytes> words) throws Refused, Failed;

    /** Is refused: there is no transaction. */
    @Command(value = "DISCARD", client = false)
    @Reply("+OK")
    void discard() throws Refused;

    /**
     * Runs a script without other commands between its steps. After its text come the keys, of
     * which there are so many, and the arguments.
     */
    @Command("EVAL {script} {keys}[ {words...}]")
    List<Object> eval(Bytes script, int keys, List<Bytes> words) throws Refused;
}
