package org.ropewalk.examples.redis;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.line.Bytes;

/** Answers the commands of a connection between {@code MULTI} and {@code EXEC}. */
final class Transaction implements Redis.Multi {
    private final Session session;

    /** Whether a command was refused here. */
    private boolean spoiled;

    Transaction(Session session) {
        this.session = session;
    }

    @Override
    public CompletionStage<Redis.Executed> exec(QueuedCommands commands) throws Redis.Aborted {
        if (spoiled || commands.refused() > 0) {
            session.unwatch();
            throw new Redis.Aborted(session);
        }
        return session.run(commands).thenApply(replies -> new Redis.Executed(replies, session));
    }

    @Override
    public Redis.Normal exec(List<Bytes> words) {
        return discard();
    }

    @Override
    public Redis.Normal discard() {
        session.unwatch();
        return session;
    }

    @Override
    public void multi() throws Refused {
        throw new Refused("MULTI calls can not be nested");
    }

    @Override
    public void watch(List<Bytes> keys) throws Refused {
        throw new Refused("WATCH inside MULTI is not allowed");
    }

    @Override
    public void subscribe(List<Bytes> channels) throws Refused {
        spoiled = true;
        throw new Refused("Command not allowed inside a transaction");
    }

    @Override
    public void quit() {}

    @Override
    public void gone() {
        session.gone();
    }
}
