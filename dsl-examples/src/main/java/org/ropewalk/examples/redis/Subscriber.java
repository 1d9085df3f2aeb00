package org.ropewalk.examples.redis;

import java.util.List;
import java.util.Optional;
import org.ropewalk.line.Bytes;

/** Answers the few commands of a connection of version 2 that receives messages. */
final class Subscriber implements Redis.Subscribed {
    private final Session session;
    private final Subscriptions subscriptions;

    Subscriber(Session session, Subscriptions subscriptions) {
        this.session = session;
        this.subscriptions = subscriptions;
    }

    @Override
    public Redis.Pong ping(Optional<Bytes> message) {
        return new Redis.Pong(message.orElse(Bytes.empty()));
    }

    @Override
    public void subscribe(List<Bytes> channels) {
        subscriptions.subscribe(channels);
    }

    @Override
    public void subscribeToPatterns(List<Bytes> patterns) {
        subscriptions.subscribeToPatterns(patterns);
    }

    @Override
    public Optional<Redis.Normal> unsubscribe(List<Bytes> channels) {
        subscriptions.unsubscribe(channels);
        return afterwards();
    }

    @Override
    public Optional<Redis.Normal> unsubscribeFromPatterns(List<Bytes> patterns) {
        subscriptions.unsubscribeFromPatterns(patterns);
        return afterwards();
    }

    private Optional<Redis.Normal> afterwards() {
        return subscriptions.count() == 0 ? Optional.of(session) : Optional.empty();
    }

    @Override
    public void quit() {}

    @Override
    public void gone() {
        session.gone();
    }
}
