package org.ropewalk.examples.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.cluster.BroadcastEngine;
import org.ropewalk.cluster.EngineEndpoint;
import org.ropewalk.examples.redis.RedisClient;
import org.ropewalk.examples.value.TopicNames;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;

/** Redis: a topic is a channel. A node ignores its own messages, which the engine sends back. */
final class RedisEngine implements BroadcastEngine {
    private final TopicNames names;
    private final EngineLink<RedisClient.Normal> link;
    private Events events;

    RedisEngine(Reactor reactor, EngineEndpoint endpoint) {
        names = new TopicNames(endpoint.prefix());
        link = RedisLink.to(reactor, endpoint, new Received());
    }

    @Override
    public void start(Events told) {
        events = told;
        link.start(told::connected, told::disconnected);
    }

    private Bytes channel(String topic) {
        return Bytes.of(names.word(topic));
    }

    @Override
    public CompletionStage<?> publish(String topic, Bytes message) {
        return link.commands().publish(channel(topic), message);
    }

    @Override
    public CompletionStage<?> subscribe(List<String> topics) {
        RedisClient.Normal commands = link.commands();
        CompletableFuture<?> sent = commands.subscribe(topics.stream().map(this::channel).toList());
        return CompletableFuture.allOf(sent, commands.ping());
    }

    @Override
    public void unsubscribe(List<String> topics) {
        if (link.isConnected()) {
            link.commands().unsubscribe(topics.stream().map(this::channel).toList());
        }
    }

    @Override
    public void stop() {
        link.stop();
    }

    /** Passes messages of channels on. */
    private final class Received extends RedisLink.NoMessages {
        @Override
        public void message(Bytes channel, Bytes message) {
            names.topic(channel.toString()).ifPresent(topic -> events.received(topic, message));
        }
    }
}
