package org.ropewalk.examples.cluster;

import java.util.Optional;
import java.util.OptionalInt;
import org.ropewalk.cluster.EngineEndpoint;
import org.ropewalk.examples.redis.Redis;
import org.ropewalk.examples.redis.RedisClient;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;

/** Connects with Redis in version 3 of its protocol, in which messages may come at any time. */
final class RedisLink {
    private static final int VERSION = 3;

    private RedisLink() {}

    static EngineLink<RedisClient.Normal> to(
            Reactor reactor, EngineEndpoint endpoint, Redis.Messages messages) {
        Optional<String> password = endpoint.password();
        if (password.isEmpty() && endpoint.user().isPresent()) {
            throw new IllegalArgumentException(
                    "the engine "
                            + endpoint
                            + " has a user and no password; Redis needs both, as in"
                            + " redis:user=app:passwordFile=/etc/app/password:tcp:127.0.0.1:6379");
        }
        Optional<String> user =
                password.isEmpty()
                        ? Optional.empty()
                        : Optional.of(endpoint.user().orElse("default"));
        return new EngineLink<>(
                reactor,
                endpoint.toString(),
                RedisClient.service(reactor, endpoint.transport(), messages, EngineLink.options()),
                commands ->
                        commands.hello(
                                OptionalInt.of(VERSION), user, password, Optional.of("ropewalk")),
                RedisClient.Normal::ping);
    }

    /** Receives no messages of channels. */
    static class NoMessages implements Redis.Messages {
        @Override
        public void subscribed(Bytes channel, long count) {}

        @Override
        public void unsubscribed(Bytes channel, long count) {}

        @Override
        public void patternSubscribed(Bytes pattern, long count) {}

        @Override
        public void patternUnsubscribed(Bytes pattern, long count) {}

        @Override
        public void message(Bytes channel, Bytes message) {}

        @Override
        public void patternMessage(Bytes pattern, Bytes channel, Bytes message) {}
    }
}
